package org.imprimatur.article.source;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/** Holds every citation of an article against its references. */
final class Citations {

    /** Every citation becomes a link and a back-link; the longest reviews have some hundred. */
    private static final int MOST = 5_000;

    private final @Nullable Map<Integer, Position> references;
    private final Problems problems;
    private final Set<Integer> cited = new HashSet<>();
    private int count;

    /** @param references their positions by number; null if they could not be read, which leaves only the marks to check */
    Citations(@Nullable Map<Integer, Position> references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    void add(Citation citation, Position position) {
        var numbers = citation.numbers();
        if (numbers.isEmpty()) {
            problems.add(position, ProblemCode.INVALID_CITATION, Sentence.of("source.citation"));
        }
        if (count <= MOST && count + numbers.size() > MOST) {
            problems.add(
                    position,
                    ProblemCode.TOO_MANY_CITATIONS,
                    Sentence.of("source.too-many-citations", MOST));
        }
        count += numbers.size();
        cited.addAll(numbers);
        if (references == null) {
            return;
        }
        var unresolved =
                numbers.stream().filter(number -> !references.containsKey(number)).toList();
        if (!unresolved.isEmpty()) {
            var list = unresolved.stream().map(String::valueOf).collect(Collectors.joining(", "));
            problems.add(
                    position,
                    ProblemCode.UNRESOLVED_CITATION,
                    Sentence.of("source.no-reference", list));
        }
    }

    /** After the last section. */
    void reportUnused() {
        if (references == null) {
            return;
        }
        references.forEach(
                (number, position) -> {
                    if (!cited.contains(number)) {
                        problems.add(
                                position,
                                ProblemCode.UNUSED_REFERENCE,
                                Sentence.of("source.unused-reference", String.valueOf(number)));
                    }
                });
    }
}
