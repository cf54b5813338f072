package org.imprimatur.people;

import org.jspecify.annotations.Nullable;

/** A browser's new key, as a form sends it: each part in base64url. */
public record PasskeyCreation(
        @Nullable String clientDataJSON, @Nullable String attestationObject) {}
