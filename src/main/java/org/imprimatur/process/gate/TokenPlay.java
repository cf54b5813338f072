package org.imprimatur.process.gate;

import static java.util.Comparator.comparingInt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Plays every token of a diagram through every situation there can be, and says where one gets stuck, meets another, cannot
 * reach an end, never comes, or approves what nobody reviewed.
 */
final class TokenPlay {

    private final Diagram diagram;
    private final GateRules rules;
    private final Findings findings;
    private final Places places;
    private final Moves moves;

    /** Every situation met, with those it can follow from. */
    private final Map<BitSet, List<BitSet>> before = new LinkedHashMap<>();

    /** Where play ends, well or with a finding. */
    private final Set<BitSet> settled = new HashSet<>();

    private TokenPlay(Diagram diagram, GateRules rules, Findings findings) {
        this.diagram = diagram;
        this.rules = rules;
        this.findings = findings;
        places = new Places(diagram);
        moves = new Moves(diagram, places, rules, findings);
    }

    static void check(Diagram diagram, GateRules rules, Findings findings) {
        new TokenPlay(diagram, rules, findings).play();
    }

    private void play() {
        var open = new ArrayDeque<>(List.of(moves.start()));
        before.put(open.getFirst(), new ArrayList<>());
        while (!open.isEmpty()) {
            var situation = open.removeFirst();
            var outcome = moves.from(situation);
            for (var next : outcome.next()) {
                if (!before.containsKey(next)) {
                    open.add(next);
                }
                before.computeIfAbsent(next, _ -> new ArrayList<>()).add(situation);
            }
            if (outcome.refused() || outcome.next().isEmpty()) {
                settled.add(situation);
            }
            if (!outcome.refused() && outcome.next().isEmpty() && !places.holdsNoToken(situation)) {
                reportStuck(situation);
            }
            if (before.size() > rules.maxStates()) {
                findings.add(
                        0,
                        diagram.key(),
                        Rule.TOO_COMPLEX,
                        "More than %,d situations are possible".formatted(rules.maxStates()));
                return;
            }
        }
        reportEndless();
        if (findings.isEmpty()) {
            reportUnvisited();
        }
    }

    /** Only a join waits for anything but time: everything else always has a move. */
    private void reportStuck(BitSet situation) {
        for (var flow : places.flowsIn(situation)) {
            var gateway = Objects.requireNonNull(diagram.node(flow.target()));
            findings.add(
                    gateway, Rule.DEADLOCK, "Can wait for ever for a token on each of its flows");
        }
    }

    private void reportEndless() {
        var canSettle = new HashSet<>(settled);
        var open = new ArrayDeque<>(settled);
        while (!open.isEmpty()) {
            for (var earlier : before.getOrDefault(open.removeFirst(), List.of())) {
                if (canSettle.add(earlier)) {
                    open.add(earlier);
                }
            }
        }
        List.copyOf(before.keySet())
                .reversed()
                .stream() // the latest is inside the circle, not before it
                .filter(situation -> !canSettle.contains(situation))
                .sorted(comparingInt(BitSet::cardinality)) // and has lost the tokens that could end
                .flatMap(situation -> places.flowsIn(situation).stream())
                .findFirst()
                .ifPresent(
                        flow ->
                                findings.add(
                                        flow.line(),
                                        flow.id(),
                                        Rule.CANNOT_END,
                                        "From this flow on, no path leads to an end"));
    }

    /** Only of a diagram that is sound otherwise: behind a deadlock nothing is reached. */
    private void reportUnvisited() {
        diagram.nodes()
                .filter(node -> !moves.visited.contains(node))
                .forEach(node -> findings.add(node, Rule.UNREACHABLE, "No token ever comes here"));
    }
}
