package org.imprimatur.people;

import org.jspecify.annotations.Nullable;

/**
 * What a key answered to a challenge, as a form sends it: each part in base64url.
 *
 * @param credential which key it says it is
 * @param userHandle whose it says it is; keys that are asked for by name may leave it out
 */
public record PasskeyAnswer(
        @Nullable String credential,
        @Nullable String clientDataJSON,
        @Nullable String authenticatorData,
        @Nullable String signature,
        @Nullable String userHandle) {}
