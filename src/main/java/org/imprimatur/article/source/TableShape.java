package org.imprimatur.article.source;

import java.util.regex.Pattern;

/** Counts cells as GFM does, because its parser silently cuts and pads rows. */
final class TableShape {

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
                || (line.contains("|")
                        && line.contains("-")
                        && DELIMITER_CHARACTERS.matcher(line).matches());
    }
}
