package org.imprimatur.people.web;

import java.util.List;

/**
 * {@code people/new-passkey.html}: the browser makes a key here.
 *
 * @param name that its owner gave it
 * @param rpId the server's name, which the key is for
 * @param challenge and {@code handle}, in base64url
 * @param person as the browser shows whose key it is
 * @param known credentials that need not be made again
 * @param isFailed whether one was tried that cannot be used
 */
public record NewPasskeyView(
        String name,
        String rpId,
        String challenge,
        String handle,
        String username,
        String person,
        List<String> known,
        boolean isFailed) {}
