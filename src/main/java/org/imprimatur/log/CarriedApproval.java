package org.imprimatur.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval with what carries it: see {@link CarriedApprovals}. It says no more than the entries do.
 *
 * @param seq of the entry that says APPROVED, as are round, revision, contentHash, policy (0 where it names none) and at
 * @param at when it was entered, to the microsecond
 * @param verdicts those that are in force and for it, in the order of the trail
 */
public record CarriedApproval(
        long seq,
        long round,
        long revision,
        String contentHash,
        long policy,
        Instant at,
        List<Verdict> verdicts) {

    /**
     * A verdict as its entry has it.
     *
     * @param seq of that entry
     * @param name of who signed it, as they signed; {@code null} where that is not told, as {@code specialty}
     * @param at when it was entered, to the microsecond
     */
    public record Verdict(long seq, @Nullable String name, @Nullable String specialty, Instant at) {

        static Verdict of(ExaminedEntry entry) {
            return new Verdict(
                    entry.entry().seq(),
                    entry.disclosed().get("name"),
                    entry.disclosed().get("subject"),
                    time(entry));
        }
    }

    public CarriedApproval {
        verdicts = List.copyOf(verdicts);
    }

    static CarriedApproval of(ExaminedEntry approval, List<Verdict> verdicts) {
        return new CarriedApproval(
                approval.entry().seq(),
                number(approval, "round"),
                number(approval, "revision"),
                String.valueOf(approval.leaf().get("contentHash")),
                number(approval, "policy"),
                time(approval),
                verdicts);
    }

    private static long number(ExaminedEntry entry, String name) {
        return entry.leaf().get(name) instanceof Long number ? number : 0;
    }

    private static Instant time(ExaminedEntry entry) {
        return Instant.EPOCH.plus(entry.time(), ChronoUnit.MICROS);
    }
}
