package org.imprimatur.article.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sources to parse, and the notation for where a problem is expected. */
final class Sources {

    /** Stands in a source before the place that a problem must name. */
    static final String CARET = "‸";

    static final String STATINS =
            """
            ---
            question: Do statins help after seventy?
            slug: statins-after-seventy
            audience: Clinicians
            language: en
            origin: human
            topics: [cardiology]
            references:
              - {number: 1, kind: Research, type: article-journal, title: A trial}
            ---
            ## Summary: In short
            They help [1].
            """;

    static final SourceParser PARSER = new SourceParser(SourceLimits.DEFAULT);

    private Sources() {}

    static String statinsWith(String original, String replacement) {
        assertThat(STATINS).contains(original);
        return STATINS.replace(original, replacement);
    }

    /** The article with another text in its one section; the citation stays in the section's first line. */
    static String statinsSaying(String text) {
        return statinsWith("They help [1].", "They help [1].\n\n" + text);
    }

    static ParsedSource parse(String source) {
        return PARSER.parse(source.getBytes(StandardCharsets.UTF_8));
    }

    static List<SourceProblem> problemsOf(String source) {
        return problemsOf(source.getBytes(StandardCharsets.UTF_8));
    }

    static List<SourceProblem> problemsOf(byte[] source) {
        var refusal = catchThrowableOfType(InvalidSource.class, () -> PARSER.parse(source));
        return refusal == null ? List.of() : refusal.problems();
    }

    /** What a source with carets must be refused for: one code for each caret, as {@code 3:7 invalid-slug}. */
    static List<String> expected(String marked, List<ProblemCode> codes) {
        var expected = new ArrayList<String>();
        var line = 1;
        var column = 1;
        for (var codePoint : marked.codePoints().toArray()) {
            if (codePoint == CARET.codePointAt(0)) {
                expected.add(line + ":" + column + " " + codes.get(expected.size()).code());
            } else if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        assertThat(expected).hasSameSizeAs(codes);
        return expected;
    }

    static List<String> found(List<SourceProblem> problems) {
        return problems.stream().map(p -> p.line() + ":" + p.column() + " " + p.code()).toList();
    }
}
