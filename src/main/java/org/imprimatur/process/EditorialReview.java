package org.imprimatur.process;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imprimatur.people.Role;
import org.imprimatur.process.gate.GateRules;
import org.imprimatur.review.OutcomeRule;
import org.imprimatur.review.ReviewProcess;
import org.imprimatur.review.RoundId;

/** Every name in {@code editorial-review.bpmn20.xml}, once. A contract test holds the diagram against this. */
final class EditorialReview {

    static final String KEY = ReviewProcess.KEY;
    static final String FILE = "editorial-review.bpmn20.xml";

    /** User tasks. */
    static final String REVIEW = "review";

    static final String DECIDE = "decide";

    /** Messages that end a round from outside. */
    static final String WITHDRAWAL_REQUESTED = "withdrawalRequested";

    static final String NEWER_REVISION_SUBMITTED = "newerRevisionSubmitted";

    /** A diagram without one of them would leave a round that nobody can end. */
    static final Set<String> MESSAGES = Set.of(WITHDRAWAL_REQUESTED, NEWER_REVISION_SUBMITTED);

    /** Service tasks, by the name of the bean behind each. */
    static final String CHECK_DESK = "checkDesk";

    static final String REMIND_REVIEWERS = "remindReviewers";
    static final String REPORT_OVERDUE = "reportOverdue";
    static final String CONCLUDE_REVIEW = "concludeReview";
    static final String APPROVE_ARTICLE = "approveArticle";
    static final String REQUEST_CHANGES = "requestChanges";
    static final String REJECT_ARTICLE = "rejectArticle";
    static final String WITHDRAW_ARTICLE = "withdrawArticle";
    static final String SUPERSEDE_ROUND = "supersedeRound";

    static final Set<String> STEPS =
            Set.of(
                    CHECK_DESK,
                    REMIND_REVIEWERS,
                    REPORT_OVERDUE,
                    CONCLUDE_REVIEW,
                    APPROVE_ARTICLE,
                    REQUEST_CHANGES,
                    REJECT_ARTICLE,
                    WITHDRAW_ARTICLE,
                    SUPERSEDE_ROUND);

    /** The list that the review loops over. */
    static final String SLOTS_OF_ROUND = "slotsOfRound";

    /** The element of that list; also the group a task is offered to. */
    static final String SPECIALTY = "specialty";

    static final Variable<RoundId> ROUND = Variable.text("round", RoundId::toString, RoundId::of);
    static final Variable<List<String>> SLOTS =
            Variable.text(
                    "slots", slots -> String.join(",", slots), text -> List.of(text.split(",")));
    static final Variable<Instant> REMIND_AT =
            Variable.text("remindAt", Instant::toString, Instant::parse);
    static final Variable<Instant> OVERDUE_AT =
            Variable.text("overdueAt", Instant::toString, Instant::parse);
    static final Variable<Boolean> DESK_PASSED = Variable.flag("deskPassed");
    static final Variable<Boolean> VETOED = Variable.flag("vetoed");

    /** APPROVE, REQUEST_CHANGES or REJECT once it is known, DECIDE until then. */
    static final Variable<String> OUTCOME = Variable.text("outcome", value -> value, text -> text);

    /** What {@link #OUTCOME} says while the chief editor is asked. */
    static final String UNDECIDED = OutcomeRule.DECIDE.name();

    private EditorialReview() {}

    /**
     * What a diagram of this installation may name.
     *
     * @param specialties those that a task may be offered to
     */
    static GateRules gateRules(Set<String> specialties) {
        var groups = new HashSet<>(specialties);
        groups.add(Role.CHIEF_EDITOR.name());
        return new GateRules(
                STEPS,
                Set.of(REMIND_REVIEWERS, REPORT_OVERDUE),
                Set.of(
                        SLOTS.name(),
                        SPECIALTY,
                        REMIND_AT.name(),
                        OVERDUE_AT.name(),
                        DESK_PASSED.name(),
                        VETOED.name(),
                        OUTCOME.name()),
                Set.of(SLOTS_OF_ROUND),
                groups,
                APPROVE_ARTICLE,
                REVIEW,
                GateRules.MAX_BYTES,
                GateRules.MAX_DEPTH,
                GateRules.MAX_STATES);
    }
}
