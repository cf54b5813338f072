package org.imprimatur.log;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it that a log only grows: C2SP tlog-witness, as of 6 July 2026. Since then a 409 says
 * one thing, that the old size is another one; another root of that size, or of nothing, is 422.
 *
 * <p>One request at a time, so that what was checked is still what is remembered when the next one is.
 */
final class Witness {

    private static final String OLD = "old ";
    private static final int LONGEST_PROOF = 63;

    /**
     * What the specification answers.
     *
     * @param body of a 200 the cosignature, of a 409 the size that is remembered, else a sentence
     */
    record Answer(int status, String body) {}

    /** The parts of a request, "add-checkpoint". */
    private record Request(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint) {

        static Request parse(byte[] body) {
            var text = Encoding.utf8(body);
            var blankLine = text.indexOf("\n\n");
            if (blankLine < 0 || !text.startsWith(OLD)) {
                throw new Unreadable(
                        "a request is an old size, a proof, an empty line and a checkpoint");
            }
            var lines = List.of(text.substring(0, blankLine).split("\n", -1));
            if (lines.size() > 1 + LONGEST_PROOF) {
                throw new Unreadable("a proof of " + (lines.size() - 1) + " hashes");
            }
            var proof = new ArrayList<Hash>();
            lines.subList(1, lines.size()).forEach(line -> proof.add(Hash.ofBase64(line)));
            return new Request(
                    Encoding.decimal(lines.getFirst().substring(OLD.length())),
                    proof,
                    SignedCheckpoint.parse(text.substring(blankLine + 2)));
        }
    }

    private final SigningKey key;
    private final List<VerifierKey> logs;
    private final WitnessState state;
    private final InstantSource clock;

    /** @param logs the keys it trusts; their names are the origins it knows */
    Witness(SigningKey key, List<VerifierKey> logs, WitnessState state, InstantSource clock) {
        this.key = key;
        this.logs = List.copyOf(logs);
        this.state = state;
        this.clock = clock;
    }

    synchronized Answer addCheckpoint(byte[] body) throws IOException {
        Request request;
        try {
            request = Request.parse(body);
        } catch (Unreadable malformed) {
            return new Answer(400, "this is " + malformed.getMessage() + "\n");
        }
        var checkpoint = request.checkpoint.checkpoint();
        var origin = checkpoint.origin();
        if (logs.stream().noneMatch(log -> log.name().equals(origin))) {
            return new Answer(404, "this witness does not know the log\n");
        }
        var examined = ExaminedCheckpoint.of(request.checkpoint, logs, List.of());
        if (examined.signers().isEmpty() || examined.refusal().isPresent()) {
            return new Answer(403, "the log has not signed this\n");
        }
        if (request.oldSize > checkpoint.size()) {
            return new Answer(400, "the old size is larger than the new one\n");
        }
        var remembered = state.newest(origin).map(SignedCheckpoint::checkpoint);
        long size = remembered.map(Checkpoint::size).orElse(0L);
        var root = remembered.map(Checkpoint::root).orElse(Hasher.EMPTY_ROOT);
        if (request.oldSize != size) {
            return new Answer(409, size + "\n");
        }
        var proof = new ConsistencyProof(size, checkpoint.size(), request.proof);
        if (!proof.verifies(root, checkpoint.root())) {
            return new Answer(422, "the log did not grow from what this witness has seen\n");
        }
        var cosignature = key.cosign(checkpoint, clock.instant());
        state.remember(own(request.checkpoint, examined).with(cosignature));
        return new Answer(200, cosignature.line() + "\n");
    }

    /** The newest checkpoint of the log whose origin has this SHA-256: "Monitor Retrieval Mechanism". */
    synchronized Answer checkpoint(String originHash) throws IOException {
        for (var log : logs) {
            if (WitnessState.name(log.name()).equals(originHash)) {
                return state.newest(log.name())
                        .map(newest -> new Answer(200, newest.toString()))
                        .orElse(new Answer(404, "nothing was cosigned yet\n"));
            }
        }
        return new Answer(404, "this witness does not know the log\n");
    }

    /** The checkpoint with the log's lines alone: whatever else somebody sent is not kept. */
    private static SignedCheckpoint own(SignedCheckpoint sent, ExaminedCheckpoint examined) {
        var lines =
                sent.note().signatures().stream()
                        .filter(
                                line ->
                                        examined.signers().stream()
                                                .anyMatch(log -> log.isNamedBy(line)))
                        .toList();
        return new SignedCheckpoint(sent.checkpoint(), new SignedNote(sent.note().text(), lines));
    }
}
