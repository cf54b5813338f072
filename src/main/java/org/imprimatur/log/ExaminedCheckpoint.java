package org.imprimatur.log;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.log.SignedCheckpoint.Standing;

/**
 * A checkpoint with each of its lines checked once: C2SP signed-note, "Signatures".
 *
 * @param signers the keys of its log that signed it
 * @param falseLines names in which a line stands that is not by them
 * @param strangers names of which nobody knows the key
 * @param loggedAt when the log itself timed it
 * @param cosignedAt when each witness did
 */
record ExaminedCheckpoint(
        SignedCheckpoint signed,
        List<VerifierKey> signers,
        List<String> falseLines,
        List<String> strangers,
        Optional<Instant> loggedAt,
        Map<VerifierKey, Instant> cosignedAt) {

    /**
     * A file may list thousands of keys, and of them those matter that a line names by its id.
     *
     * @param logs keys of any log; only those of the checkpoint's own matter
     */
    static ExaminedCheckpoint of(
            SignedCheckpoint signed,
            Collection<VerifierKey> logs,
            Collection<VerifierKey> witnesses) {
        var ids =
                signed.note().signatures().stream()
                        .map(NoteSignature::keyId)
                        .collect(Collectors.toSet());
        var own =
                logs.stream()
                        .filter(key -> key.name().equals(signed.checkpoint().origin()))
                        .filter(
                                key ->
                                        ids.contains(key.id())
                                                || ids.contains(key.asCosigner().id()))
                        .toList();
        var standings = new LinkedHashMap<VerifierKey, Standing>();
        Stream.of(
                        own.stream(),
                        own.stream().map(VerifierKey::asCosigner),
                        witnesses.stream().filter(key -> ids.contains(key.id())))
                .flatMap(Function.identity())
                .forEach(key -> standings.put(key, signed.signedBy(key)));
        var cosignedAt = new LinkedHashMap<VerifierKey, Instant>();
        standings.forEach(
                (key, standing) -> {
                    if (standing == Standing.VALID && key.type() == VerifierKey.Type.COSIGNATURE) {
                        cosignedAt.put(key, signed.claimedTime(key));
                    }
                });
        return new ExaminedCheckpoint(
                signed,
                own.stream().filter(key -> standings.get(key) == Standing.VALID).toList(),
                standings.entrySet().stream()
                        .filter(line -> line.getValue() == Standing.FALSE)
                        .map(line -> line.getKey().name())
                        .toList(),
                signed.note().signatures().stream()
                        .filter(
                                line ->
                                        standings.keySet().stream()
                                                .noneMatch(key -> key.isNamedBy(line)))
                        .map(NoteSignature::name)
                        .toList(),
                own.stream()
                        .map(key -> cosignedAt.get(key.asCosigner()))
                        .flatMap(Stream::ofNullable)
                        .max(Instant::compareTo),
                cosignedAt);
    }

    Checkpoint checkpoint() {
        return signed.checkpoint();
    }

    /** When anybody first saw it. */
    Optional<Instant> firstSeenAt() {
        return cosignedAt.values().stream().min(Instant::compareTo);
    }

    /** When all who timed it had seen it. */
    Optional<Instant> lastSeenAt() {
        return cosignedAt.values().stream().max(Instant::compareTo);
    }

    /** What is wrong with its lines, whoever kept it; the rest of a sentence. Lines of unknown keys do not matter. */
    Optional<String> refusal() {
        return falseLines.stream()
                .findFirst()
                .map(name -> "a line in the name of " + Encoding.shortened(name) + " is not by it");
    }

    /** As {@link #refusal}, where it is stored by the log: all lines are by listed keys, and the log itself timed it. */
    Optional<String> refusalAsStored(long size) {
        if (checkpoint().size() != size) {
            return Optional.of("it is of size " + checkpoint().size());
        }
        if (signers.isEmpty()) {
            return Optional.of("none of the log's keys signed it");
        }
        return refusal()
                .or(
                        () ->
                                strangers.stream()
                                        .findFirst()
                                        .map(
                                                name ->
                                                        "a line in the name of "
                                                                + Encoding.shortened(name)
                                                                + " is nobody's"))
                .or(
                        () ->
                                loggedAt.isPresent()
                                        ? Optional.empty()
                                        : Optional.of("the log itself has not timed it"));
    }
}
