package org.imprimatur.review;

import org.imprimatur.api.Sentence;

/**
 * One thing that must hold before a revision goes before the board.
 *
 * @param code stable, kebab-case
 * @param reason what holds, or what is missing, in a sentence
 */
public record Requirement(String code, State state, Sentence reason) {

    public enum State {
        SATISFIED,
        UNSATISFIED
    }

    static Requirement of(String code, boolean satisfied, Object... arguments) {
        return new Requirement(
                code,
                satisfied ? State.SATISFIED : State.UNSATISFIED,
                Sentence.of("requirement." + code + (satisfied ? ".met" : ".unmet"), arguments));
    }

    /** Not called isUnsatisfied: that would make it a field of the JSON. */
    boolean unmet() {
        return state == State.UNSATISFIED;
    }
}
