package org.imprimatur.article.transitions;

import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Decision;
import org.imprimatur.people.Actor;

/**
 * The steps of a review as an article takes them. Each one locks nothing itself: the article's row is locked by the
 * command that runs the process.
 *
 * <p>Every method refuses a step outside the relation of {@code ArticleStatus}.
 */
public interface ChangeArticleStatus {

    /** The newest revision is handed in. */
    void submit(ArticleId article, Actor by, String changeNote);

    /** The first slot was claimed. Does nothing where the review has begun already. */
    void beginReview(ArticleId article, Actor by);

    /**
     * Approves, requests changes or rejects, as the board decided. An approval comes into force here, and supersedes the
     * one before.
     */
    void conclude(Decision decision);

    /** The submission is taken back. */
    void withdraw(ArticleId article, Actor by, String reason);
}
