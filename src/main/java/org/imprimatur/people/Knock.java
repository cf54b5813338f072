package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from.
 *
 * @param address as limits count it
 * @param device secret of the browser's cookie, where it has one: {@link KnownDevices}
 */
record Knock(String address, @Nullable String device) {

    static Knock of(HttpServletRequest request) {
        return new Knock(
                RemoteAddress.network(request.getRemoteAddr()), KnownDevices.cookie(request));
    }
}
