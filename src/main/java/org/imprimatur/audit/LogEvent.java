package org.imprimatur.audit;

import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/** What happened to the log itself. */
public sealed interface LogEvent {

    Actor by();

    /**
     * Another key signs from here on. Both keys sign the first checkpoint that holds this.
     *
     * @param handover the signature of the old key over that, in base64
     */
    record KeyRotated(Actor by, String from, String to, String handover) implements LogEvent {}

    /**
     * After a lawful restore, or without its key or memory, the log goes on under another name.
     *
     * @param by who confirmed it; {@code requester} is somebody else
     * @param from the name it had
     * @param to the key it is signed with from here on, whose name is the new one
     * @param size of the last checkpoint under the old name that anybody here still knows, and its {@code root}
     */
    record Reopened(
            Actor by,
            String requester,
            String reason,
            String from,
            String to,
            long size,
            String root)
            implements LogEvent {}

    /**
     * Trail, tables, engine and badge were held against each other.
     *
     * @param run its number
     * @param entries how many there were
     * @param verdict the first that is reported, {@code OK}, or {@code FAILED} where it came to no end
     * @param report SHA-256 of the findings as they are kept, in hexadecimal digits; absent where there are none
     */
    record Checked(Actor by, long run, long entries, String verdict, @Nullable String report)
            implements LogEvent {}
}
