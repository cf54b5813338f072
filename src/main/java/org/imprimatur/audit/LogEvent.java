package org.imprimatur.audit;

import org.imprimatur.people.Actor;

/** What happened to the log itself. */
public sealed interface LogEvent {

    Actor by();

    /** Another key signs from here on. Both keys sign the first checkpoint that holds this. */
    record KeyRotated(Actor by, String from, String to) implements LogEvent {}

    /**
     * Trail, tables, engine and badge were held against each other.
     *
     * @param entries how many there were
     * @param verdict the first that is reported, or {@code OK}
     */
    record Checked(Actor by, long entries, String verdict) implements LogEvent {}
}
