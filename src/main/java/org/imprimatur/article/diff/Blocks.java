package org.imprimatur.article.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imprimatur.article.diff.SectionDiff.Shape;

/** A section's Markdown in the blocks that are compared with each other; how lines were wrapped is no difference. */
record Blocks(Shape shape, List<String> cells) {

    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d{1,9}[.)])\\s+.*");
    private static final Pattern RULE = Pattern.compile("\\s*\\|?[\\s|:-]*-[\\s|:-]*\\|[\\s|:-]*");
    private static final Pattern CELL_EDGE = Pattern.compile("(?<!\\\\)\\|");

    static List<Blocks> of(String markdown) {
        var blocks = new ArrayList<Blocks>();
        var open = new StringBuilder();
        var shape = Shape.PARAGRAPH;
        for (var line : markdown.split("\n", -1)) {
            var begins = begins(line);
            if (line.isBlank() || begins != Shape.PARAGRAPH) {
                close(blocks, shape, open);
                shape = begins;
            }
            if (begins == Shape.ROW) {
                if (!RULE.matcher(line).matches()) {
                    blocks.add(new Blocks(Shape.ROW, cells(line)));
                }
                shape = Shape.PARAGRAPH;
            } else if (!line.isBlank()) {
                open.append(line.strip()).append(' ');
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

    private static void close(List<Blocks> blocks, Shape shape, StringBuilder open) {
        if (!open.isEmpty()) {
            blocks.add(new Blocks(shape, List.of(oneLine(open.toString()))));
            open.setLength(0);
        }
    }

    private static List<String> cells(String line) {
        var inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
        return CELL_EDGE.splitAsStream(inner).map(Blocks::oneLine).toList();
    }

    /** Line ends are blanks here; blanks that do not break keep their meaning. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("[ \\t\\n]+", " ");
    }

    String text() {
        return String.join(" | ", cells);
    }
}
