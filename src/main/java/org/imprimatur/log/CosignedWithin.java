package org.imprimatur.log;

import java.time.Duration;
import java.time.Instant;

/**
 * When a checkpoint may be said to have been seen, so that the verifier finds the entries
 * before and behind it true to that.
 *
 * <p>Half of what it allows is for the witness's clock. The other half stays for an entry that
 * was stamped and is not committed yet, so that nobody sees it here.
 *
 * @param last when the last entry below the checkpoint's size was appended
 * @param next when the one behind it was; now, where there is none yet
 */
public record CosignedWithin(Instant last, Instant next) {

    private static final Duration CLOCKS = Times.SLACK.dividedBy(2);

    public boolean holds(Instant cosignedAt) {
        return !cosignedAt.isBefore(last.minus(CLOCKS)) && !cosignedAt.isAfter(next.plus(CLOCKS));
    }
}
