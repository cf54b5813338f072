package org.imprimatur.people;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For which server passkeys are made. Both are part of every answer that a key gives, so that a page elsewhere that looks
 * like ours gets answers that are worth nothing here.
 *
 * @param rpId the server's name, or a domain above it; without one the host of its public address, or {@code localhost}.
 *     Passkeys made for one name are useless under another
 * @param origins scheme, name and port of the pages that may ask a key; without any those of the public address, or every
 *     port of {@code localhost}
 */
@ConfigurationProperties("imprimatur.passkeys")
record PasskeySettings(@Nullable String rpId, @Nullable List<String> origins) {

    private static final String LOCAL = "localhost";

    /** @param address under which people know this server; empty where nobody said */
    String name(String address) {
        if (rpId != null && !rpId.isBlank()) {
            return rpId.strip();
        }
        return address.isEmpty() ? LOCAL : URI.create(address).getHost();
    }

    boolean accepts(URI origin, String address) {
        if (origins != null && !origins.isEmpty()) {
            return origins.contains(origin.toString());
        }
        return address.isEmpty()
                ? LOCAL.equals(origin.getHost())
                : origin.toString().equals(address);
    }
}
