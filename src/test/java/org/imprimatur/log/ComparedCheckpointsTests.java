package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparedCheckpointsTests {

    private final Ledger ledger = Ledger.of(6);

    @Test
    void agreeWhereTheLogGrew() {
        var found = compare(checkpoint(5), checkpoint(1));

        assertThat(found.verdict()).isEmpty();
        assertThat(found.older().checkpoint().size()).isEqualTo(2);
        assertThat(found.newer().checkpoint().size()).isEqualTo(6);
        assertThat(found.proof().orElseThrow().verifies(ledger.root(2), ledger.root(6))).isTrue();
    }

    @Test
    void agreeWithThemselves() {
        var found = compare(checkpoint(3), checkpoint(3));

        assertThat(found.verdict()).isEmpty();
        assertThat(found.proof().orElseThrow().path()).isEmpty();
    }

    @Test
    void forkWhereOneSizeHasTwoRoots() {
        assertThat(compare(checkpoint(3), signed(4, Hasher.EMPTY_ROOT)).verdict())
                .contains(Verdict.FORK);
    }

    @Test
    void forkWhereTheOlderOneIsNoBeginningOfWhatIsSigned() {
        assertThat(compare(signed(3, Hasher.EMPTY_ROOT), checkpoint(4)).verdict())
                .contains(Verdict.FORK);
        assertThat(compare(checkpoint(1), signed(3, Hasher.EMPTY_ROOT)).verdict())
                .contains(Verdict.FORK);
    }

    @Test
    void convictNobodyWhereTheEntriesFitNoCheckpoint() {
        var head = checkpoint(5);
        var row = ledger.rows.get(3);
        ledger.rows.set(3, row.withBytes(row.text().replace("RECOMMENDED", "REMINDED")).rehashed());

        assertThat(compare(checkpoint(1), checkpoint(4), head, 6).verdict())
                .contains(Verdict.ROOT_MISMATCH);
    }

    @Test
    void convictNobodyWhereTheNewestCheckpointCoversMoreThanThereIs() {
        assertThat(
                        compare(checkpoint(1), signed(3, Hasher.EMPTY_ROOT), signed(6, null), 5)
                                .verdict())
                .contains(Verdict.ROOT_MISMATCH);
    }

    @Test
    void sayThatTheLogWasSetBackWhereItHasFewerEntries() {
        var head = checkpoint(3);

        assertThat(compare(checkpoint(1), checkpoint(5), head, 5).verdict())
                .contains(Verdict.ROLLBACK);
        assertThat(compare(checkpoint(1), checkpoint(5), head, 6).verdict()).isEmpty();
    }

    @Test
    void areWorthNothingUnderAnotherKeyOrAForgedLine() {
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        var foreign = stranger.sign(checkpoint(3).checkpoint());
        var forged =
                SignedCheckpoint.parse(
                        checkpoint(3)
                                .toString()
                                .replace("\n4\n", "\n3\n")); // the lines are of another text

        assertThat(compare(checkpoint(1), foreign).verdict()).contains(Verdict.UNKNOWN_KEY);
        assertThat(compare(forged, checkpoint(5)).verdict()).contains(Verdict.BAD_SIGNATURE);
        assertThat(compare(foreign, forged).verdict()).contains(Verdict.UNKNOWN_KEY);
        assertThat(compare(foreign, checkpoint(1)).proof()).isEqualTo(Optional.empty());
    }

    @Test
    void tellOfAnEntryWhetherItsPartsFit() {
        var row = ledger.rows.get(2);
        var right = CheckedEntry.of(row.entry());

        assertThat(right.findings()).isEmpty();
        assertThat(right.hash()).isEqualTo(row.hash());
        assertThat(right.silent()).isFalse();
        assertThat(CheckedEntry.of(row.withPayload("{}").entry()).silent()).isTrue();
        assertThat(
                        CheckedEntry.of(
                                        row.withPayload(row.disclosed().replace("grace", "ravi"))
                                                .entry())
                                .findings())
                .extracting(Findings.Finding::verdict)
                .contains(Verdict.PAYLOAD_MISMATCH);
    }

    private SignedCheckpoint checkpoint(int index) {
        return SignedCheckpoint.parse(ledger.checkpoints.get(index).note());
    }

    private SignedCheckpoint signed(long size, @Nullable Hash root) {
        return Ledger.KEY.sign(
                new Checkpoint(Ledger.ORIGIN, size, root == null ? ledger.root((int) size) : root));
    }

    private ComparedCheckpoints compare(SignedCheckpoint one, SignedCheckpoint other) {
        return compare(one, other, checkpoint(5), 6);
    }

    private ComparedCheckpoints compare(
            SignedCheckpoint one, SignedCheckpoint other, SignedCheckpoint head, long entries) {
        return ComparedCheckpoints.of(
                one,
                other,
                new ComparedCheckpoints.Log(
                        ledger.keys,
                        List.of(Ledger.WITNESS.verifier().asCosigner()),
                        entries,
                        head.checkpoint(),
                        Trees.subtrees(ledger.rows.stream().map(Ledger.Row::hash).toList())));
    }
}
