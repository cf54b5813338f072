package org.imprimatur.log;

import java.util.Map;

/**
 * One entry as it was read, for whoever holds it against something else.
 *
 * @param leaf its members in clear: texts, and whole numbers as {@link Long}; none if it is no leaf
 * @param disclosed the values behind its commitments, as far as they are told and fit
 * @param silent whether it has commitments and tells nothing of what is behind them
 */
public record ReadEntry(
        long seq, Map<String, Object> leaf, Map<String, String> disclosed, boolean silent) {

    /** One by itself: a value is told only if the leaf commits to it. */
    public static ReadEntry of(TrailEntry entry) {
        return of(ExaminedEntry.of(entry, true));
    }

    static ReadEntry of(ExaminedEntry examined) {
        return new ReadEntry(
                examined.entry().seq(), examined.leaf(), examined.disclosed(), examined.isSilent());
    }
}
