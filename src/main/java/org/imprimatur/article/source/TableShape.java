package org.imprimatur.article.source;

import java.util.regex.Pattern;

/** Counts cells as GFM does, because its parser silently cuts and pads rows. */
final class TableShape {

    /** The library fills short rows up, so cells and not bytes decide how much memory a table takes. */
    static final long MOST_CELLS = 200_000;

    private static final Pattern DELIMITER_CHARACTERS = Pattern.compile("[|:\\- \\t]++");

    private TableShape() {}

    static int cells(String row) {
        var text = row.strip();
        var cells = 0;
        var cellStart = text.startsWith("|") ? 1 : 0;
        for (var i = cellStart; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> {
                    if (i + 1 < text.length() && text.charAt(i + 1) == '|') {
                        i++;
                    }
                }
                case '|' -> {
                    cells++;
                    cellStart = i + 1;
                }
                default -> {}
            }
        }
        return cellStart < text.length() ? cells + 1 : cells;
    }

    /** Whether a line of a paragraph was meant to be part of a table. */
    static boolean looksLikeRow(String line) {
        return line.startsWith("|")
                || line.contains("|")
                        && line.contains("-")
                        && DELIMITER_CHARACTERS.matcher(line).matches();
    }

    /**
     * The first line from which on the tables could have more than {@link #MOST_CELLS} cells, or 0. Counts too much rather than too
     * little: every line of a block that contains a pipe counts as many cells as its widest.
     */
    static int tooLargeFrom(Lines lines, int first) {
        var total = 0L;
        var widest = 0;
        var rows = 0;
        for (var number = first; number <= lines.count(); number++) {
            var line = lines.line(number);
            if (line.isBlank()) {
                total += (long) widest * rows;
                widest = 0;
                rows = 0;
            } else {
                rows++;
                widest = Math.max(widest, line.contains("|") ? cells(line) : 0);
            }
            if (total + (long) widest * rows > MOST_CELLS) {
                return number;
            }
        }
        return 0;
    }
}
