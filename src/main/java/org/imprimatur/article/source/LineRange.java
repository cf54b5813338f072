package org.imprimatur.article.source;

/** Lines from {@code first} to {@code last}, both included; empty if {@code last} comes before {@code first}. */
record LineRange(int first, int last) {

    static LineRange withoutBlankEnds(Lines lines, int first, int last) {
        while (first <= last && lines.isBlank(first)) {
            first++;
        }
        while (first <= last && lines.isBlank(last)) {
            last--;
        }
        return new LineRange(first, last);
    }

    boolean isEmpty() {
        return last < first;
    }

    String in(Lines lines) {
        return isEmpty() ? "" : lines.text(first, last);
    }
}
