package org.imprimatur.people;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a request came from, as limits count it. Behind a proxy it is what a header says, and anybody can send a header:
 * all that is no address counts as one place.
 */
public final class RemoteAddress {

    /** Where everybody comes from whose address is none. */
    public static final String UNKNOWN = "unknown";

    private RemoteAddress() {}

    public static Optional<InetAddress> of(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String named(String text) {
        return of(text).map(InetAddress::getHostAddress).orElse(UNKNOWN);
    }
}
