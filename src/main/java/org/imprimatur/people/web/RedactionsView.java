package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/redactions.html}: whose data shall be redacted.
 *
 * @param answered those that were settled last, the newest first
 * @param about for whom it may be asked; {@code null} where nobody was chosen
 * @param isAdministrator whether the viewer may ask
 * @param done what was done just now
 */
public record RedactionsView(
        List<Request> requests,
        List<AnsweredView> answered,
        @Nullable About about,
        boolean isAdministrator,
        @Nullable String done,
        List<FieldError> errors) {

    /** @param reason as typed last time, else empty */
    public record About(String id, String username, String name, String reason) {}

    /**
     * @param sought names that are looked for in what others wrote; between commas, or empty
     * @param part as in {@link RequestView}
     */
    public record Request(
            String id,
            String username,
            String name,
            String reason,
            String requester,
            Instant requestedAt,
            Instant expiresAt,
            String sought,
            String part) {}
}
