package org.imprimatur.process.gate;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process as nodes and flows. {@link Wiring} says whether they hang together. */
final class Diagram {

    private final Element process;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private final Map<String, String> errorCodes = new LinkedHashMap<>();
    private final Map<String, String> messageNames = new LinkedHashMap<>();
    private final Map<String, List<Flow>> incoming;
    private final Map<String, List<Flow>> outgoing;

    /**
     * @param definitions held against the allow-list before, ids unique
     */
    Diagram(Element definitions) {
        process = definitions.child("process").orElseThrow();
        definitions
                .children("error")
                .forEach(
                        error -> errorCodes.put(error.required("id"), error.required("errorCode")));
        definitions
                .children("message")
                .forEach(
                        message ->
                                messageNames.put(message.required("id"), message.required("name")));
        read(process);
        incoming = flows.values().stream().collect(groupingBy(Flow::target));
        outgoing = flows.values().stream().collect(groupingBy(Flow::source));
    }

    private void read(Element scope) {
        for (var element : scope.children()) {
            if (element.name().equals("sequenceFlow")) {
                var flow = flow(element, scope.required("id"));
                flows.put(flow.id(), flow);
            } else if (!element.name().equals("documentation") && element.attribute("id") != null) {
                var node =
                        node(element, element.line(), element.required("id"), scope.required("id"));
                nodes.put(node.id(), node);
                if (node instanceof Node.SubProcess) {
                    read(element);
                }
            }
        }
    }

    private static Flow flow(Element element, String scope) {
        return new Flow(
                element.line(),
                element.required("id"),
                scope,
                element.required("sourceRef"),
                element.required("targetRef"),
                element.child("conditionExpression").isPresent());
    }

    private Node node(Element element, int line, String id, String scope) {
        return switch (element.name()) {
            case "startEvent" -> new Node.Start(line, id, scope);
            case "endEvent" -> new Node.End(line, id, scope, errorCode(element));
            case "userTask" -> new Node.UserTask(line, id, scope, isLooped(element));
            case "serviceTask" -> new Node.ServiceTask(line, id, scope, step(element));
            case "subProcess" -> new Node.SubProcess(line, id, scope);
            case "exclusiveGateway" ->
                    new Node.ExclusiveGateway(line, id, scope, element.attribute("default"));
            case "parallelGateway" -> new Node.ParallelGateway(line, id, scope);
            case "boundaryEvent" ->
                    new Node.Boundary(
                            line,
                            id,
                            scope,
                            element.required("attachedToRef"),
                            !"false".equals(element.attribute("cancelActivity")),
                            trigger(element));
            default ->
                    throw new IllegalStateException(
                            element.name() + " is in the vocabulary but not in the model");
        };
    }

    private static boolean isLooped(Element userTask) {
        return userTask.child("multiInstanceLoopCharacteristics")
                .flatMap(loop -> loop.child("extensionElements"))
                .isPresent();
    }

    private static String step(Element serviceTask) {
        var expression = serviceTask.required("flowable:delegateExpression");
        return expression.substring(2, expression.length() - 1);
    }

    private Node.Trigger trigger(Element boundary) {
        var message = boundary.child("messageEventDefinition");
        if (message.isPresent()) {
            var reference = message.get().required("messageRef");
            return new Node.Trigger.Message(messageNames.getOrDefault(reference, reference));
        }
        return boundary.child("errorEventDefinition").isPresent()
                ? new Node.Trigger.Failure(errorCode(boundary))
                : new Node.Trigger.Timer();
    }

    /** The code an event throws or catches; null when it does not throw, or catches all. */
    private @Nullable String errorCode(Element event) {
        return event.child("errorEventDefinition")
                .map(definition -> definition.attribute("errorRef"))
                .map(reference -> errorCodes.getOrDefault(reference, reference))
                .orElse(null);
    }

    String key() {
        return process.required("id");
    }

    String name() {
        return Objects.requireNonNullElse(process.attribute("name"), key());
    }

    Stream<Node> nodes() {
        return nodes.values().stream();
    }

    <T> Stream<T> nodes(Class<T> kind) {
        return nodes().filter(kind::isInstance).map(kind::cast);
    }

    Stream<Flow> flows() {
        return flows.values().stream();
    }

    @Nullable Node node(String id) {
        return nodes.get(id);
    }

    List<Flow> into(Node node) {
        return incoming.getOrDefault(node.id(), List.of());
    }

    List<Flow> outOf(Node node) {
        return outgoing.getOrDefault(node.id(), List.of());
    }

    List<Node.Boundary> boundariesOf(Node activity) {
        return nodes(Node.Boundary.class)
                .filter(boundary -> boundary.host().equals(activity.id()))
                .toList();
    }

    /** The activity and the sub-processes around it, from the inside. */
    List<Node.Activity> around(Node.Activity activity) {
        var around = new ArrayList<Node.Activity>(List.of(activity));
        around.addAll(scopesOf(activity));
        return around;
    }

    /** The sub-processes around a node, from the inside. */
    List<Node.SubProcess> scopesOf(Node node) {
        var scopes = new ArrayList<Node.SubProcess>();
        for (var scope = nodes.get(node.scope());
                scope instanceof Node.SubProcess sub;
                scope = nodes.get(scope.scope())) {
            scopes.add(sub);
        }
        return scopes;
    }

    private static boolean catchesAll(Node.Boundary boundary) {
        return boundary.trigger() instanceof Node.Trigger.Failure(var code) && code == null;
    }

    /** The boundary event that catches an error thrown inside these activities, listed from the inside; by code before all. */
    Node.@Nullable Boundary catcher(List<? extends Node> activities, String thrown) {
        return activities.stream()
                .flatMap(
                        activity ->
                                boundariesOf(activity).stream()
                                        .sorted(comparing(Diagram::catchesAll)))
                .filter(
                        boundary ->
                                boundary.trigger() instanceof Node.Trigger.Failure error
                                        && error.catches(thrown))
                .findFirst()
                .orElse(null);
    }
}
