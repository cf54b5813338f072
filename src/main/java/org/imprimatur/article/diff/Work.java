package org.imprimatur.article.diff;

/**
 * How much is spent on looking for the finer differences. Steps are counted, not time: the same two texts always compare in
 * the same way, on any machine. When nothing is left, what differs is shown as replaced whole.
 */
final class Work {

    /** Under a second on one slow core; two texts of an ordinary article need a thousandth of it. */
    static final long LIMIT = 10_000_000;

    private long spent;

    void spend(long steps) {
        spent += steps;
    }

    boolean isLeft() {
        return spent < LIMIT;
    }

    long spent() {
        return spent;
    }
}
