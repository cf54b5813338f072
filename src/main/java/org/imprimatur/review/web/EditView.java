package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.desk.FieldError;

/**
 * {@code review/edit.html}: the source of an article and what is wrong with it.
 *
 * @param contentHash of the revision the editor started from, sent back to notice a newer one
 * @param problems of the source as last sent, in the order of lines
 * @param errors of the other fields
 */
public record EditView(
        String id,
        String question,
        String status,
        int revision,
        String contentHash,
        Effect effect,
        String source,
        String changeNote,
        List<Problem> problems,
        List<FieldError> errors) {

    /** What saving does to the article; said beside the button. */
    public enum Effect {
        /** In review: a new round begins, and a change note is required. */
        OPENS_ROUND,
        /** The text waits for its submission. */
        KEEPS_STATUS,
        /** Approved: the new revision is a draft, the approval stays in force. */
        STARTS_DRAFT
    }

    /** Line and column count from 1; 0 where the whole source is meant. */
    public record Problem(int line, int column, String message) {

        static Problem ofWhole(String message) {
            return new Problem(0, 0, message);
        }
    }
}
