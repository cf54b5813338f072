package org.imprimatur.process.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of play: which situations can follow a situation.
 *
 * <p>Nothing is assumed about speed. Steps, people and timers happen in any order, every branch of an exclusive gateway can
 * be the one, every step can throw every error that is caught around it, and a message can come twice.
 */
final class Moves {

    private final Diagram diagram;
    private final Places places;
    private final GateRules rules;
    private final Findings findings;

    /** Every node a token has been at. */
    final Set<Node> visited = new HashSet<>();

    private final List<BitSet> next = new ArrayList<>();
    private boolean refused;

    Moves(Diagram diagram, Places places, GateRules rules, Findings findings) {
        this.diagram = diagram;
        this.places = places;
        this.rules = rules;
        this.findings = findings;
    }

    /** What can follow, and whether a further move has been refused with a finding. */
    record Outcome(List<BitSet> next, boolean refused) {}

    BitSet start() {
        var situation = new BitSet();
        begin(situation, diagram.key());
        return situation;
    }

    Outcome from(BitSet situation) {
        next.clear();
        refused = false;
        places.flowsIn(situation).forEach(flow -> arrive(situation, flow));
        diagram.nodes(Node.Activity.class)
                .filter(activity -> situation.get(places.busy(activity)))
                .forEach(
                        activity -> {
                            finish(situation, activity);
                            happen(situation, activity);
                        });
        return new Outcome(List.copyOf(next), refused);
    }

    private void arrive(BitSet situation, Flow flow) {
        var target = Objects.requireNonNull(diagram.node(flow.target()));
        var after = without(situation, flow);
        switch (target) {
            case Node.End end -> end(after, end);
            case Node.ExclusiveGateway gateway -> {
                visited.add(gateway);
                diagram.outOf(gateway).forEach(out -> put((BitSet) after.clone(), List.of(out)));
            }
            case Node.ParallelGateway gateway -> join(situation, gateway);
            case Node.Activity activity -> begin(after, activity);
            case Node.Start _, Node.Boundary _ ->
                    throw new IllegalStateException("No flow leads to " + target);
        }
    }

    private void end(BitSet after, Node.End end) {
        visited.add(end);
        if (end.error() == null) {
            next.add(after);
        } else {
            interrupt(
                    after,
                    Objects.requireNonNull(diagram.catcher(diagram.scopesOf(end), end.error())));
        }
    }

    private void join(BitSet situation, Node.ParallelGateway gateway) {
        var incoming = diagram.into(gateway);
        if (incoming.stream().allMatch(flow -> situation.get(places.on(flow)))) {
            visited.add(gateway);
            put(without(situation, incoming.toArray(Flow[]::new)), diagram.outOf(gateway));
        }
    }

    private void begin(BitSet after, Node.Activity activity) {
        if (after.get(places.busy(activity))) {
            refuse(activity, Rule.TWO_TOKENS, "Can be begun again before it is done");
            return;
        }
        visited.add(activity);
        if (isApproval(activity) && !after.get(places.reviewed)) {
            refuse(
                    activity,
                    Rule.APPROVAL_WITHOUT_REVIEW,
                    "Can be reached before «" + rules.reviewTask() + "» has been completed");
        }
        after.set(places.busy(activity));
        diagram.boundariesOf(activity).stream()
                .filter(boundary -> !(boundary.trigger() instanceof Node.Trigger.Failure))
                .forEach(boundary -> after.set(places.armed(boundary)));
        if (activity instanceof Node.SubProcess) {
            begin(after, activity.id());
        }
        next.add(after);
    }

    private void begin(BitSet after, String scope) {
        diagram.nodes(Node.Start.class)
                .filter(start -> start.scope().equals(scope))
                .forEach(
                        start -> {
                            visited.add(start);
                            diagram.outOf(start).forEach(flow -> after.set(places.on(flow)));
                        });
    }

    private boolean isApproval(Node.Activity activity) {
        return activity instanceof Node.ServiceTask task
                && task.step().equals(rules.approvingStep());
    }

    private boolean isReview(Node.Activity activity) {
        return activity instanceof Node.UserTask task
                && task.looped()
                && task.id().equals(rules.reviewTask());
    }

    private void finish(BitSet situation, Node.Activity activity) {
        if (situation.intersects(places.inside(activity))) {
            return;
        }
        var after = (BitSet) situation.clone();
        leave(after, activity);
        if (isReview(activity)) {
            after.set(places.reviewed);
        }
        put(after, diagram.outOf(activity));
    }

    /** What can happen to an activity from outside or, when it is a step, in it. */
    private void happen(BitSet situation, Node.Activity activity) {
        diagram.boundariesOf(activity).stream()
                .filter(boundary -> situation.get(places.armed(boundary)))
                .forEach(boundary -> fire((BitSet) situation.clone(), boundary));
        if (activity instanceof Node.ServiceTask) {
            var around = diagram.around(activity);
            around.stream()
                    .flatMap(host -> diagram.boundariesOf(host).stream())
                    .filter(boundary -> catchesFromWithin(boundary, around))
                    .forEach(boundary -> interrupt((BitSet) situation.clone(), boundary));
        }
    }

    /** Whether it is this one that would catch its error, and none further inside. */
    private boolean catchesFromWithin(Node.Boundary boundary, List<Node.Activity> around) {
        return boundary.trigger() instanceof Node.Trigger.Failure(var code)
                && boundary.equals(diagram.catcher(around, code == null ? "any other" : code));
    }

    private void fire(BitSet after, Node.Boundary boundary) {
        if (boundary.interrupting()) {
            interrupt(after, boundary);
            return;
        }
        if (boundary.trigger() instanceof Node.Trigger.Timer) {
            after.clear(places.armed(boundary));
        }
        visited.add(boundary);
        put(after, diagram.outOf(boundary));
    }

    private void interrupt(BitSet after, Node.Boundary boundary) {
        visited.add(boundary);
        leave(after, (Node.Activity) Objects.requireNonNull(diagram.node(boundary.host())));
        put(after, diagram.outOf(boundary));
    }

    private void leave(BitSet after, Node.Activity activity) {
        after.andNot(places.inside(activity));
        after.clear(places.busy(activity));
        diagram.boundariesOf(activity).forEach(boundary -> after.clear(places.armed(boundary)));
    }

    private BitSet without(BitSet situation, Flow... flows) {
        var after = (BitSet) situation.clone();
        for (var flow : flows) {
            after.clear(places.on(flow));
        }
        return after;
    }

    private void put(BitSet after, List<Flow> flows) {
        for (var flow : flows) {
            if (after.get(places.on(flow))) {
                findings.add(
                        flow.line(),
                        flow.id(),
                        Rule.TWO_TOKENS,
                        "Two tokens can be on this flow at once");
                refused = true;
                return;
            }
            after.set(places.on(flow));
        }
        next.add(after);
    }

    private void refuse(Node node, Rule rule, String message) {
        findings.add(node, rule, message);
        refused = true;
    }
}
