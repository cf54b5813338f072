package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/own.html}: one's own account.
 *
 * @param profile as it is, or as it was typed
 * @param passkey name of a new one, as typed last time
 * @param label of a token, as typed last time
 * @param token shown once, just made
 * @param done what was done just now
 */
public record OwnView(
        String username,
        List<String> roles,
        List<String> specialties,
        Typed profile,
        List<Session> sessions,
        List<Passkey> passkeys,
        String passkey,
        List<Token> tokens,
        String label,
        @Nullable String token,
        @Nullable String done,
        List<FieldError> errors) {

    /** @param isNamed whether its owner agrees to be named in public */
    public record Typed(String name, String credentials, String orcid, boolean isNamed) {}

    /**
     * @param browser and {@code system} as everybody calls them; absent where it does not say
     */
    public record Session(
            String key,
            @Nullable String browser,
            @Nullable String system,
            Instant since,
            Instant lastUsed,
            boolean isThis) {}

    /** @param isSynced whether its maker may keep it on several devices */
    public record Passkey(
            String id,
            String name,
            boolean isSynced,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** @param label absent for one that a script took with the password */
    public record Token(
            String id,
            @Nullable String label,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}
}
