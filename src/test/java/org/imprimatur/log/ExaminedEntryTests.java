package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An entry")
class ExaminedEntryTests {

    private static final Map<String, Object> VERDICT =
            Map.of("revision", 2, "contentHash", Ledger.CONTENT, "round", 1, "number", 1);
    private static final String SALT = "000102030405060708090a0b0c0d0e0f";

    @ParameterizedTest
    @CsvSource({
        "A, true",
        "Z, true",
        "a, true",
        "z, true",
        "0, true",
        "9, true",
        "-, true",
        "_, true",
        "@, false",
        "[, false",
        "`, false",
        "{, false",
        "/, false",
        ":, false",
        "é, false"
    })
    void hidesAValueBehindFortyThreeCharactersOfBase64url(String character, boolean commitment) {
        assertThat(ExaminedEntry.isCommitment("A".repeat(42) + character)).isEqualTo(commitment);
        assertThat(ExaminedEntry.isCommitment(character + "A".repeat(42))).isEqualTo(commitment);
    }

    @Test
    void hidesNothingBehindAnythingElse() {
        assertThat(ExaminedEntry.isCommitment("A".repeat(42))).isFalse();
        assertThat(ExaminedEntry.isCommitment("A".repeat(44))).isFalse();
        assertThat(ExaminedEntry.isCommitment(43L)).isFalse();
    }

    @Test
    void commitsToAValueWithASaltOfSixteenBytes() {
        assertThat(ExaminedEntry.commitment(SALT, "grace"))
                .isEqualTo("3fVK59SPbtjGLi7ORftEVbkjUm8KvtfJ33sN16BKTec");
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> ExaminedEntry.commitment(SALT.substring(2), "grace"));
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> ExaminedEntry.commitment(SALT + "10", "grace"));
    }

    @Test
    void disclosesWhatFitsAndNamesWhatDoesNot() {
        var row =
                Ledger.row(
                        7,
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "CLAIMED",
                        Map.of("round", 1, "revision", 2, "contentHash", Ledger.CONTENT),
                        Ledger.hidden(
                                "actor", "grace", "role", "REVIEWER", "article", Ledger.ARTICLE));
        var other = row.withPayload(row.disclosed().replace("grace", "heidi"));
        var less = row.withPayload(row.disclosed().replaceFirst("\\{\"actor\".*?},", "{"));

        assertThat(ExaminedEntry.of(row.entry(), true).findings()).isEmpty();
        assertThat(ExaminedEntry.of(row.entry(), true).disclosed())
                .isEqualTo(Map.of("actor", "grace", "role", "REVIEWER", "article", Ledger.ARTICLE));
        assertThat(ExaminedEntry.of(other.entry(), true).findings())
                .extracting(Findings.Finding::reason)
                .containsExactly("its leaf does not commit to what is disclosed as actor");
        assertThat(ExaminedEntry.of(other.entry(), true).disclosed())
                .isEqualTo(Map.of("role", "REVIEWER", "article", Ledger.ARTICLE));
        assertThat(ExaminedEntry.of(less.entry(), true).findings())
                .extracting(Findings.Finding::reason)
                .containsExactly("its payload does not disclose its actor");
        assertThat(ExaminedEntry.of(less.entry(), false).findings()).isEmpty();
        assertThat(ExaminedEntry.of(row.withPayload("{}").entry(), true).isSilent()).isTrue();
        assertThat(ExaminedEntry.of(row.withPayload("[]").entry(), true).isSilent()).isFalse();
        assertThat(ExaminedEntry.of(row.withPayload("[]").entry(), true).findings()).hasSize(1);
    }

    @Test
    void isFoundOnceHoweverMuchItsPayloadSays() {
        var row = entry("CLAIMED", new LinkedHashMap<>(), Ledger.hidden("actor", "grace"));
        var members =
                IntStream.range(0, 10_000)
                        .mapToObj("\"%d\":1"::formatted)
                        .collect(Collectors.joining(",", "{", "}"));

        assertThat(reasons(row.withPayload(members)))
                .startsWith("its leaf does not commit to what is disclosed as 0")
                .hasSizeLessThan(4);
        assertThat(reasons(row.withPayload("{\"a\":\"" + "x".repeat(1 << 18) + "\"}")))
                .startsWith("its payload is longer than any");
    }

    /** Half a character has no bytes of its own: with a question mark in its place the commitment would be the same. */
    @Test
    void isNotWhatItWasWithHalfACharacterForAQuestionMark() {
        var row = entry("READ", new LinkedHashMap<>(), Ledger.hidden("actor", "who?"));
        assertThat(reasons(row)).isEmpty();

        assertThat(reasons(row.withPayload(row.disclosed().replace("?", "\\ud800"))))
                .anyMatch(reason -> reason.startsWith("its payload is not the JSON"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor",
                "article",
                "meaning",
                "signature",
                "revision",
                "contentHash",
                "round",
                "number"
            })
    void saysWhatEveryEntryOfItsKindSaysWhetherItIsToldOrNot(String name) {
        var clear = new HashMap<String, Object>(VERDICT);
        var hidden = Ledger.hidden("actor", "grace", "article", Ledger.ARTICLE);
        hidden.putAll(Map.of("meaning", "APPROVE", "signature", Ledger.SESSION));
        var whole = entry("RECOMMENDED", clear, hidden);
        assertThat(reasons(whole)).isEmpty();

        var value = clear.containsKey(name) ? clear.remove(name) : hidden.remove(name);
        var less = entry("RECOMMENDED", clear, hidden);
        for (var payload : new String[] {less.disclosed(), "{}", null}) {
            assertThat(reasons(less.withPayload(payload)))
                    .as(payload)
                    .containsExactly("its leaf does not say its " + name);
        }
        if (VERDICT.containsKey(name)) {
            hidden.put(name, String.valueOf(value));
        } else {
            clear.put(name, value);
        }
        assertThat(reasons(entry("RECOMMENDED", clear, hidden)))
                .as("where others have it in the other form")
                .containsExactly("its leaf does not say its " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSKEY_REGISTERED", "PASSKEY_RENAMED", "PASSKEY_REMOVED"})
    void saysOfAPasskeyWhoseItIsAndWhich(String action) {
        for (var name : List.of("subject", "key")) {
            var hidden = Ledger.hidden("actor", "grace", "subject", "grace", "key", "MCowBQ");
            assertThat(reasons(entry(action, Map.of(), hidden))).isEmpty();
            hidden.remove(name);
            assertThat(reasons(entry(action, Map.of(), hidden)))
                    .containsExactly("its leaf does not say its " + name);
        }
    }

    @Test
    void namesItsActorWhateverElseItIs() {
        var nobody = entry("NOTED", Map.of(), Map.of());
        assertThat(reasons(nobody)).containsExactly("its leaf does not say its actor");
        assertThat(reasons(entry("NOTED", Map.of(), Map.of("actor", "ada")))).isEmpty();
        assertThat(reasons(nobody.withBytes("{}").rehashed()))
                .containsExactly("its bytes are no leaf of imprimatur/1");
    }

    /** The process itself signs nothing. */
    @Test
    void isSignedWhereAPersonDecides() {
        var clear = new HashMap<String, Object>(VERDICT);
        clear.remove("number");
        var hidden =
                Ledger.hidden("article", Ledger.ARTICLE, "meaning", "REJECT", "actor", "system");
        assertThat(reasons(entry("DECIDED", clear, hidden))).isEmpty();
        hidden.put("actor", "clara");
        assertThat(reasons(entry("DECIDED", clear, hidden)))
                .containsExactly("its leaf does not say its signature");
        assertThat(reasons(entry("DECIDED", clear, hidden).withPayload("{}"))).isEmpty();
        hidden.put("signature", Ledger.SESSION);
        assertThat(reasons(entry("DECIDED", clear, hidden))).isEmpty();
    }

    private static Ledger.Row entry(
            String action, Map<String, Object> clear, Map<String, String> hidden) {
        return Ledger.row(7, Instant.parse("2026-03-01T12:00:00Z"), action, clear, hidden);
    }

    private static List<String> reasons(Ledger.Row row) {
        return ExaminedEntry.of(row.entry(), true).findings().stream()
                .map(Findings.Finding::reason)
                .toList();
    }

    @Test
    void isFoundAgainByItsHash() {
        var hash = Hasher.leaf(new byte[] {7});

        assertThat(new HashSet<>(List.of(hash))).contains(Hash.ofHex(hash.hex()));
        assertThat(hash.hashCode()).isNotEqualTo(Hasher.EMPTY_ROOT.hashCode());
        assertThat(Ledger.KEY.verifier())
                .isEqualTo(VerifierKey.parse(Ledger.KEY.verifier().toString()))
                .hasSameHashCodeAs(VerifierKey.parse(Ledger.KEY.verifier().toString()))
                .isNotEqualTo(SigningKey.generate(Ledger.ORIGIN).verifier())
                .isNotEqualTo(Ledger.KEY.verifier().asCosigner())
                .isNotEqualTo("a key");
        assertThat(Ledger.KEY.verifier().hashCode()).isNotZero();
    }
}
