package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A trail that is verified where it lies")
class TrailInPlaceTests {

    private final Ledger ledger = Ledger.of(3);
    private final Findings findings = new Findings();
    private final List<ReadEntry> read = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();

    @Test
    void isGivenToItsReaderEntryByEntry() throws IOException {
        ledger.redact(1).sign();

        assertThat(verify(List.of()))
                .contains(
                        "6 entries, 4 checkpoints",
                        "redacted at seq 1, as the entry at seq 5 says, for which ada asked and otto consented");
        assertThat(findings.all()).isEmpty();
        assertThat(read).extracting(ReadEntry::seq).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(read)
                .extracting(ReadEntry::silent)
                .containsExactly(false, true, false, false, false, false);
        assertThat(read.getFirst().leaf())
                .containsEntry("action", "RECOMMENDED")
                .containsEntry("round", 1L);
        assertThat(read.getFirst().disclosed()).containsEntry("meaning", "APPROVE");
        assertThat(read.get(1).disclosed()).isEmpty();
        assertThat(progress).containsExactly(6L);
    }

    @Test
    void isHeldAgainstTheKeyThatIsKnown() throws IOException {
        verify(List.of(Ledger.KEY.verifier()));
        assertThat(findings.all()).isEmpty();

        verify(List.of(SigningKey.generate(Ledger.ORIGIN).verifier()));
        assertThat(findings.first().orElseThrow().verdict()).isEqualTo(Verdict.UNKNOWN_KEY);
    }

    @Test
    void isHeldAgainstAnEmptyCheckpointThatSomebodyKept() throws IOException {
        var forged = new Checkpoint(Ledger.ORIGIN, 0, Hasher.leaf(new byte[0]));
        VerifyTrail.verify(parts(), List.of(), List.of(forged), findings, read::add, _ -> {});

        assertThat(findings.first().orElseThrow().verdict()).isEqualTo(Verdict.FORK);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void tellsOfAHundredRedactionsAndCountsTheRest(int redactions) throws IOException {
        for (var seq = 3; seq < redactions; seq++) {
            ledger.verdict();
        }
        for (var seq = 0; seq < redactions; seq++) {
            ledger.redact(seq);
        }
        ledger.sign();

        var sentences = verify(List.of());

        assertThat(findings.all()).isEmpty();
        assertThat(sentences).filteredOn(line -> line.startsWith("redacted at seq")).hasSize(100);
        assertThat(sentences.contains("redacted in all: 101")).isEqualTo(redactions > 100);
    }

    @Test
    void saysHowManyPayloadsItsOwnerWithheld() throws IOException {
        ledger.redact(1).sign();
        for (var seq = 0; seq < 3; seq++) {
            ledger.rows.set(seq, ledger.rows.get(seq).withPayload(null));
        }

        assertThat(verify(List.of()))
                .contains("payloads withheld by whoever exported: 3")
                .noneMatch(line -> line.startsWith("redacted"));
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void tellsThatItWasOpenedAgainAndThatNothingIsMissing() throws IOException {
        var other = reopened(3, ledger.root(3));

        assertThat(verify(List.of(Ledger.KEY.verifier(), other.verifier())))
                .contains(
                        "opened again at seq 3: before, 3 entries were signed as log.example/trail, and they are all here");
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void tellsThatItWasOpenedAgainAndHasOtherEntriesThanBefore() throws IOException {
        ledger.checkpoints.removeLast();
        reopened(3, Hasher.leaf(new byte[0]));

        assertThat(verify(List.of()))
                .anyMatch(line -> line.endsWith(", which are not those that are here"));
    }

    @Test
    void tellsThatItWasOpenedAgainAndHowManyAreLost() throws IOException {
        reopened(10, Hasher.leaf(new byte[0]));

        assertThat(verify(List.of()))
                .anyMatch(line -> line.endsWith(", at least 7 of which are lost"));
    }

    @Test
    void tellsThatItWasOpenedAgainAndThatNothingShowsFromWhat() throws IOException {
        reopened(1, ledger.root(1));

        assertThat(verify(List.of()))
                .anyMatch(line -> line.endsWith(", which nothing shows any more"));
    }

    private SigningKey reopened(long size, Hash root) {
        var key = SigningKey.generate(Ledger.ORIGIN + "/2");
        ledger.append(
                "LOG_REOPENED",
                Map.of(
                        "fromOrigin",
                        Ledger.ORIGIN,
                        "toKey",
                        key.verifier().toString(),
                        "size",
                        size,
                        "root",
                        root.hex()),
                Map.of("actor", "otto", "requester", "ada"));
        ledger.keys.add(key.verifier());
        ledger.sign(key);
        return key;
    }

    @Test
    void isReadInPortions() throws IOException {
        for (var seq = 3; seq < 4_200; seq++) {
            ledger.append("READ", Map.of(), Map.of());
        }
        ledger.sign();

        verify(List.of());

        assertThat(findings.all()).isEmpty();
        assertThat(read).extracting(ReadEntry::seq).isSorted().hasSize(4_200);
        assertThat(progress).hasSizeGreaterThan(1).isSorted().last().isEqualTo(4_200L);
    }

    private List<String> verify(List<VerifierKey> pinned) throws IOException {
        return VerifyTrail.verify(parts(), pinned, List.of(), findings, read::add, progress::add);
    }

    private TrailParts parts() {
        var checkpoints = new ArrayList<>(ledger.checkpoints);
        Iterator<TrailExport.Part> parts =
                Stream.concat(
                                ledger.rows.stream()
                                        .flatMap(
                                                row ->
                                                        Stream.concat(
                                                                signed(checkpoints, row.seq()),
                                                                Stream.of(
                                                                        new TrailExport.Part.Entry(
                                                                                row.entry())))),
                                Stream.of(checkpoints)
                                        .flatMap(left -> signed(left, Long.MAX_VALUE)))
                        .iterator();
        return new TrailParts() {
            @Override
            public List<VerifierKey> keys() {
                return ledger.keys;
            }

            @Override
            public List<VerifierKey> witnesses() {
                return List.of(Ledger.WITNESS.verifier().asCosigner());
            }

            @Override
            public TrailExport.@Nullable Part next() {
                return parts.hasNext() ? parts.next() : null;
            }
        };
    }

    /** Takes out those that sign no more than the entries before this position. */
    private static Stream<TrailExport.Part> signed(List<Ledger.Stored> checkpoints, long seq) {
        var now = checkpoints.stream().filter(stored -> stored.size() <= seq).toList();
        checkpoints.removeAll(now);
        return now.stream()
                .map(
                        stored ->
                                new TrailExport.Part.Signed(
                                        stored.size(), Encoding.utf8(stored.note())));
    }
}
