package org.imprimatur.audit;

import org.imprimatur.log.Verdict;

/** Why nothing is signed: the trail is not the one that was signed before, grown by appending alone. */
final class Unsignable extends RuntimeException {

    private final Verdict verdict;

    Unsignable(Verdict verdict, String sentence) {
        super(verdict + ": " + sentence, null, false, false);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
