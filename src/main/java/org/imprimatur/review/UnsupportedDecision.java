package org.imprimatur.review;

/** The process wants an outcome that the stored, signed verdicts do not carry. The whole transaction is given up. */
public class UnsupportedDecision extends RuntimeException {

    UnsupportedDecision(RoundId round, String why) {
        super("Round " + round + " cannot end like this: " + why);
    }
}
