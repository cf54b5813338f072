package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.TrailExport.Part;
import org.imprimatur.log.TrailParts;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A restored trail")
class RestoredTrailTests {

    private static final SigningKey KEY = SigningKey.generate("log.example/1");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** One entry a minute, each signed by itself. */
    private static final int SIGNED = 100;

    private final List<Part.Entry> entries = new ArrayList<>();
    private final List<Part.Signed> checkpoints = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Optional<SignerState> memory;

    RestoredTrailTests() {
        while (entries.size() < SIGNED) {
            append(Duration.ofMinutes(1));
            sign(KEY);
        }
        memory = Optional.of(new SignerState(1, now, range().subtrees(), KEY.sign(checkpoint())));
    }

    @Test
    void thatLacksNothingIsVouchedForByTheMemoryAlone() throws IOException {
        checkpoints.clear();

        assertThat(read(memory).refusal()).isEmpty();
        assertThat(read(memory).vouched()).isEqualTo(SIGNED);
    }

    @Test
    void thatLacksItsEndAgreesWithWhatWasSigned() throws IOException {
        keep(50);

        assertThat(read(memory).refusal()).isEmpty();
        assertThat(read(memory).vouched()).isEqualTo(50);
    }

    /** The backup was made between an entry and its checkpoint. */
    @Test
    void endsInSecondsThatWereNotYetSigned() throws IOException {
        keep(50);
        checkpoints.removeLast();

        assertThat(read(memory).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void goesOnWithWhatIsNewerThanTheMemory(int more) throws IOException {
        keep(50);
        for (var i = 0; i < more; i++) {
            append(Duration.ofMinutes(1));
        }

        assertThat(read(memory).refusal()).isEmpty();
        assertThat(read(memory).vouched()).isEqualTo(50);
    }

    /** 64 entries are a subtree of its own of a tree of 100: they need no checkpoint. */
    @Test
    void isVouchedForByAWholeSubtreeOfTheMemory() throws IOException {
        keep(64);
        checkpoints.clear();

        assertThat(read(memory).refusal()).isEmpty();
        assertThat(read(memory).vouched()).isEqualTo(64);
    }

    @Test
    void isNoRewrittenOneWithoutTheCheckpointsThatShowIt() throws IOException {
        rewrite(60);

        assertThat(read(memory).refusal().orElseThrow()).startsWith("Entries from seq 60 on");
    }

    @Test
    void isNoRewrittenOneThatIsAlsoCut() throws IOException {
        keep(90);
        rewrite(60);

        assertThat(read(memory).refusal().orElseThrow()).startsWith("Entries from seq 60 on");
    }

    @Test
    void isNoRewrittenOneThatHasGrownBeyondTheMemory() throws IOException {
        append(Duration.ofMinutes(1));
        append(Duration.ofMinutes(1));
        rewrite(60);

        assertThat(read(memory).refusal()).isPresent();
    }

    @Test
    void isNotVouchedForByAKeyThatNobodyKnows() throws IOException {
        rewrite(60);
        sign(SigningKey.generate(KEY.verifier().name()));

        assertThat(read(memory).refusal()).isPresent();
    }

    @Test
    void isNotVouchedForByAKeyOfAnotherLog() throws IOException {
        rewrite(60);
        var checkpoint = new Checkpoint("log.example/other", SIGNED, range().root());
        var other = SigningKey.generate("log.example/other");
        checkpoints.add(signed(other.sign(checkpoint).with(KEY.cosign(checkpoint, now))));

        assertThat(read(memory).refusal()).isPresent();
    }

    @Test
    void isTakenAsItIsWhereTheMemoryIsLost() throws IOException {
        rewrite(60);

        assertThat(read(Optional.empty()).refusal()).isEmpty();
        assertThat(read(Optional.empty()).vouched()).isEqualTo(60);
    }

    /** What somebody did who owns the database. */
    private void rewrite(int seq) {
        var leaf = leaf(now(seq), "REJECTED");
        entries.set(seq, entry(seq, leaf));
        checkpoints.removeIf(checkpoint -> checkpoint.size() > seq);
    }

    private void keep(int size) {
        entries.subList(size, entries.size()).clear();
        checkpoints.removeIf(checkpoint -> checkpoint.size() > size);
    }

    private void append(Duration later) {
        now = now.plus(later);
        entries.add(entry(entries.size(), leaf(now, "APPROVED")));
    }

    private void sign(SigningKey key) {
        checkpoints.add(
                signed(
                        key.sign(
                                new Checkpoint(
                                        key.verifier().name(), entries.size(), range().root()))));
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(KEY.verifier().name(), entries.size(), range().root());
    }

    private Instant now(int seq) {
        return Leaf.time(entries.get(seq).entry().leaf());
    }

    private static Part.Signed signed(SignedCheckpoint signed) {
        return new Part.Signed(
                signed.checkpoint().size(), signed.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] leaf(Instant time, String action) {
        return "{\"schema\":\"imprimatur/1\",\"time\":\"%s\",\"action\":\"%s\"}"
                .formatted(TIME.format(time), action)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Part.Entry entry(long seq, byte[] leaf) {
        return new Part.Entry(new TrailEntry(seq, Hasher.leaf(leaf), leaf, new byte[0]));
    }

    private CompactRange range() {
        var range = new CompactRange();
        entries.forEach(part -> range.append(part.entry().hash()));
        return range;
    }

    private RestoredTrail read(Optional<SignerState> memory) throws IOException {
        var parts = new ArrayList<Part>(entries);
        for (var checkpoint : checkpoints.reversed()) {
            parts.add((int) checkpoint.size(), checkpoint);
        }
        var restored =
                new RestoredTrail(new Parts(parts.iterator()), Set.of(KEY.verifier()), memory);
        while (restored.next() != null) {
            // read to its end
        }
        return restored;
    }

    private record Parts(Iterator<Part> left) implements TrailParts {

        @Override
        public List<VerifierKey> keys() {
            return List.of(KEY.verifier());
        }

        @Override
        public List<VerifierKey> witnesses() {
            return List.of();
        }

        @Override
        public @Nullable Part next() {
            return left.hasNext() ? left.next() : null;
        }
    }
}
