package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/account.html}: one account, as an administrator sees it.
 *
 * @param standing {@code ACTIVE}, {@code INVITED}, {@code DISABLED} or {@code REDACTED}
 * @param isOwn whether it is the viewer's own, which another administrator looks after
 * @param specialties as they are, or as they were typed
 * @param known specialties that somebody has
 * @param link address of the set-up link, shown once
 * @param reason as typed last time, else empty
 * @param done what was done just now
 */
public record AccountView(
        String id,
        String username,
        String name,
        @Nullable String credentials,
        @Nullable String orcid,
        String standing,
        boolean isOwn,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        List<Held> roles,
        String specialties,
        String known,
        int sessions,
        int tokens,
        List<RequestView> requests,
        @Nullable String link,
        String reason,
        @Nullable String done,
        List<FieldError> errors) {

    /** @param isAsked whether a change of it waits for a second administrator */
    public record Held(String role, boolean isHeld, boolean isAsked) {}
}
