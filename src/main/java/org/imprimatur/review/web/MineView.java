package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/mine.html}: an editor's articles by what they wait for, and the way to bring in another.
 *
 * @param next cursor of the next page; null at the end
 * @param pasted what was pasted last time, so that a refused import loses nothing
 * @param problems why the last import was refused; empty if it was not
 */
public record MineView(
        List<Group> groups, @Nullable String next, String pasted, List<EditView.Problem> problems) {

    /** Who must move next; printed in this order, empty groups are left out. */
    public enum Waits {
        FOR_YOU,
        FOR_REVIEWERS,
        FOR_CHIEF_EDITOR,
        FOR_NOBODY
    }

    public record Group(Waits waits, List<Row> rows) {}

    /**
     * @param status name of an article status
     * @param claimed slots of the open round that somebody holds or has signed
     * @param signed slots of the open round with a signed verdict
     * @param slots slots of the open round; 0 without one
     */
    public record Row(
            String id,
            String question,
            String audience,
            String status,
            int revision,
            Instant updatedAt,
            int claimed,
            int signed,
            int slots) {}
}
