package org.imprimatur.review;

import java.util.Collection;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * Nobody approves their own text: whoever wrote any part of it since the last approval can neither review nor decide it,
 * and nobody both reviews and decides the same round.
 */
final class FourEyes {

    private FourEyes() {}

    static boolean wrote(Person person, ReviewRound round) {
        return round.authors().contains(person.id());
    }

    /** @throws Refusal FOUR_EYES */
    static void requireIndependent(Person person, ReviewRound round) {
        if (wrote(person, round)) {
            throw ownText();
        }
    }

    static Refusal ownText() {
        return new Refusal(ProblemType.FOUR_EYES, Sentence.of("refusal.own-text"));
    }

    /** @throws Refusal FOUR_EYES */
    static void requireNotReviewer(
            Person person, Collection<? extends @Nullable AccountId> holders) {
        if (holders.contains(person.id())) {
            throw new Refusal(ProblemType.FOUR_EYES, Sentence.of("refusal.own-review"));
        }
    }
}
