package org.imprimatur.log;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count: the keys the caller named, and those a file lists. A listed key says only that the file agrees with
 * itself; what it is worth depends on a key that came another way.
 */
final class Trust {

    private final boolean pinned;
    private final Set<VerifierKey> logs;
    private final Set<VerifierKey> witnesses;
    private final Set<VerifierKey> required;
    private final Set<VerifierKey> trusted;
    private final TreeMap<Long, HandOver> announced = new TreeMap<>();
    private @Nullable VerifierKey current;

    /**
     * @param pinned keys of the log that the caller got elsewhere; none if whatever the file lists is to do
     * @param required who has to have cosigned
     */
    Trust(List<VerifierKey> pinned, List<VerifierKey> required) {
        this.pinned = !pinned.isEmpty();
        this.logs = new LinkedHashSet<>(pinned);
        this.trusted = new LinkedHashSet<>(pinned);
        this.required = new LinkedHashSet<>(required);
        this.witnesses = new LinkedHashSet<>(required);
    }

    /** Takes note of what a file lists. */
    void list(List<VerifierKey> keys, List<VerifierKey> cosigners) {
        logs.addAll(keys);
        witnesses.addAll(cosigners);
        if (!pinned) {
            trusted.addAll(keys);
        }
        if (!keys.isEmpty()) {
            current = keys.getLast();
        }
    }

    boolean knowsAKey() {
        return !logs.isEmpty();
    }

    Set<VerifierKey> required() {
        return required;
    }

    ExaminedCheckpoint examine(SignedCheckpoint signed) {
        return ExaminedCheckpoint.of(signed, logs, witnesses);
    }

    /** What a valid cosignature is worth: whoever writes a file can list a witness of their own in it. */
    String seen(VerifierKey cosigner, Instant time) {
        var seen = "seen by " + cosigner.name() + " at " + time;
        if (required.contains(cosigner)) {
            return seen;
        }
        return logs.stream().map(VerifierKey::asCosigner).anyMatch(cosigner::equals)
                ? "says that it was signed at " + time
                : "says that it was " + seen + ", a witness whom nobody named with --witness";
    }

    boolean trusts(ExaminedCheckpoint checkpoint) {
        return trusts(SignedBy.of(checkpoint));
    }

    /** Where no key is named, any that is listed will do, in this file or another. */
    boolean trusts(SignedBy checkpoint) {
        return pinned
                ? checkpoint.signers().stream().anyMatch(trusted::contains)
                : !checkpoint.signers().isEmpty();
    }

    /** The entry at this position says that the log goes on under another key. */
    void announce(long seq, HandOver handOver) {
        if (handOver.isSigned()) {
            announced.put(seq, handOver);
        }
    }

    /** A key that is trusted signed the entries below this size: whom it handed over to there is trusted as it is. */
    void handOver(SignedBy checkpoint) {
        if (trusts(checkpoint)) {
            var confirmed = announced.headMap(checkpoint.checkpoint().size());
            for (var handOver : confirmed.values()) {
                if (trusted.contains(handOver.from())) {
                    trusted.add(handOver.to());
                }
            }
            confirmed.clear();
        }
    }

    /** Trusts whom the trail beside it handed over to. */
    void follow(Trust other) {
        if (pinned) {
            logs.addAll(other.trusted);
            trusted.addAll(other.trusted);
        }
    }

    /** The key that the file says the log signs with, if nobody trusts it. */
    Optional<VerifierKey> untrustedKey() {
        return Optional.ofNullable(current).filter(key -> !trusted.contains(key));
    }

    /** What to say of the keys when all else is well. */
    Optional<String> advice() {
        return pinned || current == null
                ? Optional.empty()
                : Optional.of(
                        "the key came with the file: compare it with what the publisher prints, or name it with --key: "
                                + current);
    }
}
