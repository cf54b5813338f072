package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/accounts.html}.
 *
 * @param role chosen in the filter, else empty
 * @param next cursor of the following page
 * @param answered requests that were settled last, the newest first
 */
public record AccountsView(
        String query,
        String role,
        List<String> roles,
        List<Row> rows,
        @Nullable String next,
        List<RequestView> requests,
        List<AnsweredView> answered,
        @Nullable String done,
        List<FieldError> errors) {

    /** @param standing {@code ACTIVE}, {@code INVITED} or {@code DISABLED} */
    public record Row(
            String id,
            String username,
            String name,
            List<String> roles,
            List<String> specialties,
            String standing,
            @Nullable Instant lastSignInAt) {}
}
