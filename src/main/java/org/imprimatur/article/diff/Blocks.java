package org.imprimatur.article.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imprimatur.article.diff.SectionDiff.Shape;

/**
 * A section's Markdown in the blocks that are compared with each other; how lines were wrapped is no difference. A block
 * keeps the indentation of its first line, which says to what list it belongs.
 */
record Blocks(Shape shape, List<String> cells) {

    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d{1,9}[.)])\\s+.*");
    private static final Pattern DELIMITER = Pattern.compile(":?-++:?");
    private static final Pattern CELL_EDGE = Pattern.compile("(?<!\\\\)\\|");

    /** What a line begins or holds that must not be joined with the line before: a quotation, a fence, a cell, a rule. */
    private static final Pattern OWN_LINE =
            Pattern.compile("\\s*(?:>|```|~~~|(?:[-*_][ \\t]*+){3,}+$).*|.*\\|.*");

    static List<Blocks> of(String markdown) {
        var blocks = new ArrayList<Blocks>();
        var open = new StringBuilder();
        var shape = Shape.PARAGRAPH;
        var rows = 0;
        for (var line : markdown.split("\n", -1)) {
            var begins = begins(line);
            if (line.isBlank() || begins != Shape.PARAGRAPH || OWN_LINE.matcher(line).matches()) {
                close(blocks, shape, open);
                shape = begins;
            }
            rows = begins == Shape.ROW ? rows + 1 : 0;
            if (begins == Shape.ROW) {
                if (rows != 2 || !delimits(cells(line), blocks.getLast())) {
                    blocks.add(row(line));
                }
                shape = Shape.PARAGRAPH;
            } else if (!line.isBlank()) {
                open.append(open.isEmpty() ? line.stripTrailing() : line.strip()).append(' ');
                if (begins == Shape.HEADING) {
                    close(blocks, shape, open);
                    shape = Shape.PARAGRAPH;
                }
            }
        }
        close(blocks, shape, open);
        return blocks;
    }

    private static Shape begins(String line) {
        if (line.strip().startsWith("|")) {
            return Shape.ROW;
        }
        if (line.startsWith("#")) {
            return Shape.HEADING;
        }
        return ITEM.matcher(line).matches() ? Shape.ITEM : Shape.PARAGRAPH;
    }

    /** Only the line below a table's head says how to align; a row of dashes further down is a row. */
    private static boolean delimits(List<String> cells, Blocks head) {
        return cells.size() == head.cells().size()
                && cells.stream().allMatch(cell -> DELIMITER.matcher(cell).matches());
    }

    private static void close(List<Blocks> blocks, Shape shape, StringBuilder open) {
        if (!open.isEmpty()) {
            var text = open.toString();
            blocks.add(new Blocks(shape, List.of(indentation(text) + oneLine(text))));
            open.setLength(0);
        }
    }

    private static Blocks row(String line) {
        var cells = cells(line);
        cells.set(0, indentation(line) + cells.getFirst());
        return new Blocks(Shape.ROW, List.copyOf(cells));
    }

    private static List<String> cells(String line) {
        var inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
        var cells = new ArrayList<String>();
        for (var cell : CELL_EDGE.split(inner, -1)) {
            cells.add(oneLine(cell));
        }
        return cells;
    }

    private static String indentation(String text) {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    /** Line ends are blanks here; blanks that do not break keep their meaning. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("[ \\t\\n]+", " ");
    }

    String text() {
        return String.join(" | ", cells);
    }
}
