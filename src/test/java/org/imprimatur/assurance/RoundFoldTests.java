package org.imprimatur.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.log.ReadEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An outcome")
class RoundFoldTests {

    private static final String TEXT = "a".repeat(64);
    private static final String LACKS = "an approval that lacks its signed quorum";

    private final RoundFold round =
            new RoundFold(
                    entry(
                            "ROUND_OPENED",
                            TEXT,
                            Map.of("quorum", "2", "slots", "oncology,oncology")));
    private long seq;

    @Test
    void isCarriedByAllVerdictsAndTheRule() {
        verdict("ravi", "APPROVE");
        verdict("olga", "APPROVE");
        decided("system", "APPROVE");

        assertThat(approval()).isEmpty();
    }

    @Test
    void isCarriedByAMixtureAndTheChiefEditor() {
        verdict("ravi", "APPROVE");
        verdict("olga", "REQUEST_CHANGES");
        decided("clara", "APPROVE");

        assertThat(approval()).isEmpty();
    }

    @Test
    void isNotCarriedByAMixtureAndTheRule() {
        verdict("ravi", "APPROVE");
        verdict("olga", "REQUEST_CHANGES");
        decided("system", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void takesTwoPeople() {
        verdict("ravi", "APPROVE");
        verdict("ravi", "APPROVE");
        decided("clara", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void takesVerdictsOnThisText() {
        verdict("ravi", "APPROVE");
        round.recommended(entry("RECOMMENDED", "b".repeat(64), signed("olga", "APPROVE")));
        decided("clara", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void takesSignatures() {
        verdict("ravi", "APPROVE");
        round.recommended(
                entry("RECOMMENDED", TEXT, Map.of("actor", "olga", "meaning", "APPROVE")));
        decided("clara", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void doesNotPassAVeto() {
        verdict("ravi", "APPROVE");
        verdict("olga", "REJECT");
        verdict("omar", "APPROVE");
        decided("clara", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void doesNotPassAVerdictThatIsNone() {
        verdict("ravi", "APPROVE");
        verdict("olga", "PERHAPS");
        decided("clara", "APPROVE");

        assertThat(approval()).contains(LACKS);
    }

    @Test
    void followsTheVerdictsInForce() {
        verdict("ravi", "APPROVE");
        verdict("olga", "REJECT");
        corrected("olga", 2, "APPROVE");
        decided("system", "APPROVE");
        assertThat(approval()).isEmpty();

        corrected("ravi", 2, "REJECT");
        assertThat(approval()).contains(LACKS);
    }

    @Test
    void mustBeDecided() {
        verdict("ravi", "APPROVE");
        verdict("olga", "APPROVE");
        assertThat(approval()).contains("an outcome that was not decided");

        decided("clara", "REQUEST_CHANGES");
        assertThat(approval()).contains("an outcome that was not decided");
        assertThat(round.lacks(outcome("CHANGES_REQUESTED", TEXT))).isEmpty();
        assertThat(round.lacks(outcome("REJECTED", TEXT)))
                .contains("an outcome that was not decided");
    }

    @Test
    void mustBeDecidedOnThisText() {
        verdict("ravi", "APPROVE");
        verdict("olga", "APPROVE");
        round.decided(entry("DECIDED", "b".repeat(64), signed("clara", "APPROVE")));
        assertThat(approval()).contains("an outcome that was not decided");

        decided("clara", "APPROVE");
        assertThat(round.lacks(outcome("APPROVED", "b".repeat(64))))
                .contains("an outcome for another text than its round’s");
    }

    @Test
    void mustBeSignedByWhoeverDecided() {
        verdict("ravi", "APPROVE");
        verdict("olga", "APPROVE");
        round.decided(entry("DECIDED", TEXT, Map.of("actor", "clara", "meaning", "APPROVE")));

        assertThat(approval()).contains("nobody signed the decision");
    }

    @Test
    void isNotDecidedByWhoeverJudged() {
        verdict("ravi", "APPROVE");
        verdict("olga", "APPROVE");
        decided("olga", "APPROVE");

        assertThat(approval()).contains("it was decided by somebody who judged it");
    }

    @Test
    void countsEachPersonWhoWasRedacted() {
        round.recommended(redacted(1));
        decided("clara", "APPROVE");
        assertThat(approval()).contains(LACKS);

        round.recommended(redacted(1));
        round.decided(redacted(1));
        assertThat(approval()).isEmpty();
    }

    /** A veto and, redacted, what took its place; or the first verdict redacted, and its correction not. */
    @Test
    void countsWhatWasCorrectedOnce() {
        verdict("ravi", "REJECT");
        round.recommended(redacted(2));
        round.recommended(redacted(1));
        decided("clara", "APPROVE");
        assertThat(approval()).isEmpty();

        corrected("olga", 2, "REJECT");
        assertThat(approval()).contains(LACKS);
        corrected("olga", 3, "APPROVE");
        assertThat(approval()).isEmpty();
    }

    @Test
    void needsOneVerdictWhereTheRulesWereRedacted() {
        var silent = new RoundFold(redacted(1));
        silent.decided(entry("DECIDED", TEXT, signed("clara", "APPROVE")));
        assertThat(silent.lacks(outcome("APPROVED", TEXT))).contains(LACKS);

        silent.recommended(entry("RECOMMENDED", TEXT, signed("ravi", "APPROVE")));
        assertThat(silent.lacks(outcome("APPROVED", TEXT))).isEmpty();
    }

    @Test
    void isNotCarriedWhereTheQuorumIsNoNumber() {
        for (var told : List.of("", "two", "-1", "99999999999", "٢")) {
            var round = new RoundFold(entry("ROUND_OPENED", TEXT, Map.of("quorum", told)));
            round.recommended(entry("RECOMMENDED", TEXT, signed("ravi", "APPROVE")));
            round.decided(entry("DECIDED", TEXT, signed("clara", "APPROVE")));

            assertThat(round.lacks(outcome("APPROVED", TEXT))).as(told).contains(LACKS);
        }
    }

    private Optional<String> approval() {
        return round.lacks(outcome("APPROVED", TEXT));
    }

    private ReadEntry outcome(String status, String text) {
        return new ReadEntry(
                seq++,
                Map.of("action", status, "to", status, "contentHash", text),
                Map.of("actor", "system"),
                false);
    }

    private void verdict(String by, String meaning) {
        round.recommended(entry("RECOMMENDED", TEXT, signed(by, meaning)));
    }

    private void corrected(String by, long number, String meaning) {
        round.recommended(entry("CORRECTED", TEXT, number, signed(by, meaning)));
    }

    private void decided(String by, String meaning) {
        round.decided(
                entry(
                        "DECIDED",
                        TEXT,
                        by.equals("system")
                                ? Map.of("actor", by, "meaning", meaning)
                                : signed(by, meaning)));
    }

    private static Map<String, String> signed(String by, String meaning) {
        return Map.of("actor", by, "meaning", meaning, "signature", "{}");
    }

    private ReadEntry redacted(long number) {
        return new ReadEntry(
                seq++,
                Map.of("action", "RECOMMENDED", "contentHash", TEXT, "number", number),
                Map.of(),
                true);
    }

    private ReadEntry entry(String action, String text, Map<String, String> disclosed) {
        return entry(action, text, null, disclosed);
    }

    private ReadEntry entry(
            String action, String text, @Nullable Long number, Map<String, String> disclosed) {
        var leaf = new HashMap<String, Object>(Map.of("action", action, "contentHash", text));
        if (number != null) {
            leaf.put("number", number);
        }
        return new ReadEntry(seq++, leaf, disclosed, false);
    }
}
