package org.imprimatur.process.gate;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where tokens can be: numbered, so that a situation is a set of bits. */
final class Places {

    private final Map<Flow, Integer> flows = new LinkedHashMap<>();
    private final Map<Node.Activity, Integer> busy = new LinkedHashMap<>();
    private final Map<Node.Boundary, Integer> armed = new LinkedHashMap<>();
    private final Map<Node.Activity, BitSet> inside = new LinkedHashMap<>();

    /** Not a place: remembers that the review has been completed. */
    final int reviewed;

    Places(Diagram diagram) {
        var next = 0;
        for (var flow : diagram.flows().toList()) {
            flows.put(flow, next++);
        }
        for (var activity : diagram.nodes(Node.Activity.class).toList()) {
            busy.put(activity, next++);
        }
        for (var boundary : diagram.nodes(Node.Boundary.class).toList()) {
            armed.put(boundary, next++);
        }
        reviewed = next;
        busy.keySet().forEach(activity -> inside.put(activity, inside(activity, diagram)));
    }

    private BitSet inside(Node.Activity activity, Diagram diagram) {
        var inside = new BitSet();
        flows.forEach(
                (flow, place) -> inside.set(place, isInside(flow.source(), activity, diagram)));
        busy.forEach((node, place) -> inside.set(place, isInside(node.id(), activity, diagram)));
        armed.forEach((node, place) -> inside.set(place, isInside(node.id(), activity, diagram)));
        return inside;
    }

    private static boolean isInside(String node, Node.Activity activity, Diagram diagram) {
        return diagram.scopesOf(Objects.requireNonNull(diagram.node(node))).contains(activity);
    }

    /** A token on its way. */
    int on(Flow flow) {
        return Objects.requireNonNull(flows.get(flow));
    }

    /** A token at work. */
    int busy(Node.Activity activity) {
        return Objects.requireNonNull(busy.get(activity));
    }

    /** A boundary event that may still happen. */
    int armed(Node.Boundary boundary) {
        return Objects.requireNonNull(armed.get(boundary));
    }

    /** Every place of a sub-process; none for other activities. */
    BitSet inside(Node.Activity activity) {
        return Objects.requireNonNull(inside.get(activity));
    }

    boolean holdsNoToken(BitSet situation) {
        return situation.previousSetBit(reviewed - 1) < 0;
    }

    List<Flow> flowsIn(BitSet situation) {
        return flows.entrySet().stream()
                .filter(entry -> situation.get(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
