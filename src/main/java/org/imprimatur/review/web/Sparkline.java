package org.imprimatur.review.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A small chart of a few days as paths of an SVG. Zero is the ground line, so that heights can be compared; a day of
 * nothing stays visible as a hairline.
 *
 * @param line absent where it has bars
 */
record Sparkline(String area, @Nullable String line) {

    static final int WIDTH = 140;
    static final int HEIGHT = 32;
    private static final int TOP = 2;
    private static final int GROUND = HEIGHT - 1;

    /** For what lasts: how many there were at the end of each day. */
    static Sparkline levels(List<Integer> counts) {
        var step = (double) WIDTH / (counts.size() - 1);
        var highest = highest(counts);
        var line = new StringBuilder();
        for (var index = 0; index < counts.size(); index++) {
            line.append(index == 0 ? "M" : " L")
                    .append(number(index * step))
                    .append(' ')
                    .append(number(height(counts.get(index), highest)));
        }
        return new Sparkline(
                line + " L" + WIDTH + " " + GROUND + " L0 " + GROUND + " Z", line.toString());
    }

    /** For what happens: how many there were on each day. */
    static Sparkline bars(List<Integer> counts) {
        var step = (double) WIDTH / counts.size();
        var highest = highest(counts);
        var bars = new StringBuilder();
        for (var index = 0; index < counts.size(); index++) {
            bars.append(index == 0 ? "M" : " M")
                    .append(number(index * step + 1))
                    .append(' ')
                    .append(GROUND)
                    .append(" V")
                    .append(number(Math.min(height(counts.get(index), highest), GROUND - .5)))
                    .append(" h")
                    .append(number(step - 2))
                    .append(" V")
                    .append(GROUND)
                    .append(" Z");
        }
        return new Sparkline(bars.toString(), null);
    }

    private static int highest(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static double height(int count, int highest) {
        return highest == 0 ? GROUND : GROUND - (double) count / highest * (GROUND - TOP);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
