package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the citations of each reference across the sections of one article. */
final class CitationLinks {

    private final Map<Integer, List<String>> anchors = new HashMap<>();

    static String reference(int number) {
        return "ref-" + number;
    }

    /** The anchor of the next citation of this reference. */
    String next(int number) {
        var known = anchors.computeIfAbsent(number, _ -> new ArrayList<>());
        var anchor = "cite-%d-%d".formatted(number, known.size() + 1);
        known.add(anchor);
        return anchor;
    }

    List<String> to(int number) {
        return anchors.getOrDefault(number, List.of());
    }
}
