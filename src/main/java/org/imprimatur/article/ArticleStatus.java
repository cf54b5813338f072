package org.imprimatur.article;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where the newest revision of an article stands in its review.
 *
 * <p>The relation below is the safety net, not the order of work: the diagram in {@code processes/} orders the steps and
 * can do no more than this.
 */
public enum ArticleStatus {
    DRAFT,
    SUBMITTED,
    UNDER_REVIEW,
    CHANGES_REQUESTED,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    private static final Set<ArticleStatus> IN_REVIEW = EnumSet.of(SUBMITTED, UNDER_REVIEW);
    private static final Set<ArticleStatus> OPEN_FOR_SUBMISSION =
            EnumSet.of(DRAFT, CHANGES_REQUESTED, WITHDRAWN);

    /** Whether the relation of the product's transition table holds between this status and the next. */
    public boolean mayBecome(ArticleStatus next) {
        return next(this).contains(next);
    }

    /** A round is open; exactly one process instance lives. */
    public boolean isInReview() {
        return IN_REVIEW.contains(this);
    }

    /** The editor may hand the newest revision in. */
    public boolean isOpenForSubmission() {
        return OPEN_FOR_SUBMISSION.contains(this);
    }

    private static Set<ArticleStatus> next(ArticleStatus from) {
        return switch (from) {
            case DRAFT, CHANGES_REQUESTED, WITHDRAWN -> EnumSet.of(SUBMITTED);
            // SUBMITTED to SUBMITTED: a newer revision opens a new round
            case SUBMITTED -> EnumSet.of(SUBMITTED, UNDER_REVIEW, CHANGES_REQUESTED, WITHDRAWN);
            case UNDER_REVIEW ->
                    EnumSet.of(SUBMITTED, CHANGES_REQUESTED, APPROVED, REJECTED, WITHDRAWN);
            case APPROVED, REJECTED -> EnumSet.of(DRAFT);
        };
    }
}
