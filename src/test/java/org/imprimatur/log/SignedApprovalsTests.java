package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.log.Ledger.hidden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An approval in the trail")
class SignedApprovalsTests {

    private static final Map<String, Object> ROUND =
            Map.of("revision", 2, "contentHash", Ledger.CONTENT, "round", 1);
    private static final Map<String, Object> SECOND =
            Map.of("revision", 2, "contentHash", Ledger.CONTENT, "round", 2);

    private Map<String, Object> round = ROUND;
    private final Ledger ledger = new Ledger();
    private final Findings findings = new Findings();
    private SignedApprovals approvals = new SignedApprovals(findings);

    @Test
    void isByTheProcessWhereEverySlotIsSignedForIt() {
        opened("2", "oncology,any").verdict("grace").verdict("olga").decided("system").approved();

        assertThat(read()).isEmpty();
        assertThat(approvals.end()).isEmpty();
    }

    @Test
    void isByAPersonOverAQuorumWithoutAVeto() {
        opened("2", "oncology,any,any").verdict("grace");
        verdict("olga", "REQUEST_CHANGES", 1).decided("clara").approved();

        assertThat(read()).isEmpty();
    }

    /** What a database's account could append without any of the others. */
    @Test
    void isNotThereAlone() {
        approved();

        assertThat(read())
                .containsExactly(
                        "SIGNATURE_NOT_FOR_RECORD seq 0: an approval that nobody could give: no review of this text was open");
    }

    @Test
    void isNotWithoutADecision() {
        opened("1", "any").verdict("grace").approved();
        assertThat(lacks()).isEqualTo("nothing was decided");
    }

    @Test
    void isNotWhereSomethingElseWasDecided() {
        opened("1", "any").verdict("grace");
        ledger.append("DECIDED", ROUND, hidden("actor", "system", "meaning", "REJECT"));
        approved();
        assertThat(lacks()).isEqualTo("something else was decided");
    }

    @Test
    void isNotByTheProcessWhereASlotIsNotSigned() {
        opened("1", "oncology,any").verdict("grace").decided("system").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 1 are signed");
    }

    @Test
    void isNotByTheProcessOverAnyOtherVerdict() {
        opened("1", "any,any").verdict("grace");
        verdict("olga", "REQUEST_CHANGES", 1).decided("system").approved();
        assertThat(lacks()).isEqualTo("the process decided, and not all verdicts are for it");
    }

    @Test
    void isNotByOnePersonTwice() {
        opened("2", "any,any").verdict("grace").verdict("grace").decided("system").approved();
        assertThat(lacks()).startsWith("of the verdicts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "-1", "", "two", "10000", "99999999999"})
    void isNotByAPersonWithoutTheQuorum(String quorum) {
        opened(quorum, "any,any").verdict("grace").verdict("olga").decided("clara").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 2 are signed");
    }

    @Test
    void isNotByAPersonOverAVeto() {
        opened("1", "any,any").verdict("grace");
        verdict("olga", "REJECT", 1).decided("clara").approved();
        assertThat(lacks()).isEqualTo("a verdict rejects the text");
    }

    @Test
    void isNotByAPersonWhereNobodyApproves() {
        opened("1", "any,any");
        verdict("olga", "REQUEST_CHANGES", 1).decided("clara").approved();
        assertThat(lacks()).isEqualTo("no verdict is for it");
    }

    @Test
    void isNotByAPersonWhoGaveAVerdict() {
        opened("1", "any,any").verdict("clara").verdict("olga").decided("clara").approved();
        assertThat(lacks()).isEqualTo("who decided had given a verdict");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotByAPersonWhoDidNotSign(boolean empty) {
        opened("1", "any").verdict("grace");
        var decided = hidden("actor", "clara", "meaning", "APPROVE");
        if (empty) {
            decided.put("signature", "");
        }
        ledger.append("DECIDED", ROUND, decided);
        approved();
        assertThat(lacks()).isEqualTo("nobody signed the decision");
    }

    @Test
    void countsNoVerdictThatIsNotSigned() {
        opened("1", "any");
        ledger.append("RECOMMENDED", ROUND, hidden("actor", "grace", "meaning", "APPROVE"));
        ledger.append(
                "RECOMMENDED",
                ROUND,
                hidden("actor", "olga", "meaning", "APPROVE", "signature", ""));
        decided("system").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 0 are signed");
    }

    /** What a leaf leaves out is not redacted, and nobody else's for that. */
    @ParameterizedTest
    @ValueSource(strings = {"actor", "meaning"})
    void countsNoVerdictThatLeavesOut(String name) {
        opened("2", "any,any").verdict("grace");
        var forged = signed("olga", "APPROVE");
        forged.remove(name);
        ledger.appendAsIs("RECOMMENDED", ROUND, forged);
        decided("system").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 1 are signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "meaning"})
    void standsOnNoCorrectionThatLeavesOut(String name) {
        opened("1", "any,any");
        verdict("grace", "REJECT", 1).verdict("olga");
        var forged = signed("grace", "APPROVE");
        forged.remove(name);
        var second = new HashMap<>(ROUND);
        second.put("number", 2);
        ledger.appendAsIs("CORRECTED", second, forged);
        decided("clara").approved();
        assertThat(lacks()).isEqualTo("a verdict rejects the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "meaning"})
    void isNotByADecisionThatLeavesOut(String name) {
        opened("1", "any").verdict("grace");
        var forged = hidden("actor", "system", "meaning", "APPROVE");
        forged.remove(name);
        ledger.appendAsIs("DECIDED", ROUND, forged);
        approved();
        assertThat(lacks()).isEqualTo("nothing was decided");
    }

    @Test
    void isNotOfARoundThatLeavesOutItsQuorum() {
        ledger.appendAsIs(
                "ROUND_OPENED", ROUND, hidden("article", Ledger.ARTICLE, "slots", "any,any"));
        verdict("grace").decided("clara").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 1 are signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"round", "revision", "contentHash", "article"})
    void countsNothingThatIsAboutSomethingElse(String name) {
        for (var action : List.of("RECOMMENDED", "DECIDED", "APPROVED")) {
            ledger.rows.clear();
            opened("1", "any").verdict("grace").decided("system").approved();
            assertThat(read()).as("as it should be").isEmpty();
            var other = new HashMap<>(ROUND);
            other.replace(name, name.equals("contentHash") ? "0".repeat(64) : 3);
            for (var at = 0; at < ledger.rows.size(); at++) {
                if (ledger.rows.get(at).text().contains(action)) {
                    var hidden = signed("grace", "APPROVE");
                    hidden.replace("actor", action.equals("DECIDED") ? "system" : "grace");
                    hidden.put("article", name.equals("article") ? "another" : Ledger.ARTICLE);
                    ledger.rows.set(at, Ledger.row(at, ledger.now, action, other, hidden));
                }
            }
            assertThat(read()).as(action).hasSize(1);
        }
    }

    @Test
    void standsOnWhatWasCorrected() {
        opened("1", "any");
        verdict("grace", "REJECT", 1);
        verdict("grace", "APPROVE", 2).decided("system").approved();
        assertThat(read()).isEmpty();

        ledger.rows.clear();
        opened("1", "any").verdict("grace");
        verdict("grace", "REJECT", 2).decided("system").approved();
        assertThat(read()).hasSize(1);
    }

    /** Whoever may append has what was said before a correction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void standsOnNothingThatAHigherNumberTookThePlaceOf(int again) {
        opened("1", "any");
        verdict("grace", "APPROVE", 1);
        verdict("grace", "REJECT", 2);
        verdict("grace", "APPROVE", again).decided("system").approved();
        assertThat(lacks()).isEqualTo("the process decided, and not all verdicts are for it");
    }

    @Test
    void countsNoSignatureTwice() {
        opened("2", "any,any").textBy("grace", "one").textBy("olga", "one");
        decided("system").approved();
        assertThat(read())
                .hasSize(2)
                .contains(
                        "SIGNATURE_NOT_FOR_RECORD seq 2: its signature is that of an earlier entry")
                .anyMatch(found -> found.endsWith("1 are signed"));

        ledger.rows.clear();
        opened("2", "any,any").textBy("grace", "one").textBy("olga", "two");
        decided("system").approved();
        assertThat(read()).as("each its own").isEmpty();

        round = SECOND;
        opened("1", "any").textBy("grace", "one").decided("system").approved();
        assertThat(read()).as("in another round").isEmpty();

        ledger.rows.clear();
        round = ROUND;
        opened("1", "any").textBy("grace", "one");
        ledger.append("DECIDED", ROUND, text("clara", "one"));
        approved();
        assertThat(read()).as("as a decision").hasSize(2);
    }

    /** For whoever asks of one approval: what an entry was that contradicts itself may have been against it. */
    @Test
    void areCarriedByNoRoundOfWhichAnEntryContradictsItself() {
        opened("2", "any,any,any").verdict("grace").verdict("olga");
        verdict("paul", "REJECT", 1).decided("clara").approved();
        assertThat(carried()).isEmpty();

        ledger.rows.remove(3);
        assertThat(carried()).hasValueSatisfying(whole -> assertThat(whole.verdicts()).hasSize(2));
        for (var damaged = 0; damaged < ledger.rows.size(); damaged++) {
            var row = ledger.rows.get(damaged);
            ledger.rows.set(damaged, row.withPayload("{\"reason\":\"none\"}"));
            assertThat(carried()).as("entry %d", damaged).isEmpty();
            ledger.rows.set(damaged, row);
        }
        var verdicts = ledger.rows.subList(1, 3).stream().map(Ledger.Row::entry).toList();
        var approval = ledger.rows.getLast();
        assertThat(CarriedApprovals.known(Ledger.ARTICLE, approval.entry(), verdicts))
                .isEqualTo(carried());
        assertThat(CarriedApprovals.known("another", approval.entry(), verdicts)).isEmpty();
        assertThat(
                        CarriedApprovals.known(
                                Ledger.ARTICLE, approval.withPayload("[]").entry(), verdicts))
                .isEmpty();
    }

    @Test
    void areCarriedByNoSignatureWithoutATextOnceThereAreTexts() {
        opened("1", "any");
        ledger.append("RECOMMENDED", ROUND, whole("grace"));
        decided("system").approved();
        assertThat(carried()).isPresent();

        round = SECOND;
        opened("1", "any").verdict("grace").decided("system").approved();
        assertThat(carried()).isEmpty();

        ledger.rows.subList(0, 4).clear();
        assertThat(carried()).as("where none had one yet").isPresent();
    }

    private static Map<String, String> whole(String actor) {
        var signed = signed(actor, "APPROVE");
        signed.put(
                "signature",
                "{\"article\":\"%s\",\"contentHash\":\"%s\",\"meaning\":\"APPROVE\",\"revision\":2,\"signedAt\":\"2026-03-01T12:00:00.000000Z\"}"
                        .formatted(Ledger.ARTICLE, Ledger.CONTENT));
        return signed;
    }

    private Optional<CarriedApproval> carried() {
        var reviews = CarriedApprovals.ofTheTrail();
        Optional<CarriedApprovals.Approval> last = Optional.empty();
        for (var row : ledger.rows) {
            last = reviews.entry(row.entry());
        }
        return last.flatMap(CarriedApprovals.Approval::carried);
    }

    private SignedApprovalsTests textBy(String actor, String nonce) {
        ledger.append("RECOMMENDED", round, text(actor, nonce));
        return this;
    }

    private static Map<String, String> text(String actor, String nonce) {
        var signed = signed(actor, "APPROVE");
        signed.put("signature", "{\"actor\":\"%s\",\"nonce\":\"%s\"}".formatted(actor, nonce));
        return signed;
    }

    @Test
    void takesNoCorrectionForAVerdictOfItsOwn() {
        opened("2", "any,any").verdict("grace");
        verdict("olga", "APPROVE", 2).decided("system").approved();
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 1 are signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANGES_REQUESTED", "REJECTED", "WITHDRAWN", "ROUND_SUPERSEDED"})
    void isNotOfARoundThatEnded(String end) {
        opened("1", "any").verdict("grace").decided("system");
        ledger.append(end, ROUND, Map.of());
        approved();
        assertThat(lacks()).isEqualTo("no review of this text was open");
    }

    @Test
    void isGivenOnce() {
        opened("1", "any").verdict("grace").decided("system").approved().approved();
        assertThat(read()).hasSize(1).allMatch(found -> found.contains("seq 4"));
    }

    @Test
    void isStillThereAfterOneThatNobodyGave() {
        opened("1", "any").verdict("grace").approved();
        decided("system").approved();
        assertThat(read()).hasSize(1).allMatch(found -> found.contains("seq 2"));
    }

    @Test
    void startsAnewWhenItsTextIsOpenedAgain() {
        opened("1", "any").verdict("grace").decided("system").approved();
        round = SECOND;
        opened("1", "any").approved();
        assertThat(lacks()).isEqualTo("nothing was decided");
    }

    /** A veto would be gone, and a text that was signed could be used once more. */
    @Test
    void isNotOpenedAnewBeforeItsRoundHasEnded() {
        opened("2", "any,any").textBy("grace", "one").verdict("olga", "REJECT", 1);
        opened("1", "any").textBy("grace", "one").decided("system").approved();
        assertThat(read())
                .hasSize(3)
                .contains(
                        "SIGNATURE_NOT_FOR_RECORD seq 3: it opens a round of a text whose round has not ended")
                .contains(
                        "SIGNATURE_NOT_FOR_RECORD seq 4: its signature is that of an earlier entry");
    }

    /** Whoever may append can end a round in which somebody rejected the text: what was signed in it is of its number. */
    @ParameterizedTest
    @ValueSource(strings = {"ROUND_SUPERSEDED", "WITHDRAWN", "REJECTED"})
    void isOfNoRoundWhoseNumberTheTextHadBefore(String end) {
        opened("2", "any,any").verdict("grace").verdict("olga", "REJECT", 1);
        ledger.append(end, ROUND, Map.of());
        opened("1", "any").verdict("grace").decided("system").approved();
        assertThat(read())
                .contains(
                        "SIGNATURE_NOT_FOR_RECORD seq 4: it opens a round of a text that has had one of that number")
                .anyMatch(found -> found.endsWith("no review of this text was open"));
        assertThat(carried()).isEmpty();

        round = SECOND;
        opened("1", "any").verdict("grace").decided("system").approved();
        assertThat(carried()).as("with a number of its own").isPresent();
    }

    /** A reviewer who is redacted, or an archive of another article. */
    @Test
    void saysWhatWasNotChecked() {
        opened("2", "any,any").verdict("grace").verdict("olga").decided("system").approved();
        for (var at = 0; at < 4; at++) {
            for (var payload : new String[] {"{}", null}) {
                var whole = ledger.rows.get(at);
                ledger.rows.set(at, whole.withPayload(payload));
                var other = new SignedApprovals(findings);
                read(other);
                assertThat(findings.all()).as("seq %d: %s", at, payload).isEmpty();
                assertThat(other.end())
                        .containsExactly(
                                "approvals of which it is redacted or withheld who signed, and what, and was not checked: 1");
                ledger.rows.set(at, whole);
            }
        }
    }

    @Test
    void standsOnNoVerdictAtAllNotEvenOneThatIsWithheld() {
        opened("1", "any").decided("clara").approved();
        for (var at = 0; at < 3; at++) {
            ledger.rows.set(at, ledger.rows.get(at).withPayload(null));
        }
        assertThat(lacks()).isEqualTo("no verdict is for it");
    }

    @Test
    void takesACorrectionForThatOfAVerdictThatIsRedacted() {
        opened("2", "any,any").verdict("grace").verdict("olga");
        verdict("grace", "REJECT", 2).decided("clara").approved();
        ledger.rows.set(1, ledger.rows.get(1).withPayload("{}"));
        assertThat(lacks()).isEqualTo("a verdict rejects the text");

        ledger.rows.clear();
        opened("2", "any,any").verdict("grace").verdict("olga");
        verdict("grace", "APPROVE", 2).decided("system").approved();
        ledger.rows.set(1, ledger.rows.get(1).withPayload("{}"));
        ledger.rows.set(3, ledger.rows.get(3).withPayload("{}"));
        assertThat(read()).isEmpty();
        ledger.rows.remove(2);
        ledger.rows.set(1, ledger.rows.get(1).withPayload("{}"));
        assertThat(lacks()).as("two entries of one").startsWith("of the verdicts");
    }

    /** In words that name somebody who is redacted. */
    @Test
    void standsOnACorrectionThatIsRedactedWhereTheVerdictIsNot() {
        opened("2", "any,any").verdict("grace");
        verdict("olga", "REJECT", 1);
        verdict("olga", "APPROVE", 2).decided("system").approved();
        ledger.rows.set(3, ledger.rows.get(3).withPayload("{}"));
        assertThat(read()).isEmpty();
        assertThat(approvals.end()).hasSize(1);

        ledger.rows.clear();
        opened("2", "any,any").verdict("grace");
        verdict("olga", "REJECT", 1);
        verdict("grace", "APPROVE", 3).decided("system").approved();
        ledger.rows.set(3, ledger.rows.get(3).withPayload("{}"));
        assertThat(lacks()).as("of no verdict").contains("not all verdicts are for it");
    }

    @Test
    void asksForOneVerdictWhereItIsNotToldHowMany() {
        opened("9", "any,any").decided("system").approved();
        ledger.rows.set(0, ledger.rows.getFirst().withPayload(null));
        assertThat(lacks()).startsWith("of the verdicts that the round asked for, 0 are signed");

        for (var by : List.of("clara", "system")) {
            ledger.rows.clear();
            opened("9", "any,any").verdict("grace").decided(by).approved();
            ledger.rows.set(0, ledger.rows.getFirst().withPayload(null));
            assertThat(read()).as(by).isEmpty();
        }
    }

    private SignedApprovalsTests opened(String quorum, String slots) {
        ledger.append(
                "ROUND_OPENED",
                round,
                hidden("article", Ledger.ARTICLE, "quorum", quorum, "slots", slots));
        return this;
    }

    private SignedApprovalsTests verdict(String actor) {
        return verdict(actor, "APPROVE", 1);
    }

    private SignedApprovalsTests verdict(String actor, String meaning, int number) {
        var clear = new HashMap<>(round);
        clear.put("number", number);
        ledger.append(number == 1 ? "RECOMMENDED" : "CORRECTED", clear, signed(actor, meaning));
        return this;
    }

    private SignedApprovalsTests decided(String actor) {
        ledger.append(
                "DECIDED",
                round,
                actor.equals("system")
                        ? hidden("actor", actor, "meaning", "APPROVE")
                        : signed(actor, "APPROVE"));
        return this;
    }

    private SignedApprovalsTests approved() {
        ledger.append("APPROVED", round, hidden("article", Ledger.ARTICLE));
        return this;
    }

    private static Map<String, String> signed(String actor, String meaning) {
        return hidden(
                "actor",
                actor,
                "article",
                Ledger.ARTICLE,
                "meaning",
                meaning,
                "signature",
                Ledger.SESSION);
    }

    /** The rest of the one sentence that is found. */
    private String lacks() {
        var found = read();
        assertThat(found).hasSize(1);
        return found.getFirst().replaceFirst(".*nobody could give: ", "");
    }

    private List<String> read() {
        var before = findings.all().size();
        approvals = new SignedApprovals(findings);
        read(approvals);
        return findings.all().stream().skip(before).map(Object::toString).toList();
    }

    private void read(SignedApprovals reader) {
        for (var row : ledger.rows) {
            reader.entry(ExaminedEntry.of(row.entry(), true));
        }
    }
}
