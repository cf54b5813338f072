package org.imprimatur.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the embedded database runs; without meaning for a foreign one.
 *
 * @param directory holds everything of the embedded database, one folder per series of MariaDB; made when missing
 * @param server an installed {@code mariadbd} to run instead of the bundled one
 * @param keep whether data outlives the application; otherwise each start begins with nothing
 */
@ConfigurationProperties("imprimatur.database")
public record DatabaseSettings(
        @DefaultValue(".data") Path directory,
        @Nullable Path server,
        @DefaultValue("true") boolean keep) {}
