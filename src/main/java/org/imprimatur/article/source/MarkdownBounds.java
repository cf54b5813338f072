package org.imprimatur.article.source;

import org.imprimatur.api.Sentence;

/**
 * Refuses text on which the Markdown parser would spend minutes or gigabytes, before it sees it.
 *
 * <p>Everything is counted for blocks of lines between blank ones, which no paragraph or table crosses, and rather too high than
 * too low.
 */
final class MarkdownBounds {

    /** The parser fills short rows up, so cells and not bytes decide how much memory tables take. */
    private static final long MOST_CELLS = 20_000;

    /** Every link or citation makes the parser walk through the brackets still open before it in its paragraph. */
    private static final int MOST_BRACKETS = 2_000;

    private final Lines lines;
    private final Problems problems;
    private long cellsBefore;
    private int rows;
    private int widest;
    private long brackets;

    MarkdownBounds(Lines lines, Problems problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /** Whether the lines from {@code first} on may be parsed; if not, the reason has been reported. */
    boolean allow(int first) {
        for (var number = first; number <= lines.count(); number++) {
            if (lines.isBlank(number)) {
                endBlock();
                continue;
            }
            var line = lines.line(number);
            rows++;
            widest = Math.max(widest, line.contains("|") ? TableShape.cells(line) : 0);
            brackets += line.chars().filter(c -> c == '[').count();
            if (cells() > MOST_CELLS) {
                return refuse(
                        number,
                        ProblemCode.TABLE_TOO_LARGE,
                        Sentence.of("source.too-many-cells", MOST_CELLS));
            }
            if (brackets > MOST_BRACKETS) {
                return refuse(
                        number,
                        ProblemCode.TOO_MANY_BRACKETS,
                        Sentence.of("source.too-many-brackets", MOST_BRACKETS));
            }
        }
        return true;
    }

    private void endBlock() {
        cellsBefore = cells();
        rows = 0;
        widest = 0;
        brackets = 0;
    }

    private long cells() {
        return cellsBefore + (long) widest * rows;
    }

    private boolean refuse(int line, ProblemCode code, Sentence message) {
        problems.add(new Position(line, 1), code, message);
        return false;
    }
}
