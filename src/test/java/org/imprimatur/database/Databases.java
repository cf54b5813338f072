package org.imprimatur.database;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests: below {@code target}, and all run by one unpacked server. */
final class Databases {

    private static final Path PLACE = Path.of("target", "databases");
    private static final AtomicInteger count = new AtomicInteger();

    private Databases() {}

    static MariaDbServer server() {
        return MariaDbServer.bundled(PLACE);
    }

    /** A folder that nobody else in this JVM gets. */
    static Path newDirectory() {
        return PLACE.resolve(Integer.toString(count.incrementAndGet()));
    }
}
