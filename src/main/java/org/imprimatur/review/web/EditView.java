package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/edit.html}: the source of an article, what it looks like, and what the board asked for.
 *
 * @param language of the question
 * @param contentHash of the revision the editor started from, sent back to notice a newer one
 * @param outdated a newer revision than the one the kept text began with was saved since
 * @param answering the round that asked for changes; null where there is nothing to answer
 * @param refused the source was sent and not accepted
 * @param errors of the other fields
 */
public record EditView(
        String id,
        String question,
        String language,
        String status,
        int revision,
        String contentHash,
        Effect effect,
        WritingView writing,
        boolean outdated,
        String changeNote,
        DetailView.@Nullable Round answering,
        boolean refused,
        List<FieldError> errors) {

    EditView from(String earlier) {
        return new EditView(
                id,
                question,
                language,
                status,
                revision,
                earlier,
                effect,
                writing,
                true,
                changeNote,
                answering,
                refused,
                errors);
    }

    /** What saving does to the article; said beside the button. */
    public enum Effect {
        /** In review: a new round begins, and a change note is required. */
        OPENS_ROUND,
        /** The text waits for its submission. */
        KEEPS_STATUS,
        /** Approved: the new revision is a draft, the approval stays in force. */
        STARTS_DRAFT
    }
}
