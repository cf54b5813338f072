package org.imprimatur.article.source;

import java.util.List;

/** The lines of a source, which turn the UTF-16 offsets of a library into what an author counts. */
record Lines(List<String> lines) {

    static Lines of(String text) {
        return new Lines(List.of(text.split("\n", -1)));
    }

    int count() {
        return lines.size();
    }

    /** @param number counted from 1 */
    String line(int number) {
        return lines.get(number - 1);
    }

    /** As Markdown sees it: other Unicode blanks are text. */
    boolean isBlank(int number) {
        return line(number).chars().allMatch(c -> c == ' ' || c == '\t');
    }

    /** @param offset UTF-16 units before the place in its line */
    Position at(int line, int offset) {
        var text = line(line);
        return new Position(line, text.codePointCount(0, Math.min(offset, text.length())) + 1);
    }

    Position end() {
        return at(count(), line(count()).length());
    }

    /** The lines from {@code first} to {@code last}, both included, joined by LF. */
    String text(int first, int last) {
        return String.join("\n", lines.subList(first - 1, last));
    }
}
