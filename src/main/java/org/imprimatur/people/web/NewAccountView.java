package org.imprimatur.people.web;

import java.util.List;
import org.imprimatur.desk.FieldError;

/**
 * {@code people/new-account.html}.
 *
 * @param known specialties that somebody has
 */
public record NewAccountView(
        String username,
        String name,
        String specialties,
        String known,
        List<Choice> roles,
        List<FieldError> errors) {

    public record Choice(String role, boolean isChosen) {}
}
