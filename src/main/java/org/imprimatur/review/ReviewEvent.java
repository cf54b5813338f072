package org.imprimatur.review;

import org.imprimatur.article.Outcome;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/** What happened in a round. */
public sealed interface ReviewEvent {

    RoundRef round();

    Actor by();

    /**
     * A revision went before the board, under these rules.
     *
     * @param slots the specialty of each, and {@code authors} the accounts that may not fill one; as the round keeps them
     */
    record RoundOpened(RoundRef round, Actor by, int quorum, String slots, String authors)
            implements ReviewEvent {}

    record Claimed(RoundRef round, Actor by, String specialty) implements ReviewEvent {}

    /** Somebody was made the holder by somebody else; {@code holder} is a user name. */
    record Assigned(RoundRef round, Actor by, String holder, String specialty, String reason)
            implements ReviewEvent {}

    /** A claim ended without a verdict; {@code holder}, a user name, is whose it was. */
    record Released(RoundRef round, Actor by, String holder, String specialty, String reason)
            implements ReviewEvent {}

    /**
     * A verdict was signed; {@code number} is more than 1 where it takes the place of an earlier one, {@code comment} all
     * that it says, on the whole and on single sections.
     */
    record Recommended(
            RoundRef round,
            Actor by,
            String specialty,
            int number,
            Recommendation recommendation,
            @Nullable String comment,
            Signature signature)
            implements ReviewEvent {}

    /** The outcome is known; {@code signature} is absent where a rule decided. */
    record Decided(
            RoundRef round,
            Actor by,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Signature signature)
            implements ReviewEvent {}

    /** A newer revision took the round's place. */
    record Superseded(RoundRef round, Actor by) implements ReviewEvent {}

    /** The time came to remind reviewers of what is open. */
    record Reminded(RoundRef round, Actor by, String reason) implements ReviewEvent {}

    /** The round is late. */
    record Overdue(RoundRef round, Actor by, String reason) implements ReviewEvent {}
}
