package org.imprimatur.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the entries' times follow each other and lie between the times at which they were signed. All in microseconds since
 * 1970.
 */
final class Times {

    /** How far the clocks of database and signer, or an entry's stamp and its commit, may lie apart. */
    static final Duration SLACK = Duration.ofSeconds(30);

    private static final long SLACK_MICROS = SLACK.toNanos() / 1_000;

    /** How far a clock may be corrected backwards without a word. */
    private static final long CORRECTION = 1_000_000;

    private static final long SECOND = 1_000_000;

    private final Findings findings;
    private long newest = Long.MIN_VALUE;
    private long signedBefore = Long.MIN_VALUE + SLACK_MICROS;

    // of the entries since the newest checkpoint
    private long earliest = Long.MAX_VALUE;
    private long earliestSeq;
    private long latest = Long.MIN_VALUE;
    private long latestSeq;

    Times(Findings findings) {
        this.findings = findings;
    }

    void entry(long seq, long time) {
        if (time < newest - CORRECTION && newest != Long.MIN_VALUE) {
            findings.add(Verdict.TIME_REGRESSION, seq, "it is older than an entry before it");
        }
        newest = Math.max(newest, time);
        if (time < earliest) {
            earliest = time;
            earliestSeq = seq;
        }
        if (time > latest) {
            latest = time;
            latestSeq = seq;
        }
    }

    /**
     * All entries so far were signed.
     *
     * @param byLog when the log did
     * @param byAnyone when the first cosigner saw that it had
     * @param byAll when the last did: whoever has the log's key can sign anew with an earlier time, and not in a witness's name
     */
    void signed(Optional<Instant> byLog, Optional<Instant> byAnyone, Optional<Instant> byAll) {
        if (earliest < signedBefore - SLACK_MICROS) {
            findings.add(
                    Verdict.TIME_OUT_OF_BOUNDS,
                    earliestSeq,
                    "it says that it is older than the checkpoint before it");
        }
        if (byAnyone.isPresent() && latest > micros(byAnyone.get()) + SECOND + SLACK_MICROS) {
            findings.add(
                    Verdict.TIME_OUT_OF_BOUNDS,
                    latestSeq,
                    "it says that it is younger than the checkpoint that holds it");
        }
        byLog.ifPresent(
                time -> {
                    if (micros(time) < signedBefore - SLACK_MICROS) {
                        findings.add(
                                Verdict.TIME_REGRESSION,
                                "the log signed at " + time + ", before what it had signed");
                    }
                    signedBefore = Math.max(signedBefore, micros(time));
                });
        byAll.ifPresent(time -> signedBefore = Math.max(signedBefore, micros(time)));
        earliest = Long.MAX_VALUE;
        latest = Long.MIN_VALUE;
    }

    private static long micros(Instant time) {
        return Math.multiplyExact(time.getEpochSecond(), SECOND);
    }
}
