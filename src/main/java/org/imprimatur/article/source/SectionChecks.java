package org.imprimatur.article.source;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.imprimatur.api.Sentence;

/** Reports everything in a section's Markdown that the format does not allow, and collects its citations. */
final class SectionChecks {

    private final Lines lines;
    private final int firstLine;
    private final Citations citations;
    private final Problems problems;
    private boolean hasText;

    /** @param firstLine the line of the source on which the checked Markdown begins */
    SectionChecks(Lines lines, int firstLine, Citations citations, Problems problems) {
        this.lines = lines;
        this.firstLine = firstLine;
        this.citations = citations;
        this.problems = problems;
    }

    /** Checks all of it and tells whether there is anything to read besides headings. */
    boolean check(Node document) {
        checkChildren(document, 1);
        return hasText;
    }

    private void checkChildren(Node parent, int depth) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (depth > Markdown.DEEPEST) {
                report(
                        node,
                        ProblemCode.NESTED_TOO_DEEPLY,
                        Sentence.of("source.too-deep", Markdown.DEEPEST));
                return;
            }
            checkNode(node);
            checkChildren(node, depth + 1);
        }
    }

    private void checkNode(Node node) {
        switch (node) {
            case HtmlBlock _, HtmlInline _ ->
                    report(node, ProblemCode.RAW_HTML, Sentence.of("source.html"));
            case Image _ -> report(node, ProblemCode.IMAGE, Sentence.of("source.image"));
            case Heading heading -> checkHeading(heading);
            case Link link -> checkLink(link);
            case Paragraph paragraph -> checkForRows(paragraph);
            case TableBlock table -> checkDelimiterRow(table);
            case TableRow row -> checkRow(row);
            case Citation citation -> citations.add(citation, positionOf(citation));
            case Text text -> checkText(text);
            case Code _, FencedCodeBlock _, IndentedCodeBlock _ -> hasText = true;
            default -> {}
        }
    }

    private void checkHeading(Heading heading) {
        if (heading.getSourceSpans().size() > 1) {
            report(
                    heading,
                    ProblemCode.WRONG_HEADING,
                    Sentence.of("source.inner-heading-underlined"));
        } else if (heading.getLevel() < 3) {
            report(heading, ProblemCode.WRONG_HEADING, Sentence.of("source.inner-heading"));
        }
    }

    private void checkLink(Link link) {
        if (!WebAddress.isSafe(link.getDestination())) {
            report(link, ProblemCode.UNSAFE_LINK, Sentence.of("source.unsafe-link"));
        }
        if (link.getTitle() != null && ForbiddenCharacters.in(link.getTitle())) {
            report(link, ProblemCode.CONTROL_CHARACTER, Sentence.of("source.link-title"));
        }
        if (link.getFirstChild() == null) {
            report(link, ProblemCode.EMPTY_LINK, Sentence.of("source.empty-link"));
        }
    }

    private void checkText(Text text) {
        var literal = text.getLiteral();
        if (!literal.isBlank() && !(text.getParent() instanceof Heading)) {
            hasText = true;
        }
        if (ForbiddenCharacters.in(literal)) {
            report(text, ProblemCode.CONTROL_CHARACTER, Sentence.of("source.entity"));
        }
        if (literal.contains("](")) {
            report(text, ProblemCode.BROKEN_LINK, Sentence.of("source.broken-link"));
        }
    }

    private void checkForRows(Paragraph paragraph) {
        paragraph.getSourceSpans().stream()
                .filter(span -> TableShape.looksLikeRow(sourceOf(span).strip()))
                .findFirst()
                .ifPresent(
                        span ->
                                problems.add(
                                        at(span),
                                        ProblemCode.BROKEN_TABLE,
                                        Sentence.of("source.not-a-table")));
    }

    private void checkDelimiterRow(TableBlock table) {
        var spans = table.getSourceSpans();
        var header = TableShape.cells(sourceOf(spans.getFirst()));
        var delimiter = TableShape.cells(sourceOf(spans.get(1)));
        if (header != delimiter) {
            problems.add(
                    at(spans.get(1)),
                    ProblemCode.BROKEN_TABLE,
                    Sentence.of("source.dashes", delimiter, header));
        }
    }

    private void checkRow(TableRow row) {
        var table = row.getParent().getParent();
        var header = TableShape.cells(sourceOf(table.getSourceSpans().getFirst()));
        var cells = TableShape.cells(sourceOf(row.getSourceSpans().getFirst()));
        if (cells != header) {
            report(row, ProblemCode.BROKEN_TABLE, Sentence.of("source.row", cells, header));
        }
    }

    private void report(Node node, ProblemCode code, Sentence message) {
        problems.add(positionOf(node), code, message);
    }

    private Position positionOf(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.getSourceSpans().isEmpty()) {
                return at(node, at.getSourceSpans().getFirst());
            }
        }
        return new Position(firstLine, 1);
    }

    private Position at(Node node, SourceSpan span) {
        for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof TableCell cell && !cell.getSourceSpans().isEmpty()) {
                return inCell(cell.getSourceSpans().getFirst(), span);
            }
        }
        return at(span);
    }

    /** The table parser hands {@code \|} on as {@code |} but counts on as if nothing were lost: give the lost units back. */
    private Position inCell(SourceSpan cell, SourceSpan span) {
        var source = sourceOf(cell);
        var offset = 0;
        for (var read = cell.getColumnIndex(); read < span.getColumnIndex(); read++) {
            offset += source.startsWith("\\|", offset) ? 2 : 1;
        }
        return lines.at(firstLine + cell.getLineIndex(), cell.getColumnIndex() + offset);
    }

    private Position at(SourceSpan span) {
        return lines.at(firstLine + span.getLineIndex(), span.getColumnIndex());
    }

    private String sourceOf(SourceSpan span) {
        var line = lines.line(firstLine + span.getLineIndex());
        return line.substring(span.getColumnIndex(), span.getColumnIndex() + span.getLength());
    }
}
