package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.article.diff.SectionDiff;
import org.imprimatur.article.diff.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/diff.html}: what changed between two revisions.
 *
 * @param language of the newer text
 * @param view {@code side} or {@code unified}
 * @param mine the newest revision before {@code to} that the reader signed a verdict on; null without one
 * @param revisions that the reader may compare
 * @param identical whether the two sources are the same, byte by byte; the only ground to say that nothing differs
 * @param changed how many parts differ
 * @param lines of the sources that differ, also where that means nothing
 */
public record DiffView(
        String articleId,
        String question,
        String language,
        int from,
        int to,
        String view,
        @Nullable Integer mine,
        List<Integer> revisions,
        boolean identical,
        int changed,
        List<Part> parts,
        List<SourceLine> lines) {

    /**
     * @param kind null where it is no section of the text; its title is then said by the page
     * @param movedFrom its place among the older sections, counted from 1; 0 if it did not move
     */
    public record Part(
            String anchor,
            @Nullable String kind,
            String title,
            String change,
            int movedFrom,
            boolean differs,
            List<Group> groups) {}

    /** Blocks one after the other; the rows of a table stand together. */
    public record Group(boolean table, List<SectionDiff.Block> blocks) {}
}
