package org.imprimatur.audit;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the trail's log is signed.
 *
 * @param directory holds the signer's key and what it signed last; never inside the database's data, because a database
 *     that is set back must not take the memory of the signer with it
 * @param keep whether key and memory outlive the application, as the data of the embedded database do
 * @param origin the name of a log that begins here, such as {@code imprimatur.example.org/log}; without one it is called
 *     by a random name of its own
 * @param witness who has to cosign before anything counts as proven; {@code null} where the signer alone suffices
 */
@ConfigurationProperties("imprimatur.log")
record LogSettings(
        Path directory, boolean keep, @Nullable String origin, @Nullable Witness witness) {

    /**
     * @param url where it listens
     * @param key its verifier key, as it printed it
     */
    record Witness(URI url, String key) {}

    LogSettings {
        origin = origin == null || origin.isBlank() ? null : origin.strip();
        witness =
                witness == null || witness.key() == null || witness.key().isBlank()
                        ? null
                        : witness;
        if (witness != null && witness.url() == null) {
            throw new IllegalArgumentException(
                    "imprimatur.log.witness.key names a witness, and imprimatur.log.witness.url does not say where it listens");
        }
    }
}
