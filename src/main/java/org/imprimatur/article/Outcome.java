package org.imprimatur.article;

/** What the board decided about one revision. */
public enum Outcome {
    APPROVE(ArticleStatus.APPROVED),
    REQUEST_CHANGES(ArticleStatus.CHANGES_REQUESTED),
    REJECT(ArticleStatus.REJECTED);

    private final ArticleStatus status;

    Outcome(ArticleStatus status) {
        this.status = status;
    }

    /** What an article becomes by it. */
    public ArticleStatus status() {
        return status;
    }
}
