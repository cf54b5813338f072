package org.imprimatur.audit.web;

import static org.imprimatur.process.ReviewPaths.Milestone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.audit.Trail;
import org.imprimatur.process.diagram.Stop;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;

/** The steps a round is known to have reached, and when: from its entries in the trail and from what was signed in it. */
final class TakenSteps {

    private final ReadRounds.Round round;
    private final List<Trail.Entry> entries;
    private final List<Stop> stops = new ArrayList<>();

    private TakenSteps(ReadRounds.Round round, List<Trail.Entry> entries) {
        this.round = round;
        this.entries = entries;
    }

    /**
     * @param entries of this round, and the withdrawals of its article; oldest first
     */
    static List<Stop> of(ReadRounds.Round round, List<Trail.Entry> entries) {
        return new TakenSteps(round, entries).inOrder();
    }

    private List<Stop> inOrder() {
        var opened = first("ROUND_OPENED").map(Trail.Entry::at).orElse(round.openedAt());
        reached(Milestone.DESK_CHECK, opened);
        if (!round.slots().isEmpty()) {
            var concluded = concluded();
            var left = concluded == null ? ended() : concluded;
            stops.add(new Stop(Milestone.REVIEW.step(), opened, left));
            all("REMINDED").forEach(entry -> reached(Milestone.REMINDER, entry.at()));
            all("OVERDUE").forEach(entry -> reached(Milestone.OVERDUE, entry.at()));
            if (concluded != null) {
                reached(Milestone.CONCLUSION, concluded);
                if (chiefEditorWasAsked(concluded)) {
                    stops.add(new Stop(Milestone.CHIEF_EDITOR.step(), concluded, ended()));
                }
            }
        }
        var ended = ended();
        if (round.outcome() != null && ended != null) {
            reached(outcome(round.outcome()), ended);
        }
        // stable: what happened in one transaction keeps the order of the steps
        stops.sort(Comparator.comparing(Stop::from));
        return List.copyOf(stops);
    }

    private void reached(Milestone milestone, Instant at) {
        stops.add(Stop.at(milestone.step(), at));
    }

    /** When the last verdict that was needed was signed, or a veto, be it a correction; null while there is one to come. */
    private @Nullable Instant concluded() {
        var signed = 0;
        for (var entry : entries) {
            var verdict = entry.action().equals("RECOMMENDED");
            signed += verdict ? 1 : 0;
            if (verdict && signed == round.slots().size()
                    || (verdict || entry.action().equals("CORRECTED"))
                            && Recommendation.REJECT.name().equals(entry.meaning())) {
                return entry.at();
            }
        }
        return null;
    }

    /** Mixed verdicts or a veto; by rule otherwise. Whoever corrects a verdict then finds the round waiting. */
    private boolean chiefEditorWasAsked(Instant concluded) {
        return round.awaitsDecisionSince() != null
                || all("CORRECTED").anyMatch(entry -> entry.at().isAfter(concluded))
                || round.decidedBy() != null
                || round.outcome() == RoundOutcome.WITHDRAWN
                || round.outcome() == RoundOutcome.SUPERSEDED;
    }

    private @Nullable Instant ended() {
        var outcome = round.outcome();
        if (outcome == null) {
            return null;
        }
        var opened = first("ROUND_OPENED").map(Trail.Entry::seq).orElse(-1L);
        return switch (outcome) {
            case SUPERSEDED -> at("ROUND_SUPERSEDED", opened);
            case APPROVED, CHANGES_REQUESTED, REJECTED, WITHDRAWN -> at(outcome.name(), opened);
        };
    }

    private @Nullable Instant at(String action, long after) {
        return all(action)
                .filter(entry -> entry.seq() > after)
                .map(Trail.Entry::at)
                .findFirst()
                .orElse(round.closedAt());
    }

    private static Milestone outcome(RoundOutcome outcome) {
        return switch (outcome) {
            case APPROVED -> Milestone.APPROVED;
            case CHANGES_REQUESTED -> Milestone.CHANGES_REQUESTED;
            case REJECTED -> Milestone.REJECTED;
            case WITHDRAWN -> Milestone.WITHDRAWN;
            case SUPERSEDED -> Milestone.SUPERSEDED;
        };
    }

    private Optional<Trail.Entry> first(String action) {
        return all(action)
                .filter(entry -> Objects.equals(entry.round(), round.number()))
                .findFirst();
    }

    private Stream<Trail.Entry> all(String action) {
        return entries.stream().filter(entry -> entry.action().equals(action));
    }
}
