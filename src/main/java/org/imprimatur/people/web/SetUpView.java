package org.imprimatur.people.web;

import java.util.List;
import org.imprimatur.desk.FieldError;

/**
 * {@code people/set-up.html}.
 *
 * @param link secret part of the address
 * @param isFirst whether the link makes a first administrator, who chooses a user name
 */
public record SetUpView(
        String link, boolean isFirst, String username, String name, List<FieldError> errors) {}
