package org.imprimatur.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a request came from, as limits count it. Behind a proxy it is what a header says, and anybody can send a header:
 * all that is no address counts as one place.
 */
public final class RemoteAddress {

    /** Where everybody comes from whose address is none. */
    private static final String UNKNOWN = "unknown";

    /** Bytes of an IPv6 address. */
    private static final int HOME_NETWORK = 8;

    private static final String NETWORK_LENGTH = "/64";

    private RemoteAddress() {}

    /** An IPv4 address as it is; of an IPv6 address the network, of which one household has all addresses. */
    public static String network(String text) {
        try {
            var address = InetAddress.ofLiteral(text);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(address.getAddress(), 0, HOME_NETWORK)
                            + NETWORK_LENGTH
                    : address.getHostAddress();
        } catch (IllegalArgumentException _) {
            return UNKNOWN;
        }
    }
}
