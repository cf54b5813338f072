package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Text;
import org.imprimatur.api.Sentence;

/** Splits the body of a source into its sections and checks each. */
final class SectionReader {

    private static final int LONGEST_TITLE = 300;
    private static final Pattern CITATION = Pattern.compile("\\[[0-9][0-9,;\\-–\\s]*+]");

    private final Lines lines;
    private final int firstLine;
    private final Citations citations;
    private final Problems problems;
    private final Anchors anchors = new Anchors();

    /** @param firstLine the first line after the front matter; past the last line if there is none */
    SectionReader(Lines lines, int firstLine, Citations citations, Problems problems) {
        this.lines = lines;
        this.firstLine = firstLine;
        this.citations = citations;
        this.problems = problems;
    }

    /** The sections without those whose heading has a problem. */
    List<Section> read() {
        if (!new MarkdownBounds(lines, problems).allow(firstLine)) {
            return List.of();
        }
        var headings = headings();
        readPreamble(headings.isEmpty() ? lines.count() : lineOf(headings.getFirst()) - 1);
        if (headings.isEmpty()) {
            problems.add(lines.end(), ProblemCode.NO_SECTION, Sentence.of("source.no-section"));
        }
        var sections = new ArrayList<Section>();
        for (var i = 0; i < headings.size(); i++) {
            var last = i + 1 < headings.size() ? lineOf(headings.get(i + 1)) - 1 : lines.count();
            readSection(headings.get(i), last).ifPresent(sections::add);
        }
        citations.reportUnused();
        return sections;
    }

    /** The headings that divide the body: no others of their level can stand at the top of the document. */
    private List<Heading> headings() {
        var headings = new ArrayList<Heading>();
        var body = firstLine > lines.count() ? "" : lines.text(firstLine, lines.count());
        for (var node = Markdown.parseOutline(body).getFirstChild();
                node != null;
                node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() <= 2) {
                headings.add(heading);
            }
        }
        return headings;
    }

    private void readPreamble(int last) {
        var text = LineRange.withoutBlankEnds(lines, firstLine, last);
        if (!text.isEmpty()) {
            problems.add(
                    new Position(text.first(), 1),
                    ProblemCode.TEXT_BEFORE_SECTION,
                    Sentence.of("source.text-before-section"));
            check(text);
        }
    }

    private Optional<Section> readSection(Heading heading, int last) {
        var line = lineOf(heading);
        var text = LineRange.withoutBlankEnds(lines, lastLineOf(heading) + 1, last);
        var hasText = check(text);
        var title = title(heading);
        if (title.isPresent() && !hasText) {
            problems.add(
                    new Position(line, 1),
                    ProblemCode.EMPTY_SECTION,
                    Sentence.of("source.empty-section"));
        }
        return title.map(
                t ->
                        new Section(
                                anchors.next(t.kind(), t.text()),
                                t.kind(),
                                t.text(),
                                text.in(lines),
                                line));
    }

    private boolean check(LineRange text) {
        return new SectionChecks(lines, text.first(), citations, problems)
                .check(Markdown.parseSection(text.in(lines)));
    }

    private record Title(EvidenceKind kind, String text) {}

    private Optional<Title> title(Heading heading) {
        var start = new Position(lineOf(heading), 1);
        if (lastLineOf(heading) > lineOf(heading)) {
            return refused(
                    start, ProblemCode.WRONG_HEADING, Sentence.of("source.heading-underlined"));
        }
        if (heading.getLevel() == 1) {
            return refused(start, ProblemCode.WRONG_HEADING, Sentence.of("source.heading-one"));
        }
        var written = heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
        var colon = written.indexOf(':');
        if (colon < 0) {
            return refused(
                    start, ProblemCode.WRONG_HEADING, Sentence.of("source.heading-without-kind"));
        }
        var kind =
                Arrays.stream(EvidenceKind.values())
                        .filter(known -> known.label().equals(written.substring(0, colon)))
                        .findFirst();
        var title = written.substring(colon + 1).strip();
        if (kind.isEmpty()) {
            return refused(start, ProblemCode.UNKNOWN_KIND, Sentence.of("source.unknown-kind"));
        }
        if (title.isEmpty()) {
            return refused(start, ProblemCode.MISSING_TITLE, Sentence.of("source.no-title"));
        }
        if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            return refused(
                    start,
                    ProblemCode.TOO_LONG,
                    Sentence.of("source.title-too-long", LONGEST_TITLE));
        }
        if (CITATION.matcher(title).find()) {
            return refused(
                    start, ProblemCode.CITATION_IN_TITLE, Sentence.of("source.citation-in-title"));
        }
        return Optional.of(new Title(kind.get(), title));
    }

    private Optional<Title> refused(Position position, ProblemCode code, Sentence message) {
        problems.add(position, code, message);
        return Optional.empty();
    }

    private int lineOf(Heading heading) {
        return firstLine + heading.getSourceSpans().getFirst().getLineIndex();
    }

    private int lastLineOf(Heading heading) {
        return firstLine + heading.getSourceSpans().getLast().getLineIndex();
    }
}
