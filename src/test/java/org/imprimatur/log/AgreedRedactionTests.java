package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.log.Ledger.hidden;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever may append may also call the procedure that silences an entry. */
@DisplayName("A redaction")
class AgreedRedactionTests {

    private static final String UNTOLD =
            "redactions of which it is redacted or withheld who agreed on them, and was not checked: 1";

    private final Ledger ledger = new Ledger().verdict().verdict();
    private List<String> sentences = List.of();
    private long begun = Long.MAX_VALUE;

    @Test
    void isAgreedOnByTwoAndTellsWho() {
        ledger.asked("r").consented("r", "otto").redacted("r", 0).redacted("r", 1);

        assertThat(found()).isEmpty();
        assertThat(sentences)
                .containsExactly(
                        "redacted at seq 0, as the entry at seq 4 says, for which ada asked and otto consented",
                        "redacted at seq 1, as the entry at seq 5 says, for which ada asked and otto consented");
    }

    @Test
    void isNothingThatOneEntryCanSay() {
        ledger.redacted("r", 0);

        assertThat(found())
                .containsExactly(
                        "PAYLOAD_MISMATCH seq 2: it redacted the entry at seq 0, and nobody had consented to it");
    }

    @Test
    void needsAConsent() {
        ledger.asked("r").redacted("r", 0);
        assertThat(why()).isEqualTo("nobody had consented to it");
    }

    @Test
    void needsSomebodyWhoAskedForIt() {
        ledger.consented("r", "otto").redacted("r", 0);
        assertThat(why()).isEqualTo("nobody had asked for it");
    }

    @Test
    void isNotConsentedToAfterItWasDeclined() {
        ledger.asked("r")
                .append("REDACTION_DECLINED", Map.of("request", "r"), Map.of("actor", "otto"));
        ledger.consented("r", "otto").redacted("r", 0);
        assertThat(why()).isEqualTo("nobody had asked for it");
    }

    @Test
    void isConsentedToOnce() {
        ledger.asked("r").consented("r", "otto").redacted("r", 0).verdict();
        ledger.consented("r", "otto").redacted("r", 1);
        assertThat(why()).isEqualTo("nobody had asked for it");
    }

    @Test
    void isConsentedToBySomebodyElse() {
        ledger.asked("r").consented("r", "ada").redacted("r", 0);
        assertThat(why()).isEqualTo("who asked for it consented to it");
    }

    @Test
    void isConsentedToForWhoeverAsked() {
        ledger.append("REDACTION_REQUESTED", Map.of("request", "r"), Map.of("actor", "abel"));
        ledger.consented("r", "otto").redacted("r", 0);
        assertThat(why()).isEqualTo("who consented does not say who had asked for it");
    }

    @Test
    void isConsentedToByAnEntryThatCanTellWhoAsked() {
        ledger.asked("r");
        ledger.append(
                "REDACTION_CONSENTED",
                Map.of("request", "r", "correlation", "r", "requester", "ada"),
                hidden("actor", "otto"));
        ledger.redacted("r", 0);
        assertThat(why()).isEqualTo("who consented does not say who had asked for it");
    }

    @Test
    void followsItsConsentInOneTransaction() {
        ledger.asked("r").consented("r", "otto").redacted("other", 0);
        assertThat(why()).isEqualTo("nobody had consented to it");
    }

    /** The number of an old consent is there for everybody to read. */
    @Test
    void doesNotComeLater() {
        ledger.asked("r").consented("r", "otto").redacted("r", 0).verdict().redacted("r", 1);
        assertThat(found())
                .containsExactly(
                        "PAYLOAD_MISMATCH seq 6: it redacted the entry at seq 1, and nobody had consented to it");
    }

    @Test
    void mayHaveAnotherEntryOfItsTransactionBeforeIt() {
        ledger.asked("r").consented("r", "otto");
        ledger.append("SESSION_ENDED", Map.of("correlation", "r"), Map.of("actor", "otto"));
        ledger.redacted("r", 0);
        assertThat(found()).isEmpty();
    }

    /** It would take away who they were. */
    @Test
    void doesNotTakeItsOwnConsentWithIt() {
        ledger.asked("r").consented("r", "otto").redacted("r", 3);
        assertThat(why()).isEqualTo("it is not older than the consent");

        ledger.rows.subList(2, 5).clear();
        ledger.asked("r").consented("r", "otto").redacted("r", 2);
        assertThat(found()).as("the request goes with the rest").isEmpty();
    }

    /** Of a consent that a later redaction took with it, or that is in nobody's article. */
    @Test
    void isNotCheckedForTwoPersonsWhereTheyAreNotTold() {
        ledger.redact(0).redact(3);
        assertThat(found()).isEmpty();
        assertThat(sentences)
                .contains("redacted at seq 0, as the entry at seq 4 says", UNTOLD)
                .anyMatch(
                        said -> said.startsWith("redacted at seq 3, as the entry at seq 7 says,"));

        for (var at = 2; at < ledger.rows.size(); at++) {
            ledger.rows.set(at, ledger.rows.get(at).withPayload(null));
        }
        assertThat(found()).isEmpty();
        assertThat(sentences).contains(UNTOLD);
    }

    /** Half a payload is found where the entry's parts are held against each other. */
    @Test
    void isReadWhereItTellsOneOfTheTwo() {
        ledger.asked("r").consented("r", "otto").redacted("r", 0);
        var told = ledger.rows.get(3).disclosed();
        ledger.rows.set(
                3,
                ledger.rows.get(3).withPayload("{" + told.substring(told.indexOf("\"requester"))));
        assertThat(found()).isEmpty();
        assertThat(sentences).contains(UNTOLD);
    }

    /** An export that was begun before has told it already; nothing else may tell it any more. */
    @Test
    void isToldAllTheSameByWhatWasBegunBefore() {
        var before = ledger.rows.getFirst();
        ledger.asked("r").consented("r", "otto").redacted("r", 0);
        ledger.rows.set(0, before);
        assertThat(why()).isEqualTo("it was not silenced");
        begun = 5;
        assertThat(why()).isEqualTo("it was not silenced");

        begun = 4;
        assertThat(found()).isEmpty();
        assertThat(sentences)
                .containsExactly("redacted while this file was written, and told in it: 1");
    }

    private String why() {
        var found = found();
        assertThat(found).hasSize(1);
        return found.getFirst()
                .replaceFirst("^PAYLOAD.* it redacted the entry at seq [0-9], and ", "");
    }

    private List<String> found() {
        var findings = new Findings();
        var redactions = new Redactions(findings, false);
        redactions.begun(begun);
        for (var row : ledger.rows) {
            redactions.entry(ExaminedEntry.of(row.entry(), true));
        }
        sentences = redactions.end();
        return findings.all().stream().map(Object::toString).toList();
    }
}
