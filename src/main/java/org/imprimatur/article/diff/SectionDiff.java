package org.imprimatur.article.diff;

import java.util.List;
import org.imprimatur.article.source.EvidenceKind;
import org.jspecify.annotations.Nullable;

/**
 * One section in both texts.
 *
 * @param anchor of the newer one where there are two
 * @param kind null where it is no section of the text but what is said about it: the question, the references
 * @param blocks in reading order
 */
public record SectionDiff(
        String anchor,
        @Nullable EvidenceKind kind,
        String title,
        Change change,
        List<Block> blocks) {

    /**
     * A paragraph, an item of a list, a heading or a row of a table.
     *
     * @param cells one for each cell of a table's row, else one
     */
    public record Block(Shape shape, Change change, List<List<Piece>> cells) {}

    public enum Shape {
        PARAGRAPH,
        ITEM,
        HEADING,
        ROW
    }
}
