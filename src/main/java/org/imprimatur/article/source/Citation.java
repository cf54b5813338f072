package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;

/** A mark in the text that points to references: {@code [3]}, {@code [3, 4]}, {@code [2-4]}. */
final class Citation extends CustomNode {

    private static final int WIDEST_RANGE = 50;

    /** Nothing but digits and what may stand between them: whoever writes this means a citation or should escape it. */
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("\\s*[0-9][0-9,;\\-–\\s]*+");

    private static final Pattern LIST = Pattern.compile("\\s*,\\s*");
    private static final Pattern ITEM =
            Pattern.compile("([1-9][0-9]{0,3})(?:\\s*[-–]\\s*([1-9][0-9]{0,3}))?");

    private final String mark;

    /** @param mark what stands between the brackets */
    Citation(String mark) {
        this.mark = mark;
    }

    static boolean looksLike(String mark) {
        return LOOKS_LIKE_ONE.matcher(mark).matches();
    }

    /** The references pointed to, ranges written out; empty if the mark cannot be understood. */
    List<Integer> numbers() {
        var numbers = new ArrayList<Integer>();
        for (var part : LIST.split(mark, -1)) {
            var item = ITEM.matcher(part);
            if (!item.matches()) {
                return List.of();
            }
            var first = Integer.parseInt(item.group(1));
            var last = item.group(2) == null ? first : Integer.parseInt(item.group(2));
            if (last < first
                    || last - first >= WIDEST_RANGE
                    || (item.group(2) != null && last == first)) {
                return List.of();
            }
            for (var number = first; number <= last; number++) {
                if (numbers.contains(number)) {
                    return List.of();
                }
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Override
    protected String toStringAttributes() {
        return "mark=" + mark;
    }
}
