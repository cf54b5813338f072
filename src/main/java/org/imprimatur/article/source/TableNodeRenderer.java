package org.imprimatur.article.source;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * A table that a keyboard can scroll and a screen reader can name: header cells on top and in the first column.
 *
 * <p>An empty header cell, as in the corner, is a plain cell: a header without a name helps nobody.
 */
final class TableNodeRenderer implements NodeRenderer {

    /** Longer than what is written beside a number, such as {@code mg}, {@code n/a} or {@code NR}. */
    private static final Pattern WORD = Pattern.compile("\\p{L}{4}");

    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final String title;
    private int tables;
    private Set<Integer> figures = Set.of();

    /** @param title names the tables, after the section they stand in */
    TableNodeRenderer(HtmlNodeRendererContext context, String title) {
        this.context = context;
        this.html = context.getWriter();
        this.title = title;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                TableBlock.class,
                TableHead.class,
                TableBody.class,
                TableRow.class,
                TableCell.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case TableBlock table -> renderTable(table);
            case TableHead head -> renderElement("thead", Map.of(), head);
            case TableBody body -> renderElement("tbody", Map.of(), body);
            case TableRow row -> renderElement("tr", Map.of(), row);
            case TableCell cell -> renderCell(cell);
            default -> throw new IllegalArgumentException("Not a part of a table: " + node);
        }
    }

    private void renderTable(TableBlock table) {
        tables++;
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("class", "scroll");
        attributes.put("role", "region");
        attributes.put("tabindex", "0");
        attributes.put("aria-label", "Table %d: %s".formatted(tables, title));
        figures = figuresOf(table);
        html.line();
        html.tag("div", attributes);
        renderElement("table", Map.of(), table);
        html.tag("/div");
        html.line();
    }

    private void renderCell(TableCell cell) {
        var attributes = new LinkedHashMap<String, String>();
        var isHeader =
                cell.getFirstChild() != null && (cell.isHeader() || cell.getPrevious() == null);
        if (isHeader) {
            attributes.put("scope", cell.isHeader() ? "col" : "row");
        }
        if (cell.getAlignment() != null) {
            attributes.put("class", "align-" + cell.getAlignment().name().toLowerCase(Locale.ROOT));
        } else if (figures.contains(column(cell))) {
            attributes.put("class", "figure");
        }
        renderElement(isHeader ? "th" : "td", attributes, cell);
    }

    /** Columns, from 0, in whose body stand numbers and no words: they are read from the right. */
    private static Set<Integer> figuresOf(Node table) {
        var words = new HashSet<Integer>();
        var numbers = new HashSet<Integer>();
        table.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        var cell = cellOf(text);
                        if (cell == null || cell.isHeader()) {
                            return;
                        }
                        if (WORD.matcher(text.getLiteral()).find()) {
                            words.add(column(cell));
                        } else if (DIGIT.matcher(text.getLiteral()).find()) {
                            numbers.add(column(cell));
                        }
                    }
                });
        numbers.removeAll(words);
        return numbers;
    }

    private static @Nullable TableCell cellOf(Node node) {
        for (var at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof TableCell cell) {
                return cell;
            }
        }
        return null;
    }

    private static int column(Node cell) {
        var column = 0;
        for (var before = cell.getPrevious(); before != null; before = before.getPrevious()) {
            column++;
        }
        return column;
    }

    private void renderElement(String tag, Map<String, String> attributes, Node parent) {
        html.tag(tag, attributes);
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/" + tag);
    }
}
