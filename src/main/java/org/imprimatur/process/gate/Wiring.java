package org.imprimatur.process.gate;

import static java.util.function.Predicate.not;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether every reference leads somewhere and every node has the flows it needs: what can be said without playing. */
final class Wiring {

    private final Element root;
    private final Findings findings;

    private Wiring(Element root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** Ids, before anything can be looked up by id. */
    static void checkIds(Element root, Findings findings) {
        new Wiring(root, findings).checkIds();
    }

    /** References and flows. */
    static void check(Element root, Diagram diagram, Findings findings) {
        var wiring = new Wiring(root, findings);
        wiring.checkReferences(diagram);
        if (findings.isEmpty()) {
            wiring.checkScopes(diagram);
            diagram.nodes().forEach(node -> wiring.checkNode(node, diagram));
            diagram.flows().forEach(flow -> wiring.checkCondition(flow, diagram));
        }
    }

    private void checkIds() {
        var seen = new HashMap<String, Element>();
        root.withDescendants()
                .filter(element -> element.attribute("id") != null)
                .forEach(
                        element -> {
                            var first = seen.putIfAbsent(element.required("id"), element);
                            if (first != null) {
                                findings.add(
                                        element,
                                        Rule.DUPLICATE_ID,
                                        "The "
                                                + first.name()
                                                + " in line "
                                                + first.line()
                                                + " has this id already");
                            }
                        });
    }

    private void checkReferences(Diagram diagram) {
        diagram.flows().forEach(flow -> checkEnds(flow, diagram));
        diagram.nodes(Node.Boundary.class).forEach(boundary -> checkHost(boundary, diagram));
        diagram.nodes(Node.ExclusiveGateway.class)
                .forEach(gateway -> checkDefault(gateway, diagram));
        checkDefinitions("messageEventDefinition", "messageRef", "message");
        checkDefinitions("errorEventDefinition", "errorRef", "error");
        var drawn = new HashSet<>(Set.of(diagram.key()));
        diagram.nodes().map(Node::id).forEach(drawn::add);
        diagram.flows().map(Flow::id).forEach(drawn::add);
        root.withDescendants()
                .filter(element -> element.attribute("bpmnElement") != null)
                .filter(not(element -> drawn.contains(element.required("bpmnElement"))))
                .forEach(
                        element ->
                                findings.add(
                                        element,
                                        Rule.DANGLING_REFERENCE,
                                        "Draws «"
                                                + element.required("bpmnElement")
                                                + "», which does not exist"));
        root.withDescendants().forEach(element -> checkNamedFlows(element, diagram));
    }

    private void checkEnds(Flow flow, Diagram diagram) {
        for (var end : List.of(flow.source(), flow.target())) {
            var node = diagram.node(end);
            if (node == null || !node.scope().equals(flow.scope())) {
                findings.add(
                        flow.line(),
                        flow.id(),
                        Rule.DANGLING_REFERENCE,
                        "«" + end + "» is no node of " + flow.scope());
            }
        }
        if (diagram.node(flow.target()) instanceof Node.Boundary) {
            findings.add(
                    flow.line(),
                    flow.id(),
                    Rule.DANGLING_REFERENCE,
                    "No flow leads to a boundary event");
        }
    }

    private void checkHost(Node.Boundary boundary, Diagram diagram) {
        var host = diagram.node(boundary.host());
        if (!(host instanceof Node.Activity) || !host.scope().equals(boundary.scope())) {
            findings.add(
                    boundary,
                    Rule.DANGLING_REFERENCE,
                    "«" + boundary.host() + "» is no activity of " + boundary.scope());
        }
    }

    private void checkDefault(Node.ExclusiveGateway gateway, Diagram diagram) {
        var flow = gateway.defaultFlow();
        if (flow != null
                && diagram.outOf(gateway).stream().noneMatch(out -> out.id().equals(flow))) {
            findings.add(
                    gateway,
                    Rule.DANGLING_REFERENCE,
                    "Its default «" + flow + "» does not leave it");
        }
    }

    private void checkDefinitions(String user, String attribute, String definition) {
        var defined = root.children(definition).map(Element::label).toList();
        root.withDescendants()
                .filter(
                        element ->
                                element.name().equals(user) && element.attribute(attribute) != null)
                .filter(not(element -> defined.contains(element.required(attribute))))
                .forEach(
                        element ->
                                findings.add(
                                        element,
                                        Rule.DANGLING_REFERENCE,
                                        "«"
                                                + element.required(attribute)
                                                + "» is no "
                                                + definition
                                                + " of this file"));
    }

    /** Redundant, and ignored by the engine; so they must at least be true. */
    private void checkNamedFlows(Element element, Diagram diagram) {
        for (var end : List.of("incoming", "outgoing")) {
            element.children(end)
                    .filter(
                            named ->
                                    diagram.flows()
                                            .noneMatch(
                                                    flow ->
                                                            flow.id().equals(named.text())
                                                                    && (end.equals("incoming")
                                                                                    ? flow.target()
                                                                                    : flow.source())
                                                                            .equals(
                                                                                    element
                                                                                            .label())))
                    .forEach(
                            named ->
                                    findings.add(
                                            named,
                                            Rule.DANGLING_REFERENCE,
                                            "«" + named.text() + "» is not " + end + " here"));
        }
    }

    private void checkScopes(Diagram diagram) {
        root.withDescendants()
                .filter(
                        element ->
                                element.name().equals("process")
                                        || element.name().equals("subProcess"))
                .forEach(
                        scope -> {
                            var starts =
                                    diagram.nodes(Node.Start.class)
                                            .filter(node -> node.scope().equals(scope.label()))
                                            .count();
                            var ends =
                                    diagram.nodes(Node.End.class)
                                            .filter(node -> node.scope().equals(scope.label()))
                                            .count();
                            if (starts != 1 || ends == 0) {
                                findings.add(
                                        scope,
                                        Rule.START_AND_END,
                                        "Has %d start and %d end events instead of one and at least one"
                                                .formatted(starts, ends));
                            }
                        });
    }

    private void checkNode(Node node, Diagram diagram) {
        var in = diagram.into(node).size();
        var out = diagram.outOf(node).size();
        switch (node) {
            case Node.Start start ->
                    checkFlows(
                            start,
                            in == 0 && out == 1,
                            "A start event has one flow out and none in");
            case Node.End end -> {
                checkFlows(end, in >= 1 && out == 0, "An end event has flows in and none out");
                checkCaught(end, diagram);
            }
            case Node.Activity activity ->
                    checkFlows(
                            activity, in >= 1 && out == 1, "An activity has flows in and one out");
            case Node.Boundary boundary -> {
                checkFlows(
                        boundary,
                        in == 0 && out == 1,
                        "A boundary event has one flow out and none in");
                checkFires(boundary, diagram);
            }
            case Node.ParallelGateway gateway ->
                    checkFlows(gateway, in >= 1 && out >= 1, "A gateway has flows in and out");
            case Node.ExclusiveGateway gateway -> {
                checkFlows(gateway, in >= 1 && out >= 1, "A gateway has flows in and out");
                if (out > 1 && gateway.defaultFlow() == null) {
                    findings.add(
                            gateway,
                            Rule.UNDECIDED_GATEWAY,
                            "Has no default for when no condition holds");
                }
            }
        }
    }

    private void checkFlows(Node node, boolean condition, String otherwise) {
        if (!condition) {
            findings.add(node, Rule.FLOWS, otherwise);
        }
    }

    private void checkCondition(Flow flow, Diagram diagram) {
        var chooses =
                diagram.node(flow.source()) instanceof Node.ExclusiveGateway gateway
                        && diagram.outOf(gateway).size() > 1
                        && !flow.id().equals(gateway.defaultFlow());
        if (flow.conditional() && !chooses) {
            findings.add(
                    flow.line(),
                    flow.id(),
                    Rule.CONDITION_OUT_OF_PLACE,
                    "Nothing chooses this flow by its condition");
        } else if (chooses && !flow.conditional()) {
            findings.add(
                    flow.line(),
                    flow.id(),
                    Rule.UNDECIDED_GATEWAY,
                    "Leaves a gateway without condition and is not its default");
        }
    }

    /** Steps run in one go and may throw; people and sub-processes take time. */
    private void checkFires(Node.Boundary boundary, Diagram diagram) {
        var host = diagram.node(boundary.host());
        var error = boundary.trigger() instanceof Node.Trigger.Failure;
        if (error && (host instanceof Node.UserTask || !boundary.interrupting())) {
            findings.add(
                    boundary,
                    Rule.BOUNDARY_NEVER_FIRES,
                    "An error interrupts a step or a sub-process, nothing else");
        } else if (!error && host instanceof Node.ServiceTask) {
            findings.add(
                    boundary,
                    Rule.BOUNDARY_NEVER_FIRES,
                    "A step has no time in which this could happen");
        }
    }

    private void checkCaught(Node.End end, Diagram diagram) {
        var thrown = end.error();
        if (thrown != null && diagram.catcher(diagram.scopesOf(end), thrown) == null) {
            findings.add(end, Rule.UNCAUGHT_ERROR, "Nothing around it catches «" + thrown + "»");
        }
    }
}
