package org.imprimatur.review.web;

import java.time.LocalDate;
import java.util.List;
import org.imprimatur.review.Figures;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/chief.html}: a number of the chief editor's desk with its last days as a small chart and as a table.
 *
 * @param number such as {@code 7} or {@code 10,000+}
 * @param before what it was a week ago, in words
 * @param area path of the filled part of the chart, on a ground of {@link Sparkline#WIDTH} by {@link Sparkline#HEIGHT}
 * @param line path over it; null where the chart has bars
 */
public record FigureView(
        Figures.Kind kind,
        String number,
        String before,
        String area,
        @Nullable String line,
        List<Day> days) {

    public record Day(LocalDate date, int count) {}

    /** Its name in addresses and messages. */
    public String name() {
        return WorkView.Show.of(kind).word();
    }
}
