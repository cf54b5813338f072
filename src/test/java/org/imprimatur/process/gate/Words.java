package org.imprimatur.process.gate;

import java.util.Set;

/** The words of the product's own process. */
final class Words {

    static final Set<String> STEPS =
            Set.of(
                    "checkDesk",
                    "remindReviewers",
                    "reportOverdue",
                    "concludeReview",
                    "approveArticle",
                    "requestChanges",
                    "rejectArticle",
                    "withdrawArticle",
                    "supersedeRound");

    static final GateRules RULES =
            new GateRules(
                    STEPS,
                    Set.of("remindReviewers", "reportOverdue"),
                    Set.of(
                            "deskPassed",
                            "slots",
                            "specialty",
                            "vetoed",
                            "remindAt",
                            "overdueAt",
                            "outcome"),
                    Set.of("slotsOfRound"),
                    Set.of("CHIEF_EDITOR", "STATISTICS"),
                    "approveArticle",
                    "review",
                    GateRules.MAX_BYTES,
                    GateRules.MAX_DEPTH,
                    GateRules.MAX_STATES);

    private Words() {}
}
