package org.imprimatur.assurance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Outcome;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.review.OutcomeRule;
import org.imprimatur.review.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * What one open round's entries add up to: the verdicts in force on its text, and the decision. An outcome is believed
 * only where these carry it (I5), by the same rule that the board follows.
 *
 * <p>A redacted entry still says of which text it is, and whether it is a correction. Who signed it and what it means is
 * taken for whatever carries the outcome: that it was redacted lawfully is for others to check.
 */
final class RoundFold {

    /** The process itself: it decides where the rule does, and signs nothing. */
    private static final String SYSTEM = "system";

    /** @param meaning {@code null} where it was redacted */
    private record Verdict(long number, @Nullable Recommendation meaning) {}

    private record Decided(@Nullable String by, @Nullable String meaning, boolean signed) {

        /** Where that was redacted, it was a person: of the process, nothing is. */
        boolean isByRule() {
            return SYSTEM.equals(by);
        }
    }

    private final @Nullable Object hash;
    private final int quorum;
    private final int slots;

    /** By user name; of one who was redacted, by the place of the entry. */
    private final Map<String, Verdict> inForce = new LinkedHashMap<>();

    private final List<String> unknown = new ArrayList<>();
    private @Nullable Decided decided;

    /** @param opened ROUND_OPENED; where it was redacted, or is from before it told the rules, one verdict must do */
    RoundFold(ReadEntry opened) {
        this.hash = opened.leaf().get("contentHash");
        var told = opened.disclosed();
        this.quorum = quorum(told.get("quorum"));
        this.slots = told.get("slots") instanceof String words ? words.split(",").length : 1;
    }

    /** What is no number, no round reaches. */
    private static int quorum(@Nullable String told) {
        return told == null ? 1 : Count.of(told).orElse(Integer.MAX_VALUE);
    }

    /** RECOMMENDED or CORRECTED. One that is on another text, or unsigned, carries nothing. */
    void recommended(ReadEntry entry) {
        if (!isOnTheText(entry) || !isSigned(entry)) {
            return;
        }
        var by = entry.disclosed().get("actor");
        if (by == null && !entry.silent()) {
            return;
        }
        var number = entry.leaf().get("number") instanceof Long told ? told : 1;
        if (by != null) {
            if (number > 1 && !inForce.containsKey(by) && !unknown.isEmpty()) {
                inForce.remove(unknown.removeLast()); // their first one was redacted
            }
            inForce.put(by, new Verdict(number, meaning(entry)));
        } else if (number == 1) {
            unknown.add("seq " + entry.seq());
            inForce.put(unknown.getLast(), new Verdict(number, null));
        } else { // it took the place of one of these, and nobody may know which
            inForce.replaceAll(
                    (_, earlier) ->
                            earlier.number == number - 1 ? new Verdict(number, null) : earlier);
        }
    }

    /** DECIDED. */
    void decided(ReadEntry entry) {
        if (isOnTheText(entry) && (entry.silent() || isWhole(entry))) {
            decided =
                    new Decided(
                            entry.disclosed().get("actor"),
                            entry.disclosed().get("meaning"),
                            isSigned(entry));
        }
    }

    /**
     * Why this round cannot have ended so; empty where it can.
     *
     * @param outcome APPROVED, CHANGES_REQUESTED or REJECTED
     */
    Optional<String> lacks(ReadEntry outcome) {
        if (!isOnTheText(outcome)) {
            return Optional.of("an outcome for another text than its round’s");
        }
        if (decided == null || !isDecision(decided.meaning, outcome)) {
            return Optional.of("an outcome that was not decided");
        }
        if (!decided.isByRule() && !decided.signed) {
            return Optional.of("nobody signed the decision");
        }
        if (decided.by != null && inForce.containsKey(decided.by)) {
            return Optional.of("it was decided by somebody who judged it");
        }
        return "APPROVED".equals(outcome.leaf().get("action")) && !carriesApproval(decided)
                ? Optional.of("an approval that lacks its signed quorum")
                : Optional.empty();
    }

    private boolean carriesApproval(Decided by) {
        var verdicts =
                inForce.values().stream()
                        .map(
                                verdict ->
                                        Objects.requireNonNullElse(
                                                verdict.meaning, Recommendation.APPROVE))
                        .toList();
        return by.isByRule()
                ? OutcomeRule.of(verdicts, slots) == OutcomeRule.APPROVE
                : OutcomeRule.allowsApproval(verdicts, quorum);
    }

    private static boolean isDecision(@Nullable String meaning, ReadEntry outcome) {
        try {
            return meaning == null
                    || Outcome.valueOf(meaning).status()
                            == ArticleStatus.valueOf(String.valueOf(outcome.leaf().get("to")));
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    private boolean isOnTheText(ReadEntry entry) {
        return hash != null && hash.equals(entry.leaf().get("contentHash"));
    }

    private static boolean isWhole(ReadEntry entry) {
        return entry.disclosed().keySet().containsAll(Set.of("actor", "meaning"));
    }

    private static boolean isSigned(ReadEntry entry) {
        return entry.silent() || !entry.disclosed().getOrDefault("signature", "").isEmpty();
    }

    /** What is no verdict carries none: a veto. */
    private static Recommendation meaning(ReadEntry entry) {
        try {
            return Recommendation.valueOf(entry.disclosed().getOrDefault("meaning", ""));
        } catch (IllegalArgumentException none) {
            return Recommendation.REJECT;
        }
    }
}
