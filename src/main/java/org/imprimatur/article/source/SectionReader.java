package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Text;

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
            problems.add(
                    lines.end(),
                    ProblemCode.NO_SECTION,
                    "There is no section; one begins with '## Summary: Title'.");
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
                    "All text belongs to a section; one begins with '## Summary: Title'.");
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
                    new Position(line, 1), ProblemCode.EMPTY_SECTION, "The section has no text.");
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
                    start,
                    ProblemCode.WRONG_HEADING,
                    "A heading begins with ##; leave a blank line above a ruler.");
        }
        if (heading.getLevel() == 1) {
            return refused(
                    start,
                    ProblemCode.WRONG_HEADING,
                    "The question is the only heading of level 1; begin with ##.");
        }
        var written = heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
        var colon = written.indexOf(':');
        if (colon < 0) {
            return refused(
                    start,
                    ProblemCode.WRONG_HEADING,
                    "A section begins with its evidence, as in '## Guideline: Title'.");
        }
        var kind =
                Arrays.stream(EvidenceKind.values())
                        .filter(known -> known.label().equals(written.substring(0, colon)))
                        .findFirst();
        var title = written.substring(colon + 1).strip();
        if (kind.isEmpty()) {
            return refused(
                    start,
                    ProblemCode.UNKNOWN_KIND,
                    "Evidence is one of: Summary, Guideline, Drug label, Research.");
        }
        if (title.isEmpty()) {
            return refused(start, ProblemCode.MISSING_TITLE, "A title follows the colon.");
        }
        if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            return refused(
                    start,
                    ProblemCode.TOO_LONG,
                    "A title has at most %d characters.".formatted(LONGEST_TITLE));
        }
        if (CITATION.matcher(title).find()) {
            return refused(
                    start, ProblemCode.CITATION_IN_TITLE, "Cite in the text; a title is plain.");
        }
        return Optional.of(new Title(kind.get(), title));
    }

    private Optional<Title> refused(Position position, ProblemCode code, String message) {
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
