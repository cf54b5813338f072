package org.imprimatur.api;

/** How many items a page holds: 1 to 200. */
public final class Limit {

    public static final String DEFAULT = "50";
    private static final int MOST = 200;

    private Limit() {}

    public static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(Sentence.of("refusal.limit", MOST));
        }
        return limit;
    }
}
