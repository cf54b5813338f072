package org.imprimatur.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SignedCheckpoint.Standing;
import org.imprimatur.log.TrailExport.Part;
import org.imprimatur.log.TrailParts;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A trail on its way to whoever verifies it, held against what the signer's folder knows: how far somebody vouches for it,
 * and whether the rest can have come from a backup.
 *
 * <p>Stored checkpoints alone do not tell: whoever rewrites entries takes away the checkpoints above them. But a backup
 * gives back entries with their checkpoints, and what is written after it is newer than all that was signed before. So
 * of what nothing vouches for, only the last seconds before the backup may be older than the signer's memory.
 */
final class RestoredTrail implements TrailParts {

    /** Another node takes over after ten seconds, so that no entry waits longer than this for its checkpoint. */
    static final Duration LONGEST_UNSIGNED = Duration.ofSeconds(15);

    private final TrailParts trail;
    private final Set<VerifierKey> known;
    private final @Nullable SignerState memory;
    private final CompactRange range = new CompactRange();
    private long vouched;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    /**
     * @param known keys of the log that the database cannot have added
     * @param memory absent where it was lost: then nothing is known of what is missing
     */
    RestoredTrail(TrailParts trail, Collection<VerifierKey> known, Optional<SignerState> memory) {
        this.trail = trail;
        this.known = Set.copyOf(known);
        this.memory = memory.orElse(null);
    }

    @Override
    public List<VerifierKey> keys() {
        return trail.keys();
    }

    @Override
    public List<VerifierKey> witnesses() {
        return trail.witnesses();
    }

    @Override
    public @Nullable Part next() throws IOException {
        var part = trail.next();
        switch (part) {
            case null -> {}
            case Part.Entry(var entry) -> take(entry.hash(), entry.leaf());
            case Part.Signed(long size, byte[] note) -> take(size, note);
        }
        return part;
    }

    private void take(Hash hash, byte[] leaf) {
        range.append(hash);
        var remembered = memory;
        if (remembered == null) {
            return;
        }
        if (isRememberedIn(remembered)) {
            vouch();
        } else if (!time(leaf).isAfter(remembered.newestLeaf())) {
            newest = time(leaf);
            oldest = oldest == null ? newest : oldest;
        }
    }

    /** Possible only where a remembered subtree ends. */
    private boolean isRememberedIn(SignerState remembered) {
        var size = range.size();
        return (remembered.size() & -Long.lowestOneBit(size)) == size
                && range.subtrees().equals(remembered.subtrees().subList(0, Long.bitCount(size)));
    }

    private static Instant time(byte[] leaf) {
        try {
            return Leaf.time(leaf);
        } catch (IllegalArgumentException | DateTimeException saidByTheVerifier) {
            return Instant.MIN;
        }
    }

    private void take(long size, byte[] note) {
        try {
            var signed = SignedCheckpoint.parse(new String(note, StandardCharsets.UTF_8));
            if (size == range.size()
                    && signed.checkpoint().size() == size
                    && signed.checkpoint().root().equals(range.root())
                    && known.stream().anyMatch(key -> signs(key, signed))) {
                vouch();
            }
        } catch (Unreadable saidByTheVerifier) {
            // it vouches for nothing
        }
    }

    static boolean signs(VerifierKey key, SignedCheckpoint signed) {
        return key.name().equals(signed.checkpoint().origin())
                && signed.signedBy(key) == Standing.VALID;
    }

    private void vouch() {
        vouched = range.size();
        oldest = null;
        newest = null;
    }

    /** How many entries are, from the first on, those that were signed; known when all are read. */
    long vouched() {
        return vouched;
    }

    /** Why it is not what a backup gave back, if it is not; known when all are read and found to agree with themselves. */
    Optional<String> refusal() {
        var from = oldest;
        var to = newest;
        return from == null
                        || to == null
                        || Duration.between(from, to).compareTo(LONGEST_UNSIGNED) <= 0
                ? Optional.empty()
                : Optional.of(
                        "Entries from seq %d on, of %s to %s, are older than what was signed last, and are not what was signed."
                                .formatted(vouched, from, to));
    }
}
