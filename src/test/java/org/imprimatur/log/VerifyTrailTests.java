package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.imprimatur.log.Ledger.hidden;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks carry the numbers they have in the table of what must be found. */
@DisplayName("A trail")
class VerifyTrailTests {

    private final Ledger ledger = Ledger.of(12);
    private final List<SignedCheckpoint> kept = new ArrayList<>();
    private final List<VerifierKey> pinned = new ArrayList<>();
    private final List<VerifierKey> required = new ArrayList<>();

    @Test
    void thatNobodyTouchedIsAccepted() {
        assertThat(verdicts()).isEmpty();
        assertThat(sentences())
                .contains("12 entries, 12 checkpoints")
                .anyMatch(line -> line.startsWith("newest checkpoint: size 12, signed at 2026-"))
                .anyMatch(line -> line.contains("compare it with what the publisher prints"));
        pinned.add(Ledger.KEY.verifier());
        required.add(Ledger.WITNESS.verifier().asCosigner());
        assertThat(verdicts()).isEmpty();
        assertThat(sentences())
                .contains("witness.example/w1 cosigned up to size 12")
                .noneMatch(line -> line.contains("compare"));
    }

    @Test
    void isAcceptedWithWhatIsNotYetSigned() {
        ledger.pass(Duration.ofHours(2)).verdict().verdict();

        assertThat(verdicts()).isEmpty();
        assertThat(sentences()).contains("not yet signed: the entries from seq 12 on");
    }

    @Test
    void isAcceptedEmpty() {
        ledger.rows.clear();
        ledger.checkpoints.clear();

        assertThat(verdicts()).isEmpty();
        ledger.sign();
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void isAcceptedByWhoKeptOneOfItsCheckpoints() {
        keep(ledger.checkpoints.get(4).note());
        keep(ledger.newest());

        assertThat(verdicts()).isEmpty();
    }

    @Test
    void withoutAnyCheckpointIsNobodys() {
        ledger.checkpoints.clear();

        assertThat(verdicts()).containsExactly("BAD_SIGNATURE");
    }

    @Test
    void t1WithAnEditedLeaf() {
        edit(5, row -> row.withBytes(row.text().replace("\"round\":1", "\"round\":2")));

        assertThat(verdicts()).startsWith("LEAF_MISMATCH seq 5").contains("ROOT_MISMATCH seq 5");
    }

    @Test
    void t2WithAnEditedLeafAndItsHash() {
        edit(5, row -> row.withBytes(row.text().replace("\"round\":1", "\"round\":2")).rehashed());

        assertThat(verdicts()).containsExactly("ROOT_MISMATCH seq 5");
        ledger.pass(Duration.ofMinutes(1)).verdict();
        assertThat(verdicts()).containsExactly("ROOT_MISMATCH seq 5");
        edit(5, row -> row.withBytes("no leaf").rehashed());
        assertThat(verdicts()).startsWith("ROOT_MISMATCH seq 5").contains("PAYLOAD_MISMATCH seq 5");
    }

    @Test
    void t3WithARebuiltTree() {
        edit(5, row -> row.withBytes(row.text().replace("\"round\":1", "\"round\":2")).rehashed());
        var root = ledger.root(12).base64();
        checkpoint(
                11,
                note ->
                        note.lines().toList().get(0)
                                + "\n12\n"
                                + root
                                + note.substring(note.indexOf("\n\n")));

        assertThat(verdicts()).startsWith("BAD_SIGNATURE");
    }

    @Test
    void t4WithoutAMiddleRow() {
        ledger.rows.remove(5);

        assertThat(verdicts()).containsExactly("GAP seq 5");
    }

    @Test
    void t5WithoutItsTail() {
        ledger.rows.removeLast();
        ledger.rows.removeLast();

        assertThat(verdicts()).containsExactly("TRUNCATED seq 10");
        keep(ledger.newest());
        ledger.checkpoints.removeLast();
        ledger.checkpoints.removeLast();
        assertThat(verdicts()).containsExactly("TRUNCATED seq 10");
    }

    @Test
    void t7WithAnInsertedRow() {
        insert(5);

        assertThat(verdicts()).containsExactly("INCONSISTENT seq 5");
        keep(ledger.newest());
        assertThat(verdicts()).containsExactly("INCONSISTENT seq 5");
        ledger.checkpoints.subList(5, 12).clear();
        assertThat(verdicts()).containsExactly("INCONSISTENT seq 5");
    }

    @Test
    void t7WithTwoInsertedRows() {
        insert(5);
        insert(5);

        assertThat(verdicts()).startsWith("ROOT_MISMATCH seq 5");
        keep(ledger.newest());
        ledger.checkpoints.subList(5, 12).clear();
        assertThat(verdicts()).as("against an older checkpoint").containsExactly("INCONSISTENT");
        kept.clear();
        keep(Ledger.of(0).sign().newest());
        assertThat(verdicts()).as("against the empty one").isEmpty();
    }

    @Test
    void t8WithTwoRowsSwapped() {
        var fifth = ledger.rows.get(5);
        var sixth = ledger.rows.get(6);
        ledger.rows.set(5, sixth.at(5));
        ledger.rows.set(6, fifth.at(6));

        assertThat(verdicts()).startsWith("ROOT_MISMATCH seq 5");
    }

    @Test
    void t8WithItsLastTwoRowsSwapped() {
        var tenth = ledger.rows.get(10);
        ledger.rows.set(10, ledger.rows.get(11).at(10));
        ledger.rows.set(11, tenth.at(11));

        assertThat(verdicts()).startsWith("ROOT_MISMATCH seq 10");
    }

    @Test
    void t9WithABackdatedEvent() {
        ledger.pass(Duration.ofDays(-30)).verdict().pass(Duration.ofDays(30)).sign();

        assertThat(verdicts()).startsWith("TIME_OUT_OF_BOUNDS seq 12");
        ledger.pass(Duration.ofDays(1)).verdict().pass(Duration.ofDays(-1)).sign();
        assertThat(verdicts()).startsWith("TIME_OUT_OF_BOUNDS seq 12");
        ledger.rows.subList(12, 13).clear();
        ledger.rows.set(12, ledger.rows.get(12).at(12));
        ledger.checkpoints.subList(12, 14).clear();
        ledger.sign();
        assertThat(verdicts()).containsExactly("TIME_OUT_OF_BOUNDS seq 12");
    }

    @Test
    void t12WithoutTheRowsOfAnArticle() {
        ledger.rows.removeIf(row -> row.seq() % 3 == 1);

        assertThat(verdicts()).startsWith("GAP seq 1");
        assertThat(findings().count(Verdict.GAP)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11})
    void t13WithAnEditedCheckpoint(int which) {
        var note = ledger.checkpoints.get(which).note();
        for (var at = 0; at < note.length(); at += 23) {
            var edited = new StringBuilder(note);
            edited.setCharAt(at, note.charAt(at) == 'x' ? 'y' : 'x');
            checkpoint(which, old -> edited.toString());
            assertThat(verdicts()).startsWith("BAD_SIGNATURE");
        }
    }

    @Test
    void t13WithACheckpointUnderAnotherSize() {
        ledger.checkpoints.set(4, new Ledger.Stored(6, ledger.checkpoints.get(4).note()));

        assertThat(verdicts()).containsExactly("BAD_SIGNATURE");
    }

    @Test
    void t14RewrittenAndSignedWithTheStolenKey() {
        var honest = ledger.newest();
        edit(5, row -> row.withBytes(row.text().replace("\"round\":1", "\"round\":2")).rehashed());
        ledger.pass(Duration.ofMinutes(1)).verdict().sign();

        assertThat(verdicts()).containsExactly("FORK");
        ledger.checkpoints.subList(0, 12).clear();
        assertThat(verdicts()).isEmpty();
        keep(honest);
        assertThat(verdicts()).containsExactly("FORK");
    }

    @Test
    void t15ShownInTwoVersions() {
        keep(ledger.newest());
        edit(11, row -> row.withBytes(row.text().replace("\"round\":1", "\"round\":2")).rehashed());
        ledger.checkpoints.removeLast();
        ledger.sign();

        assertThat(verdicts()).containsExactly("FORK");
    }

    @Test
    void t16UnderAnotherKey() {
        var other = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.keys.set(0, other.verifier());
        assertThat(verdicts()).containsExactly("UNKNOWN_KEY");

        ledger.checkpoints.clear();
        ledger.sign(other);
        assertThat(verdicts()).startsWith("UNKNOWN_KEY");
        pinned.clear();
        assertThat(verdicts()).isEmpty();
    }

    /** Whoever hands a file on can list a key in it, and sign with that as many entries as they like. */
    @Test
    void isNotCutOffWhereAStrangerSignedMore() {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.keys.addFirst(stranger.verifier());
        keep(
                stranger.sign(new Checkpoint(Ledger.ORIGIN, 1_000, Hasher.leaf(new byte[0])))
                        .toString());

        assertThat(verdicts()).containsExactly("UNKNOWN_KEY");
    }

    /** Nor is what is not signed called so because a stranger signed it. */
    @Test
    void saysWhatNobodySignedWhoIsTrusted() {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.keys.addFirst(stranger.verifier());
        ledger.pass(Duration.ofHours(1)).verdict().sign(stranger);

        assertThat(sentences()).contains("not yet signed: the entries from seq 12 on");
    }

    @Test
    void goesOnUnderAKeyThatTheOldOneHandedOverTo() {
        var next = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.pass(Duration.ofHours(1)).rotated(next);
        ledger.keys.add(next.verifier());
        ledger.sign(next);
        assertThat(verdicts()).as("before the old key has said so").startsWith("UNKNOWN_KEY");

        ledger.checkpoints.removeLast();
        ledger.sign().pass(Duration.ofHours(1)).verdict().sign(next);
        assertThat(verdicts()).isEmpty();
        pinned.set(0, next.verifier());
        assertThat(verdicts()).as("under the new key").isEmpty();
        pinned.set(0, SigningKey.generate(Ledger.ORIGIN).verifier());
        assertThat(verdicts()).containsExactly("UNKNOWN_KEY");
    }

    /** Whoever hands out a genuine export can list a key of their own in it, and sign with that. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotBlamedForWhatAStrangerSigned(boolean keptElsewhere) {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        ledger.keys.addFirst(stranger.verifier());
        pinned.add(Ledger.KEY.verifier());
        assertThat(verdicts()).as("of a key that signs nothing").isEmpty();
        forge(stranger, keptElsewhere);

        assertThat(findings().all())
                .extracting(Object::toString)
                .containsExactly(
                        "UNKNOWN_KEY: a checkpoint of size 4 that these entries do not fit is signed by "
                                + stranger.verifier()
                                + ", which was not named");
        pinned.clear();
        assertThat(verdicts()).as("without a key that is named").containsExactly("FORK");
        pinned.addAll(List.of(Ledger.KEY.verifier(), stranger.verifier()));
        assertThat(verdicts()).as("of two that are named").containsExactly("FORK");
    }

    /** What it fits proves nothing either. */
    @Test
    void isNotSaidToHaveForkedFromWhatAStrangerSigned() {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        ledger.keys.addFirst(stranger.verifier());
        pinned.add(Ledger.KEY.verifier());
        edit(3, row -> row.withBytes(row.text().replace("round\":1", "round\":2")).rehashed());
        ledger.sign(stranger).sign();
        ledger.checkpoints.subList(11, 12).clear();

        assertThat(verdicts()).containsExactly("FORK");
        ledger.checkpoints.removeLast();
        ledger.sign(stranger);
        assertThat(verdicts()).containsExactly("UNKNOWN_KEY", "ROOT_MISMATCH seq 3");
    }

    /** What somebody kept elsewhere signs as well as what lies in the file. */
    @Test
    void explainsARedactionAndAKeyUnderACheckpointThatWasKept() {
        var next = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.pass(Duration.ofHours(1)).rotated(next).redact(4).sign();
        keep(ledger.newest());
        ledger.checkpoints.removeLast();
        ledger.keys.add(next.verifier());

        assertThat(verdicts()).isEmpty();
        assertThat(sentences()).noneMatch(line -> line.startsWith("not yet signed"));

        kept.clear();
        assertThat(verdicts()).containsExactly("UNKNOWN_KEY", "PAYLOAD_MISMATCH seq 4");
    }

    @Test
    void hasForkedWhereTheStrangerIsHandedOverToLater() {
        var next = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.keys.add(next.verifier());
        forge(next, false);
        ledger.rotated(next).sign();

        assertThat(verdicts()).containsExactly("FORK");
    }

    /** As of that moment, and over other entries. */
    private void forge(SigningKey key, boolean keptElsewhere) {
        var checkpoint = new Checkpoint(Ledger.ORIGIN, 4, Hasher.leaf(new byte[0]));
        var then = Instant.parse("2026-03-01T12:40:04Z");
        var note = key.sign(checkpoint).with(key.cosign(checkpoint, then)).toString();
        if (keptElsewhere) {
            keep(note);
        } else {
            ledger.checkpoints.add(4, new Ledger.Stored(4, note));
        }
    }

    /** Whoever may append can name any key, and the log signs over whatever was appended. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "the new one", "the old one, for another", "another log's"})
    void doesNotGoOnUnderAKeyThatTheOldOneDidNotHandOverTo(String signer) {
        var next =
                SigningKey.generate(
                        signer.startsWith("another") ? "log.example/else" : Ledger.ORIGIN);
        var handover =
                switch (signer) {
                    case "nobody" -> "";
                    case "the new one" -> next.handOver(next.verifier());
                    case "the old one, for another" ->
                            Ledger.KEY.handOver(SigningKey.generate(Ledger.ORIGIN).verifier());
                    default -> Ledger.KEY.handOver(next.verifier());
                };
        pinned.add(Ledger.KEY.verifier());
        ledger.pass(Duration.ofHours(1)).rotated(next, handover).sign();
        ledger.keys.add(next.verifier());
        ledger.pass(Duration.ofHours(1)).verdict().sign(next);

        assertThat(verdicts()).startsWith("UNKNOWN_KEY");
    }

    @Test
    void doesNotGoOnUnderAKeyBecauseAnotherEntryNamesOne() {
        var next = SigningKey.generate(Ledger.ORIGIN);
        pinned.add(Ledger.KEY.verifier());
        ledger.pass(Duration.ofHours(1))
                .append(
                        "LOG_REOPENED",
                        Map.of(
                                "fromKey", Ledger.KEY.verifier(),
                                "toKey", next.verifier(),
                                "handover", Ledger.KEY.handOver(next.verifier())),
                        Map.of())
                .sign();
        ledger.keys.add(next.verifier());
        ledger.pass(Duration.ofHours(1)).verdict().sign(next);

        assertThat(verdicts()).startsWith("UNKNOWN_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "contentHash", "revision", "meaning", "signedAt"})
    void t17WithASignatureFromElsewhere(String name) {
        assertThat(signedFor(Map.of())).isEmpty();
        var value = name.equals("revision") ? "3" : "another";
        assertThat(signedFor(Map.of(name, value)))
                .containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
        assertThat(signedFor(Map.of(name, ""))).containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
    }

    /** A value that is empty is one, and another one than was signed. */
    @ParameterizedTest
    @ValueSource(strings = {"article", "meaning", "nonce"})
    void t17WithASignatureForMoreThanIsSaid(String name) {
        var record = hidden("article", Ledger.ARTICLE, "meaning", "APPROVE");
        record.put(name, "");

        assertThat(signedFor(Map.of(), record)).containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
    }

    @Test
    void t17WithASignatureThatIsNone() {
        ledger.append("RECOMMENDED", Map.of(), hidden("signature", "{")).sign();

        assertThat(verdicts()).containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
    }

    /** What is not in a record cannot contradict the text of another. */
    @ParameterizedTest
    @ValueSource(strings = {"article", "contentHash", "revision", "meaning"})
    void t17WithASignatureFromElsewhereForWhichItLeavesRoom(String name) {
        assertThat(signedFor(Map.of())).isEmpty();
        var whole = ledger.rows.removeLast();
        ledger.checkpoints.removeLast();
        var leaf = whole.text().replaceFirst("\"" + name + "\":(\"[^\"]*\"|[0-9]+),?", "");
        var payload = whole.disclosed().replaceFirst("\"" + name + "\":\\{[^}]*},?", "");
        ledger.rows.add(
                whole.withBytes(leaf.replace(",}", "}"))
                        .rehashed()
                        .withPayload(payload.replace(",}", "}")));
        ledger.sign();

        assertThat(verdicts())
                .containsExactly("PAYLOAD_MISMATCH seq 12", "SIGNATURE_NOT_FOR_RECORD seq 12");
    }

    /** An answer that a key once gave and nobody used is not to become a signature later. */
    @Test
    void t17WithASignatureOfLongBefore() {
        var now = ledger.now.plusSeconds(60);
        assertThat(signedFor(Map.of("signedAt", at(now.minusSeconds(360))))).isEmpty();
        now = ledger.now.plusSeconds(60);
        assertThat(signedFor(Map.of("signedAt", at(now.minusSeconds(361)))))
                .containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
        assertThat(signedFor(Map.of("signedAt", "today")))
                .containsExactly("SIGNATURE_NOT_FOR_RECORD seq 12");
    }

    private static String at(Instant moment) {
        return moment.toString().replace("Z", ".000000Z");
    }

    /** Who could leave the text out could say that anybody signed. */
    @Test
    void t17WithoutTheTextThatAllSignaturesHaveByThen() {
        var session = hidden("actor", "grace", "signature", "0195f1a0-0000-7000-8000-00000000000a");
        ledger.append("RECOMMENDED", Map.of(), session).sign();
        assertThat(verdicts()).as("before the first text").isEmpty();
        assertThat(signedFor(Map.of())).isEmpty();

        ledger.append("DECIDED", Map.of(), hidden("actor", "system")).sign();
        assertThat(verdicts()).isEmpty();
        for (var action : List.of("RECOMMENDED", "CORRECTED", "DECIDED")) {
            for (var signature : List.of(session, hidden("actor", "grace"))) {
                ledger.append(action, Map.of(), signature).sign();
                assertThat(verdicts())
                        .as(action)
                        .filteredOn(found -> !found.startsWith("PAYLOAD_MISMATCH"))
                        .containsExactly("SIGNATURE_NOT_FOR_RECORD seq 14");
                ledger.rows.removeLast();
                ledger.checkpoints.removeLast();
            }
        }
    }

    /** Whoever hands a file on can write at its end who asked and who consented. */
    @Test
    void t19WithARedactionThatTheLogDidNotSign() {
        ledger.pass(Duration.ofHours(1)).redact(4);
        assertThat(verdicts()).containsExactly("PAYLOAD_MISMATCH seq 4");
        ledger.sign();
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void t19WithALawfulRedaction() {
        ledger.pass(Duration.ofHours(1)).redact(4).sign();

        assertThat(verdicts()).isEmpty();
        assertThat(sentences())
                .contains(
                        "redacted at seq 4, as the entry at seq 14 says, for which ada asked and otto consented");
    }

    @Test
    void t19WithAnEditedPayload() {
        for (var edited :
                List.of(
                        "",
                        "{}",
                        "[]",
                        "{",
                        "{\"actor\":\"grace\"}",
                        ledger.rows.get(4).disclosed().replace("grace", "grade"),
                        ledger.rows.get(4).disclosed().replace("\"actor\"", "\"role\""),
                        ledger.rows.get(4).disclosed().replace("\":{", "\": {"),
                        ledger.rows.get(4).disclosed().replace("salt\":\"", "salt\":\"00"))) {
            edit(4, row -> row.withPayload(edited));
            assertThat(verdicts()).startsWith("PAYLOAD_MISMATCH seq 4");
        }
        edit(4, row -> row.withPayload(null));
        assertThat(verdicts()).isEmpty();
        assertThat(sentences()).contains("payloads withheld by whoever exported: 1");
    }

    @Test
    void t19WithoutOneOfTheDisclosedValues() {
        var whole = ledger.rows.get(4).disclosed();
        var first = whole.substring(1, whole.indexOf("},") + 2);
        edit(4, row -> row.withPayload(whole.replace(first, "")));

        assertThat(verdicts()).containsExactly("PAYLOAD_MISMATCH seq 4");
    }

    @Test
    void t19WithARedactionThatForgotNothing() {
        var disclosed = ledger.rows.get(4).disclosed();
        ledger.pass(Duration.ofHours(1)).redact(4).sign();
        edit(4, row -> row.withPayload(disclosed));

        assertThat(verdicts()).containsExactly("PAYLOAD_MISMATCH seq 14");
        ledger.begun = 15;
        assertThat(verdicts()).containsExactly("PAYLOAD_MISMATCH seq 14");

        ledger.begun = 14;
        assertThat(verdicts()).as("told before it was redacted").isEmpty();
    }

    @Test
    void t21WithTheClockSetBack() {
        ledger.pass(Duration.ofHours(-1)).verdict();

        assertThat(verdicts()).containsExactly("TIME_REGRESSION seq 12");
        ledger.rows.removeLast();
        ledger.pass(Duration.ofHours(1)).verdict().pass(Duration.ofMillis(-900)).verdict();
        assertThat(verdicts()).as("a correction of less than a second").isEmpty();
    }

    @Test
    void t22WithABitFlipped() {
        var bytes = ledger.rows.get(7).bytes().clone();
        bytes[40] ^= 4;
        edit(7, row -> new Ledger.Row(7, bytes, row.hash(), row.payload()));

        assertThat(verdicts()).startsWith("LEAF_MISMATCH seq 7");
    }

    @Test
    void isNotCosignedByWhoDidNot() {
        required.add(SigningKey.generate("witness.example/w2").verifier().asCosigner());

        assertThat(verdicts()).containsExactly("BAD_SIGNATURE");
    }

    @Test
    void isNotHeldAgainstTheCheckpointOfAnotherKey() {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        keep(ledger.sign(stranger).newest());
        ledger.checkpoints.removeLast();

        assertThat(verdicts()).isEmpty();
    }

    @Test
    void isReadHoweverItsMutationsLook() {
        mutate(100);
    }

    @Test
    @Tag("full")
    void isReadHoweverTenThousandMutationsLook() {
        mutate(10_000);
    }

    @Nested
    @DisplayName("cannot be read")
    class Unread {

        @Test
        void ifItIsCutOff() {
            var export = ledger.export();
            for (var length = 0; length < export.length; length += 97) {
                var cut = Arrays.copyOf(export, length);
                assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> verify(cut));
            }
            var more = Arrays.copyOf(export, export.length + 1);
            assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> verify(more));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "imprimatur-trail/2\n\nend 0 0\n",
                    "imprimatur-trail/1\nend 0 0\n",
                    "imprimatur-trail/1\n\nend 1 0\n",
                    "imprimatur-trail/1\n\nend 0 1\n",
                    "imprimatur-trail/1\n\nend 0\n",
                    "imprimatur-trail/1\n\nend 00 0\n",
                    "imprimatur-trail/1\n\nentry 0 00 1 1\n",
                    "imprimatur-trail/1\n\ncheckpoint 1\n",
                    "imprimatur-trail/1\n\ncheckpoint 1 99999999999\n",
                    "imprimatur-trail/1\n\ncheckpoint 1 65537\n",
                    "imprimatur-trail/1\nkey none\n\nend 0 0\n",
                    "imprimatur-trail/1\nlock x\n\nend 0 0\n",
                    "imprimatur-trail/1\nbegun x\n\nend 0 0\n",
                    "imprimatur-trail/1\nbegun 1\nbegun 1\n\nend 0 0\n",
                    "imprimatur-trail/1\n\nbegin\nend 0 0\n"
                })
        void ifItIsNone(String file) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> verify(file.getBytes(StandardCharsets.US_ASCII)));
        }

        /** Longer parts than the database holds are nobody's, and could be longer than memory. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "entry 0 HASH 1024 -\nx",
                    "entry 0 HASH 1 16777216\nx\n",
                    "checkpoint 0 65536\nx"
                })
        void ifAPartIsLongerThanAnyThatIsKept(String part) {
            var begun = "imprimatur-trail/1\n\n" + part.replace("HASH", "0".repeat(64));
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> verify(begun.getBytes(StandardCharsets.US_ASCII)))
                    .withMessageContaining("within a part");

            var longer =
                    begun.replace("1024", "1025")
                            .replace("16777216", "16777217")
                            .replace("65536", "65537");
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> verify(longer.getBytes(StandardCharsets.US_ASCII)))
                    .withMessageContaining("has at most");
        }

        @ParameterizedTest
        @CsvSource({"9999, 1, false", "9999, 2, true", "10001, 0, true"})
        void ifItHasMoreKeysThanAnyLog(int keys, int witnesses, boolean tooMany) {
            var key = Ledger.KEY.verifier();
            var export =
                    "imprimatur-trail/1\n"
                            + ("key " + key + "\n").repeat(keys)
                            + ("witness " + key + "\n").repeat(witnesses)
                            + "\n"
                            + (tooMany ? "end 0 0\n" : "end 1 0\n");
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> verify(export.getBytes(StandardCharsets.US_ASCII)))
                    .withMessageContaining(tooMany ? "10000 keys" : "add up");
        }

        /** Before what it signs, it would be held against nothing. */
        @Test
        void ifACheckpointComesTooEarly() {
            pinned.add(Ledger.KEY.verifier());
            edit(
                    5,
                    row ->
                            row.withBytes(row.text().replace("RECOMMENDED", "CORRECTED"))
                                    .rehashed());
            var newest = ledger.checkpoints.getLast();
            ledger.checkpoints.subList(4, 12).clear();
            ledger.checkpoints.add(newest);
            assertThat(verdicts()).containsExactly("ROOT_MISMATCH seq 4");

            var text = new String(ledger.export(), StandardCharsets.UTF_8);
            var note =
                    text.substring(text.lastIndexOf("checkpoint 12 "), text.lastIndexOf("end 12 "));
            var early = text.replace(note, "").replace("\nentry 4 ", "\n" + note + "entry 4 ");
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> verify(early.getBytes(StandardCharsets.UTF_8)))
                    .withMessage("a checkpoint of size 12 before the entry at seq 4");
        }

        @Test
        void ifACheckpointComesTooLate() {
            ledger.checkpoints.add(ledger.checkpoints.removeFirst());

            assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> verify(ledger.export()));
        }
    }

    /** One byte of one row, whatever row and byte: found each time. */
    private void mutate(int times) {
        ledger.rows.subList(4, 12).clear();
        ledger.checkpoints.subList(4, 12).clear();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (var i = 0; i < times; i++) {
            var at = random.nextInt(ledger.rows.size());
            var row = ledger.rows.get(at);
            var stored = ledger.checkpoints.get(at);
            switch (random.nextInt(6)) {
                case 0 -> {
                    var bytes = mutated(row.bytes(), random.nextInt(), random.nextInt());
                    edit(at, old -> new Ledger.Row(old.seq(), bytes, old.hash(), old.payload()));
                }
                case 1 -> {
                    var bytes = mutated(row.bytes(), random.nextInt(), random.nextInt());
                    edit(
                            at,
                            old ->
                                    new Ledger.Row(old.seq(), bytes, old.hash(), old.payload())
                                            .rehashed());
                }
                case 2 -> {
                    var hash = Trees.flipped(row.hash(), random.nextInt(256));
                    edit(at, old -> new Ledger.Row(old.seq(), old.bytes(), hash, old.payload()));
                }
                case 3 -> {
                    var payload =
                            mutated(
                                    row.disclosed().getBytes(StandardCharsets.UTF_8),
                                    random.nextInt(),
                                    random.nextInt());
                    edit(at, old -> new Ledger.Row(old.seq(), old.bytes(), old.hash(), payload));
                }
                case 4 -> edit(at, old -> old.at(old.seq() + 100));
                default -> {
                    var note =
                            mutated(
                                    stored.note().getBytes(StandardCharsets.ISO_8859_1),
                                    random.nextInt(),
                                    random.nextInt());
                    checkpoint(at, old -> new String(note, StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(verdicts()).as("mutation %d of row %d", i, at).isNotEmpty();
            ledger.rows.set(at, row);
            ledger.checkpoints.set(at, stored);
        }
        assertThat(verdicts()).isEmpty();
    }

    private static byte[] mutated(byte[] bytes, int where, int how) {
        var changed = bytes.clone();
        changed[Math.floorMod(where, bytes.length)] ^= (byte) (1 << Math.floorMod(how, 7));
        return changed;
    }

    private List<String> signedFor(Map<String, String> otherwise) {
        return signedFor(otherwise, hidden("article", Ledger.ARTICLE, "meaning", "APPROVE"));
    }

    /** @param record what the entry hides beside the text */
    private List<String> signedFor(Map<String, String> otherwise, Map<String, String> record) {
        var signed =
                hidden(
                        "article",
                        Ledger.ARTICLE,
                        "contentHash",
                        Ledger.CONTENT,
                        "meaning",
                        "APPROVE",
                        "nonce",
                        "0a",
                        "revision",
                        "2",
                        "signedAt",
                        at(ledger.now.plusSeconds(60)));
        otherwise.forEach(
                (name, value) -> {
                    signed.put(name, value);
                    signed.values().removeIf(String::isEmpty);
                });
        var text =
                "{"
                        + String.join(
                                ",",
                                signed.entrySet().stream()
                                        .map(
                                                e ->
                                                        "\"%s\":\"%s\""
                                                                .formatted(
                                                                        e.getKey(), e.getValue()))
                                        .toList())
                        + "}";
        while (ledger.rows.size() > 12) {
            ledger.rows.removeLast();
            ledger.checkpoints.removeLast();
        }
        ledger.pass(Duration.ofMinutes(1))
                .append(
                        "RECOMMENDED",
                        Map.of("revision", 2, "contentHash", Ledger.CONTENT),
                        with(record, text))
                .sign();
        return verdicts();
    }

    private static Map<String, String> with(Map<String, String> record, String text) {
        var whole = new HashMap<>(record);
        whole.put("signature", text);
        return whole;
    }

    private void insert(int at) {
        for (var i = at; i < ledger.rows.size(); i++) {
            edit(i, row -> row.at(row.seq() + 1));
        }
        ledger.rows.add(at, Ledger.of(1).rows.getFirst().at(at));
        edit(
                at,
                row ->
                        row.withBytes(
                                        row.text()
                                                .replaceFirst(
                                                        "\"time\":\"[^\"]*",
                                                        "\"time\":\"2026-03-01T12:55:00.000000Z"))
                                .rehashed());
    }

    private void edit(int at, UnaryOperator<Ledger.Row> change) {
        ledger.rows.set(at, change.apply(ledger.rows.get(at)));
    }

    private void checkpoint(int at, UnaryOperator<String> change) {
        var stored = ledger.checkpoints.get(at);
        ledger.checkpoints.set(at, new Ledger.Stored(stored.size(), change.apply(stored.note())));
    }

    private void keep(String note) {
        kept.add(SignedCheckpoint.parse(note));
    }

    /** {@code VERDICT} or {@code VERDICT seq N}, the first of each, in the order of precedence. */
    private List<String> verdicts() {
        return findings().firstOfEach().stream()
                .map(finding -> finding.toString().split(":")[0])
                .toList();
    }

    private Findings findings() {
        return verify(ledger.export()).findings;
    }

    private List<String> sentences() {
        return verify(ledger.export()).sentences;
    }

    private Result verify(byte[] export) {
        var findings = new Findings();
        var trust = new Trust(pinned, required);
        try {
            var reader = new TrailExport.Reader(new ByteArrayInputStream(export));
            trust.list(reader.keys(), reader.witnesses());
            var valid =
                    kept.stream()
                            .filter(c -> !trust.examine(c).signers().isEmpty())
                            .map(c -> SignedBy.of(trust.examine(c)))
                            .toList();
            return new Result(
                    findings,
                    new VerifyTrail(trust, valid, findings, _ -> {}, _ -> {}).verify(reader));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private record Result(Findings findings, List<String> sentences) {}
}
