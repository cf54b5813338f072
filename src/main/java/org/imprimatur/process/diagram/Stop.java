package org.imprimatur.process.diagram;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that is known to have been reached.
 *
 * @param step as {@link Drawing.Node#step}
 * @param until {@code null} where it took no time, or is not done yet
 */
public record Stop(String step, Instant from, @Nullable Instant until) {

    public static Stop at(String step, Instant at) {
        return new Stop(step, at, null);
    }
}
