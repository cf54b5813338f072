package org.imprimatur.process.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imprimatur.process.diagram.Drawing.Box;
import org.imprimatur.process.diagram.Drawing.Flow;
import org.imprimatur.process.diagram.Drawing.Kind;
import org.imprimatur.process.diagram.Drawing.Node;
import org.imprimatur.process.diagram.Drawing.Point;
import org.jspecify.annotations.Nullable;

/**
 * A diagram as SVG, with the way a round took: what was passed is marked and numbered as in the list beside it.
 *
 * <p>Colours and line widths are the style sheet's, by the classes {@code passed} and {@code current}; a number and a
 * heavier line say the same without colour.
 */
public final class Picture {

    private static final double MARGIN = 24;
    private static final double LINE_HEIGHT = 14;

    private static final double PADDING = 6;

    /** What is written beside a line may be wider than the place that was measured for it. */
    private static final double LABEL_WIDTH = 96;

    /** Letters of the drawing's font on one unit of width, on the safe side. */
    private static final double LETTERS_PER_UNIT = 0.16;

    private final Drawing drawing;
    private final TakenPath path;
    private final StringBuilder svg = new StringBuilder();

    private Picture(Drawing drawing, TakenPath path) {
        this.drawing = drawing;
        this.path = path;
    }

    /**
     * @param title what a screen reader says in place of the picture
     * @return one {@code <svg>} element, everything in it escaped
     */
    public static String of(Drawing drawing, TakenPath path, String title) {
        return new Picture(drawing, path).draw(title);
    }

    private String draw(String title) {
        var around = around();
        svg.append(
                "<svg class=\"process\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"%s\" viewBox=\"%s %s %s %s\">"
                        .formatted(
                                escaped(title),
                                number(around.x()),
                                number(around.y()),
                                number(around.width()),
                                number(around.height())));
        svg.append("<defs>");
        arrow("arrow");
        arrow("arrow-passed");
        svg.append("</defs>");
        drawing.nodes().values().stream()
                .filter(node -> node.kind() == Kind.SUB_PROCESS)
                .forEach(this::node);
        // what was followed lies over what was not
        drawing.flows().stream().filter(flow -> !path.includes(flow.id())).forEach(this::flow);
        drawing.flows().stream().filter(flow -> path.includes(flow.id())).forEach(this::flow);
        drawing.nodes().values().stream()
                .filter(node -> node.kind() != Kind.SUB_PROCESS && !node.kind().isBoundary())
                .forEach(this::node);
        drawing.nodes().values().stream()
                .filter(node -> node.kind().isBoundary())
                .forEach(this::node);
        path.passed().stream().map(TakenPath.Passed::node).forEach(this::place);
        return svg.append("</svg>").toString();
    }

    private Box around() {
        var boxes = new ArrayList<Box>();
        for (var node : drawing.nodes().values()) {
            boxes.add(node.box());
            if (node.label() != null) {
                boxes.add(node.label());
            }
        }
        for (var flow : drawing.flows()) {
            flow.line().forEach(point -> boxes.add(new Box(point.x(), point.y(), 0, 0)));
        }
        var left = boxes.stream().mapToDouble(Box::x).min().orElse(0) - MARGIN;
        var top = boxes.stream().mapToDouble(Box::y).min().orElse(0) - MARGIN;
        var right = boxes.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(0);
        var bottom = boxes.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(0);
        return new Box(left, top, right + MARGIN - left, bottom + MARGIN - top);
    }

    private void arrow(String id) {
        svg.append(
                "<marker id=\"%s\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1 9 5 0 9Z\"/></marker>"
                        .formatted(id));
    }

    private void flow(Flow flow) {
        var passed = path.includes(flow.id());
        svg.append(
                "<g class=\"flow%s\"><polyline points=\"%s\" marker-end=\"url(#%s)\"/>"
                        .formatted(
                                passed ? " passed" : "",
                                points(flow.line()),
                                passed ? "arrow-passed" : "arrow"));
        if (!flow.name().isBlank() && flow.label() != null) {
            lines(flow.name(), flow.label(), LABEL_WIDTH, Side.START);
        }
        svg.append("</g>");
    }

    private void node(Node node) {
        svg.append("<g class=\"node").append(marks(node)).append("\">");
        var box = node.box();
        switch (node.kind()) {
            case START, END -> circle(box, box.width() / 2, node.kind() == Kind.END ? "end" : "");
            case TIMER, MESSAGE, FAILURE -> {
                circle(box, box.width() / 2, node.interrupting() ? "" : "going-on");
                circle(box, box.width() / 2 - 4, node.interrupting() ? "" : "going-on");
                sign(node);
            }
            case EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY -> {
                svg.append(
                        "<path d=\"M%s %sL%s %sL%s %sL%s %sZ\"/>"
                                .formatted(
                                        number(box.centre()),
                                        number(box.y()),
                                        number(box.x() + box.width()),
                                        number(box.middle()),
                                        number(box.centre()),
                                        number(box.y() + box.height()),
                                        number(box.x()),
                                        number(box.middle())));
                sign(node);
            }
            case USER_TASK, SERVICE_TASK -> {
                rectangle(box, 10);
                sign(node);
                lines(node.name(), box, box.width() - 2 * PADDING, Side.MIDDLE);
            }
            case SUB_PROCESS -> {
                rectangle(box, 10);
                lines(
                        node.name(),
                        new Box(box.x() + 14, box.y() + 10, box.width() - 28, LINE_HEIGHT),
                        box.width() - 28,
                        Side.START);
            }
        }
        if ((node.kind().isEvent() || node.kind().isGateway()) && node.label() != null) {
            lines(node.name(), node.label(), Math.max(node.label().width(), 60), Side.TOP);
        }
        svg.append("</g>");
    }

    private String marks(Node node) {
        var marks = new StringBuilder(node.kind() == Kind.SUB_PROCESS ? " around" : "");
        if (path.includes(node.id())) {
            marks.append(" passed");
        }
        if (node.id().equals(path.current())) {
            marks.append(" current");
        }
        return marks.toString();
    }

    /** The step's place in the list, where the picture has room for it. */
    private void place(Node node) {
        var box = node.box();
        var x = node.kind().isTask() || node.kind() == Kind.SUB_PROCESS ? box.x() : box.x() + 3;
        var y = node.kind().isTask() || node.kind() == Kind.SUB_PROCESS ? box.y() : box.y() + 3;
        svg.append(
                "<g class=\"place\"><circle cx=\"%s\" cy=\"%s\" r=\"10\"/><text x=\"%s\" y=\"%s\">%d</text></g>"
                        .formatted(
                                number(x),
                                number(y),
                                number(x),
                                number(y + 3.6),
                                path.place(node.id())));
    }

    private void circle(Box box, double radius, String mark) {
        svg.append(
                "<circle%s cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
                        .formatted(
                                mark.isEmpty() ? "" : " class=\"" + mark + "\"",
                                number(box.centre()),
                                number(box.middle()),
                                number(radius)));
    }

    private void rectangle(Box box, double radius) {
        svg.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>"
                        .formatted(
                                number(box.x()),
                                number(box.y()),
                                number(box.width()),
                                number(box.height()),
                                number(radius)));
    }

    /** What tells the kinds of BPMN apart, drawn around the middle of the shape or in its corner. */
    private void sign(Node node) {
        var box = node.box();
        var inCorner = node.kind().isTask();
        svg.append(
                "<path class=\"sign\" transform=\"translate(%s %s)\" d=\"%s\"/>"
                        .formatted(
                                number(inCorner ? box.x() + box.width() - 15 : box.centre()),
                                number(inCorner ? box.y() + 15 : box.middle()),
                                switch (node.kind()) {
                                    case USER_TASK ->
                                            "M-3-4a3 3 0 1 0 6 0a3 3 0 1 0-6 0M-6 6c0-4 3-6 6-6s6 2 6 6Z";
                                    case SERVICE_TASK ->
                                            "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M0-7v3M0 4v3M-7 0h3M4 0h3M-5-5l2 2M3 3l2 2M5-5l-2 2M-3 3l-2 2";
                                    case TIMER -> "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M0-6v6l4 3";
                                    case MESSAGE -> "M-8-5h16v10h-16ZM-8-5l8 6 8-6";
                                    case FAILURE -> "M-7 6l4-13 5 8 5-8-4 14-5-8Z";
                                    case EXCLUSIVE_GATEWAY -> "M-7-7l14 14M7-7l-14 14";
                                    case PARALLEL_GATEWAY -> "M-10 0h20M0-10v20";
                                    case START, END, SUB_PROCESS -> "";
                                }));
    }

    private enum Side {
        START,
        MIDDLE,
        TOP
    }

    private void lines(String text, Box box, double width, Side side) {
        var lines = wrapped(text, Math.max(6, (int) (width * LETTERS_PER_UNIT)));
        var x = side == Side.START ? box.x() : box.centre();
        var first =
                side == Side.MIDDLE
                        ? box.middle() - (lines.size() - 1) * LINE_HEIGHT / 2 + 4
                        : box.y() + LINE_HEIGHT - 3;
        svg.append("<text class=\"").append(side == Side.START ? "start" : "middle").append("\">");
        for (var index = 0; index < lines.size(); index++) {
            svg.append(
                    "<tspan x=\"%s\" y=\"%s\">%s</tspan>"
                            .formatted(
                                    number(x),
                                    number(first + index * LINE_HEIGHT),
                                    escaped(lines.get(index))));
        }
        svg.append("</text>");
    }

    /** Broken at blanks; a word that is longer than a line gets one of its own. */
    static List<String> wrapped(String text, int letters) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String points(List<Point> line) {
        return line.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(@Nullable String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
