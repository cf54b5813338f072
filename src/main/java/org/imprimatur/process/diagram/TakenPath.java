package org.imprimatur.process.diagram;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.imprimatur.process.diagram.Drawing.Flow;
import org.imprimatur.process.diagram.Drawing.Kind;
import org.imprimatur.process.diagram.Drawing.Node;
import org.jspecify.annotations.Nullable;

/**
 * The way a round took through its diagram.
 *
 * <p>The record names the steps that did something; the ways between them follow from the diagram, because no step that
 * does something can be passed without being recorded.
 *
 * @param passed in the order in which they were reached
 * @param flows ids of the lines that were followed
 * @param current the step it waits in; {@code null} once it has ended
 * @param unplaced steps of the record that the diagram does not lead to from where the round was
 */
public record TakenPath(
        List<Passed> passed, Set<String> flows, @Nullable String current, List<String> unplaced) {

    /**
     * @param answer what is written on the line that a gateway was left by; {@code null} elsewhere
     * @param until when it was left; {@code null} where that is the same moment, or has not come
     */
    public record Passed(
            Node node, @Nullable String answer, Instant from, @Nullable Instant until) {}

    /** Whether the round came by here. */
    public boolean includes(String id) {
        return flows.contains(id) || passed.stream().anyMatch(step -> step.node().id().equals(id));
    }

    /** Its place among the steps passed, from 1; 0 for none. */
    public int place(String id) {
        for (var index = 0; index < passed.size(); index++) {
            if (passed.get(index).node().id().equals(id)) {
                return index + 1;
            }
        }
        return 0;
    }

    /**
     * @param recorded the stops, in the order in which they were reached
     * @param known every step that would have been recorded, so that no way leads through one unseen
     * @param ended whether the round is over; then the path goes on to an end
     */
    public static TakenPath of(
            Drawing drawing, List<Stop> recorded, Set<String> known, boolean ended) {
        return new Tracing(drawing, known).follow(recorded, ended);
    }

    /** One step of a way: the node, and the line that leads to it, where there is one. */
    private record Hop(Node node, @Nullable Flow by) {}

    private static final class Tracing {

        private final Drawing drawing;
        private final Set<String> known;
        private final List<Passed> passed = new ArrayList<>();
        private final Set<String> flows = new LinkedHashSet<>();

        Tracing(Drawing drawing, Set<String> known) {
            this.drawing = drawing;
            this.known = known;
        }

        TakenPath follow(List<Stop> recorded, boolean ended) {
            var unplaced = new ArrayList<String>();
            if (recorded.isEmpty()) {
                return new TakenPath(List.of(), Set.of(), null, List.of());
            }
            var front = start();
            enter(front, recorded.getFirst().from(), null);
            for (var stop : recorded) {
                var way = way(front, node -> node.step().equals(stop.step()), true);
                if (way.isEmpty()) {
                    unplaced.add(stop.step());
                    continue;
                }
                var target = way.getLast().node();
                walk(front, way, stop.from());
                leave(target, stop);
                if (way.stream().anyMatch(Tracing::isBeside)) {
                    walk(target, way(target, node -> node.kind() == Kind.END, false), stop.from());
                } else {
                    front = target;
                }
            }
            if (ended) {
                var last = recorded.getLast();
                walk(front, onward(front), last.until() == null ? last.from() : last.until());
            }
            return new TakenPath(
                    List.copyOf(passed),
                    Set.copyOf(flows),
                    ended ? null : front.id(),
                    List.copyOf(unplaced));
        }

        private Node start() {
            return drawing.nodes().values().stream()
                    .filter(
                            node ->
                                    node.kind() == Kind.START
                                            && !drawing.nodes().containsKey(node.scope()))
                    .findFirst()
                    .orElseThrow();
        }

        /** A boundary event that lets its host go on: what follows it happens beside the way, not on it. */
        private static boolean isBeside(Hop hop) {
            return hop.node().kind().isBoundary() && !hop.node().interrupting();
        }

        /** To the end of the process, as far as nothing else has to happen on the way; else to the end of its scope. */
        private List<Hop> onward(Node from) {
            var whole =
                    way(
                            from,
                            node ->
                                    node.kind() == Kind.END
                                            && !drawing.nodes().containsKey(node.scope()),
                            false);
            return whole.isEmpty() ? way(from, node -> node.kind() == Kind.END, false) : whole;
        }

        /** The shortest way, without passing a step that would have been recorded; empty if there is none. */
        private List<Hop> way(Node from, Predicate<Node> wanted, boolean throughEvents) {
            var cameFrom = new HashMap<Node, Hop>();
            var via = new HashMap<Node, Node>();
            var open = new ArrayDeque<>(List.of(from));
            var seen = new LinkedHashSet<>(Set.of(from));
            while (!open.isEmpty()) {
                var node = open.remove();
                for (var hop : hops(node, throughEvents, node.equals(from))) {
                    if (!seen.add(hop.node())) {
                        continue;
                    }
                    cameFrom.put(hop.node(), hop);
                    via.put(hop.node(), node);
                    if (wanted.test(hop.node())) {
                        return unwind(hop.node(), from, cameFrom, via);
                    }
                    if (!known.contains(hop.node().step())) {
                        open.add(hop.node());
                    }
                }
            }
            return List.of();
        }

        private static List<Hop> unwind(
                Node to, Node from, Map<Node, Hop> cameFrom, Map<Node, Node> via) {
            var way = new ArrayList<Hop>();
            for (var node = to; node != null && !node.equals(from); node = via.get(node)) {
                var hop = cameFrom.get(node);
                if (hop != null) {
                    way.addFirst(hop);
                }
            }
            return way;
        }

        private Collection<Hop> hops(Node node, boolean throughEvents, boolean first) {
            var next = new ArrayList<Hop>();
            if (node.kind() != Kind.SUB_PROCESS) {
                outOf(node.id(), next);
            }
            if (node.kind() == Kind.END && node.failing()) {
                boundaries(node.scope(), Kind.FAILURE, next);
            } else if (node.kind() == Kind.END) {
                outOf(node.scope(), next);
            }
            if (node.kind() == Kind.SUB_PROCESS) {
                drawing.nodes().values().stream()
                        .filter(
                                inner ->
                                        inner.kind() == Kind.START
                                                && inner.scope().equals(node.id()))
                        .forEach(inner -> next.add(new Hop(inner, null)));
            }
            if (throughEvents && first) {
                // the events of where it stands, then of what is around
                for (var host = node; host != null; host = drawing.nodes().get(host.scope())) {
                    boundaries(host.id(), null, next);
                }
            }
            return next;
        }

        private void outOf(String id, List<Hop> next) {
            drawing.flows().stream()
                    .filter(flow -> flow.source().equals(id))
                    .forEach(flow -> next.add(new Hop(drawing.node(flow.target()), flow)));
        }

        private void boundaries(String host, @Nullable Kind kind, List<Hop> next) {
            drawing.nodes().values().stream()
                    .filter(
                            node ->
                                    host.equals(node.host())
                                            && (kind == null || node.kind() == kind))
                    .forEach(node -> next.add(new Hop(node, null)));
        }

        private void walk(Node from, List<Hop> way, Instant at) {
            var before = from;
            for (var hop : way) {
                var by = hop.by();
                if (by != null) {
                    flows.add(by.id());
                    answer(before, by);
                }
                enter(hop.node(), at, null);
                before = hop.node();
            }
        }

        private void answer(Node gateway, Flow by) {
            if (gateway.kind().isGateway() && !by.name().isBlank()) {
                passed.replaceAll(
                        step ->
                                step.node().equals(gateway)
                                        ? new Passed(gateway, by.name(), step.from(), step.until())
                                        : step);
            }
        }

        private void leave(Node node, Stop stop) {
            passed.replaceAll(
                    step ->
                            step.node().equals(node)
                                    ? new Passed(node, step.answer(), step.from(), stop.until())
                                    : step);
        }

        private void enter(Node node, Instant at, @Nullable Instant until) {
            if (passed.stream().noneMatch(step -> step.node().equals(node))) {
                passed.add(new Passed(node, null, at, until));
            }
        }
    }
}
