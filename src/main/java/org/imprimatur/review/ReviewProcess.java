package org.imprimatur.review;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.Actor;

/**
 * The order of the steps, wherever it is kept. {@code review} asks and tells; it never knows the engine.
 *
 * <p>Every call runs in the caller's transaction, behind the lock of the article's row, and has happened with all its
 * consequences when it returns: the process calls back through {@link ReviewSteps} before that.
 */
public interface ReviewProcess {

    /** The name of the process that rounds follow; versions count under it. */
    String KEY = "editorialReview";

    /** The version of the diagram that new rounds follow. */
    int version();

    /** The article's newest revision is handed in: its status becomes SUBMITTED. */
    void submit(ArticleId article, Actor by, String changeNote);

    /** Starts the round: the desk check, then one task for each slot. */
    void open(Opening opening);

    /**
     * @param version what {@link #version()} said when the round was made
     * @param slots the specialty asked for in each slot
     */
    record Opening(
            RoundId round,
            ArticleId article,
            int version,
            List<String> slots,
            Instant remindAt,
            Instant overdueAt) {}

    /** The step has an owner; the first claim of a round begins the review. */
    void claim(RoundId round, String step, String username);

    void release(String step);

    /** The step's verdict is signed and stored. A veto ends the round's other steps. */
    void complete(String step, boolean veto);

    /** The chief editor's decision is signed and stored. */
    void decide(String step, Outcome outcome);

    /** The submission was taken back; who and why is stored with the round. */
    void withdraw(RoundId round);

    /** A newer revision takes the round's place. */
    void supersede(RoundId round);
}
