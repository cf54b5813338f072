package org.imprimatur.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A checkpoint and the lines under it. What they are worth is said only by {@link #signedBy} and {@link #cosignedBy}. */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

    private static final int TIME_LENGTH = 8;

    /** The end of the year 9999. What says to be later says no time. */
    private static final long LATEST = 253_402_300_799L;

    /** What the lines of one key are worth. */
    public enum Standing {
        /** No line claims to be by the key. */
        ABSENT,
        /** A line claims to be and is not: C2SP signed-note has the whole note refused then. */
        FALSE,
        VALID
    }

    /** @throws Unreadable if it is not a checkpoint */
    public static SignedCheckpoint parse(String note) {
        var signed = SignedNote.parse(note);
        return new SignedCheckpoint(Checkpoint.parse(signed.text()), signed);
    }

    public Standing signedBy(VerifierKey key) {
        return standing(lines(key).map(line -> verifies(key, line)).toList());
    }

    /**
     * When the key saw this as the newest checkpoint of its log, to the second: the latest of its valid cosignatures, or
     * nothing if it has none, or one that is false.
     */
    public Optional<Instant> cosignedBy(VerifierKey key) {
        if (key.type() != VerifierKey.Type.COSIGNATURE || signedBy(key) != Standing.VALID) {
            return Optional.empty();
        }
        return Optional.of(claimedTime(key));
    }

    /** The latest time that lines in the name of a cosigner say; only for one whose lines are valid. */
    Instant claimedTime(VerifierKey cosigner) {
        return lines(cosigner)
                .map(line -> Instant.ofEpochSecond(Bytes.int64(line.signature(), 0)))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    public SignedCheckpoint with(NoteSignature signature) {
        return new SignedCheckpoint(checkpoint, note.with(signature));
    }

    private Stream<NoteSignature> lines(VerifierKey key) {
        return note.signatures().stream().filter(key::isNamedBy);
    }

    private static Standing standing(List<Boolean> valid) {
        if (valid.isEmpty()) {
            return Standing.ABSENT;
        }
        return valid.contains(false) ? Standing.FALSE : Standing.VALID;
    }

    private boolean verifies(VerifierKey key, NoteSignature line) {
        var signature = line.signature();
        return switch (key.type()) {
            case NOTE -> key.verifies(Encoding.utf8(note.text()), signature);
            case COSIGNATURE -> {
                if (signature.length <= TIME_LENGTH) {
                    yield false;
                }
                var time = Bytes.int64(signature, 0);
                if (time < 0 || time > LATEST) {
                    yield false;
                }
                yield key.verifies(
                        cosigned(time, note.text()),
                        Arrays.copyOfRange(signature, TIME_LENGTH, signature.length));
            }
        };
    }

    /** C2SP tlog-cosignature, "Ed25519 signed message". */
    static byte[] cosigned(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return note.toString();
    }
}
