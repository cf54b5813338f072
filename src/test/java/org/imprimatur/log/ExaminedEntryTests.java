package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An entry")
class ExaminedEntryTests {

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
                        Map.of("round", 1),
                        Ledger.hidden("actor", "grace", "role", "REVIEWER"));
        var other = row.withPayload(row.disclosed().replace("grace", "heidi"));
        var less = row.withPayload(row.disclosed().replaceFirst("\\{\"actor\".*?},", "{"));

        assertThat(ExaminedEntry.of(row.entry(), true).findings()).isEmpty();
        assertThat(ExaminedEntry.of(row.entry(), true).disclosed())
                .isEqualTo(Map.of("actor", "grace", "role", "REVIEWER"));
        assertThat(ExaminedEntry.of(other.entry(), true).findings())
                .extracting(Findings.Finding::reason)
                .containsExactly("its leaf does not commit to what is disclosed as actor");
        assertThat(ExaminedEntry.of(other.entry(), true).disclosed())
                .isEqualTo(Map.of("role", "REVIEWER"));
        assertThat(ExaminedEntry.of(less.entry(), true).findings())
                .extracting(Findings.Finding::reason)
                .containsExactly("its payload does not disclose its actor");
        assertThat(ExaminedEntry.of(less.entry(), false).findings()).isEmpty();
        assertThat(ExaminedEntry.of(row.withPayload("{}").entry(), true).isSilent()).isTrue();
        assertThat(ExaminedEntry.of(row.withPayload("[]").entry(), true).isSilent()).isFalse();
        assertThat(ExaminedEntry.of(row.withPayload("[]").entry(), true).findings()).hasSize(1);
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
