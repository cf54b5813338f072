package org.imprimatur.people;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, and in which role.
 *
 * @param role {@code null} for the system
 */
public record Actor(String username, @Nullable Role role) {

    /** The process itself: a rule, a timer, the desk check. No account may have this name. */
    public static final Actor SYSTEM = new Actor("system", null);
}
