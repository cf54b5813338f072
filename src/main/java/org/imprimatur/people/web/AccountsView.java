package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/accounts.html}.
 *
 * @param role chosen in the filter, else empty
 * @param next cursor of the following page
 */
public record AccountsView(
        String query,
        String role,
        List<String> roles,
        List<Row> rows,
        @Nullable String next,
        List<RequestView> requests,
        @Nullable String done) {

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
