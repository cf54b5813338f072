package org.imprimatur.people.web;

import org.jspecify.annotations.Nullable;

/**
 * {@code people/sign-in.html}.
 *
 * @param username as typed last time, else empty
 * @param setUp whether the password was set just now
 * @param to path of the page that is shown afterwards, where a certain one was wanted
 * @param rpId for which name of the server passkeys are
 */
public record SignInView(
        String username,
        boolean failed,
        boolean signedOut,
        boolean setUp,
        @Nullable String to,
        String rpId,
        boolean passkeyFailed) {}
