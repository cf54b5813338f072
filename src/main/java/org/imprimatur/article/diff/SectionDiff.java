package org.imprimatur.article.diff;

import java.util.List;
import org.imprimatur.article.source.EvidenceKind;
import org.jspecify.annotations.Nullable;

/**
 * One section in both texts.
 *
 * @param anchor of the newer one where there are two; unique among all that is compared
 * @param kind null where it is no section of the text but what is said about it: its front matter, the references
 * @param movedFrom its place among the older sections, counted from 1, if it changed sides with others; else 0
 * @param blocks in reading order; a section's first one is its heading
 */
public record SectionDiff(
        String anchor,
        @Nullable EvidenceKind kind,
        String title,
        Change change,
        int movedFrom,
        List<Block> blocks) {

    public boolean differs() {
        return change != Change.SAME || movedFrom > 0;
    }

    /**
     * A paragraph, an item of a list, a heading or a row of a table.
     *
     * @param cells one for each cell of a table's row, else one
     */
    public record Block(Shape shape, Change change, List<List<Piece>> cells) {}

    public enum Shape {
        /** The section's own heading, with the kind of evidence. */
        TITLE,
        PARAGRAPH,
        ITEM,
        HEADING,
        ROW
    }
}
