package org.imprimatur.process.diagram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A diagram that passed the gate: its nodes and flows, and where each is drawn.
 *
 * @param nodes by id, in the order of the file
 */
public record Drawing(Map<String, Node> nodes, List<Flow> flows) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String BOUNDS = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String LINES = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String FLOWABLE = "http://flowable.org/bpmn";

    /** What a node is; {@code trigger} events of a boundary differ by what sets them off. */
    public enum Kind {
        START,
        END,
        USER_TASK,
        SERVICE_TASK,
        SUB_PROCESS,
        EXCLUSIVE_GATEWAY,
        PARALLEL_GATEWAY,
        TIMER,
        MESSAGE,
        FAILURE;

        boolean isEvent() {
            return this == START || this == END || isBoundary();
        }

        boolean isBoundary() {
            return this == TIMER || this == MESSAGE || this == FAILURE;
        }

        boolean isGateway() {
            return this == EXCLUSIVE_GATEWAY || this == PARALLEL_GATEWAY;
        }

        boolean isTask() {
            return this == USER_TASK || this == SERVICE_TASK;
        }
    }

    /** A rectangle on the drawing, in its own units. */
    public record Box(double x, double y, double width, double height) {

        double centre() {
            return x + width / 2;
        }

        double middle() {
            return y + height / 2;
        }
    }

    public record Point(double x, double y) {}

    /**
     * @param name as drawn; the id where it has none
     * @param step what the code calls it: the bean of a service task, the id of anything else
     * @param scope id of the sub-process or the process around it
     * @param host the activity a boundary event sits on
     * @param interrupting a boundary event that ends its host
     * @param failing an end that throws an error
     */
    public record Node(
            String id,
            String name,
            Kind kind,
            String step,
            String scope,
            @Nullable String host,
            boolean interrupting,
            boolean failing,
            Box box,
            @Nullable Box label) {}

    /** @param name what is written beside it; empty for nothing */
    public record Flow(
            String id,
            String name,
            String source,
            String target,
            List<Point> line,
            @Nullable Box label) {}

    /**
     * @throws IllegalArgumentException if it is no BPMN diagram; one that passed the gate always is
     */
    public static Drawing of(byte[] bpmn) {
        var document = parse(bpmn);
        var shapes = new LinkedHashMap<String, Element>();
        elements(document.getDocumentElement(), DRAWN, "BPMNShape")
                .forEach(shape -> shapes.put(shape.getAttribute("bpmnElement"), shape));
        elements(document.getDocumentElement(), DRAWN, "BPMNEdge")
                .forEach(edge -> shapes.put(edge.getAttribute("bpmnElement"), edge));
        var nodes = new LinkedHashMap<String, Node>();
        var flows = new ArrayList<Flow>();
        var process =
                elements(document.getDocumentElement(), BPMN, "process")
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No process in it"));
        read(process, shapes, nodes, flows);
        return new Drawing(nodes, List.copyOf(flows));
    }

    public Node node(String id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("Nothing is called " + id);
        }
        return node;
    }

    private static void read(
            Element scope, Map<String, Element> shapes, Map<String, Node> nodes, List<Flow> flows) {
        for (var element : children(scope).toList()) {
            var id = element.getAttribute("id");
            var shape = shapes.get(id);
            if (shape == null) {
                continue;
            }
            if (element.getLocalName().equals("sequenceFlow")) {
                flows.add(
                        new Flow(
                                id,
                                element.getAttribute("name"),
                                element.getAttribute("sourceRef"),
                                element.getAttribute("targetRef"),
                                elements(shape, LINES, "waypoint")
                                        .map(
                                                point ->
                                                        new Point(
                                                                number(point, "x"),
                                                                number(point, "y")))
                                        .toList(),
                                label(shape)));
                continue;
            }
            kind(element)
                    .ifPresent(
                            kind ->
                                    nodes.put(
                                            id,
                                            new Node(
                                                    id,
                                                    element.getAttribute("name").isBlank()
                                                            ? id
                                                            : element.getAttribute("name"),
                                                    kind,
                                                    step(element),
                                                    scope.getAttribute("id"),
                                                    element.hasAttribute("attachedToRef")
                                                            ? element.getAttribute("attachedToRef")
                                                            : null,
                                                    !element.getAttribute("cancelActivity")
                                                            .equals("false"),
                                                    kind == Kind.END && has(element, "error"),
                                                    box(shape).orElseThrow(),
                                                    label(shape))));
            if (element.getLocalName().equals("subProcess")) {
                read(element, shapes, nodes, flows);
            }
        }
    }

    private static Optional<Kind> kind(Element element) {
        return switch (element.getLocalName()) {
            case "startEvent" -> Optional.of(Kind.START);
            case "endEvent" -> Optional.of(Kind.END);
            case "userTask" -> Optional.of(Kind.USER_TASK);
            case "serviceTask" -> Optional.of(Kind.SERVICE_TASK);
            case "subProcess" -> Optional.of(Kind.SUB_PROCESS);
            case "exclusiveGateway" -> Optional.of(Kind.EXCLUSIVE_GATEWAY);
            case "parallelGateway" -> Optional.of(Kind.PARALLEL_GATEWAY);
            case "boundaryEvent" ->
                    Optional.of(
                            has(element, "message")
                                    ? Kind.MESSAGE
                                    : has(element, "error") ? Kind.FAILURE : Kind.TIMER);
            default -> Optional.empty();
        };
    }

    private static boolean has(Element event, String definition) {
        return children(event)
                .anyMatch(child -> child.getLocalName().equals(definition + "EventDefinition"));
    }

    private static String step(Element element) {
        var bean = element.getAttributeNS(FLOWABLE, "delegateExpression");
        return bean.isEmpty() ? element.getAttribute("id") : bean.replaceAll("[${}]", "");
    }

    private static @Nullable Box label(Element shape) {
        return children(shape)
                .filter(child -> child.getLocalName().equals("BPMNLabel"))
                .findFirst()
                .flatMap(Drawing::box)
                .orElse(null);
    }

    private static Optional<Box> box(Element shape) {
        return children(shape)
                .filter(
                        child ->
                                BOUNDS.equals(child.getNamespaceURI())
                                        && child.getLocalName().equals("Bounds"))
                .findFirst()
                .map(
                        bounds ->
                                new Box(
                                        number(bounds, "x"),
                                        number(bounds, "y"),
                                        number(bounds, "width"),
                                        number(bounds, "height")));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Stream<Element> children(Element parent) {
        var found = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found.stream();
    }

    private static Stream<Element> elements(Element root, String namespace, String name) {
        var found = root.getElementsByTagNameNS(namespace, name);
        return Stream.iterate(0, index -> index < found.getLength(), index -> index + 1)
                .map(index -> (Element) found.item(index));
    }

    /** The gate has refused document types and entities long before; this reader would refuse them too. */
    private static Document parse(byte[] bpmn) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bpmn));
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new IllegalArgumentException("Not a diagram", unreadable);
        }
    }
}
