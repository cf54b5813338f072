package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/mine.html}: an editor's articles by what they wait for, and the way to bring in another.
 *
 * @param next cursor of the next page; null at the end
 */
public record MineView(List<Group> groups, @Nullable String next) {

    /** Who must move next; printed in this order, empty groups are left out. */
    public enum Waits {
        FOR_YOU,
        FOR_REVIEWERS,
        FOR_CHIEF_EDITOR,
        FOR_NOBODY
    }

    public record Group(Waits waits, List<Row> rows) {}

    /** What happens next, in the order of a review. */
    public enum Next {
        SUBMIT,
        ANSWER,
        WAIT_FOR_CLAIM,
        WAIT_FOR_VERDICTS,
        WAIT_FOR_DECISION,
        REVISE,
        SUBMIT_AGAIN,
        NOTHING
    }

    /**
     * @param language of the question
     * @param status name of an article status
     * @param age since it last changed, in words
     * @param unsaved a text is kept that was never saved as a revision
     * @param claimed slots of the open round that somebody holds or has signed
     * @param signed slots of the open round with a signed verdict
     * @param slots slots of the open round; 0 without one
     */
    public record Row(
            String id,
            String question,
            String language,
            String audience,
            String status,
            int revision,
            Instant updatedAt,
            String age,
            Next next,
            boolean unsaved,
            int claimed,
            int signed,
            int slots) {}
}
