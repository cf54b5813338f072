package org.imprimatur.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SignedCheckpoint;

/**
 * What the signer remembers of what it signed last. It has no word of this from the database: that is what makes a
 * database noticeable that was set back or rewritten.
 *
 * @param log number of the origin
 * @param newestLeaf time of the last entry that was signed
 * @param subtrees roots of the complete subtrees, largest first, from which the tree is grown further
 * @param checkpoint the one signed last
 */
record SignerState(int log, Instant newestLeaf, List<Hash> subtrees, SignedCheckpoint checkpoint) {

    private static final String HEADER = "imprimatur signer state 1";

    long size() {
        return checkpoint.checkpoint().size();
    }

    String origin() {
        return checkpoint.checkpoint().origin();
    }

    CompactRange range() {
        return new CompactRange(size(), subtrees);
    }

    /** @throws RuntimeException if it is not what {@link #file} wrote, or its parts contradict each other */
    static SignerState parse(String file) {
        var head = file.indexOf("\n\n");
        var lines = List.of(file.substring(0, Math.max(head, 0)).split("\n"));
        if (lines.size() < 3 || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("Not a signer's state");
        }
        var state =
                new SignerState(
                        Integer.parseInt(lines.get(1)),
                        Instant.parse(lines.get(2)),
                        lines.subList(3, lines.size()).stream().map(Hash::ofBase64).toList(),
                        SignedCheckpoint.parse(file.substring(head + 2)));
        if (!state.range().root().equals(state.checkpoint().checkpoint().root())) {
            throw new IllegalArgumentException("The subtrees are not those of the checkpoint");
        }
        return state;
    }

    String file() {
        var lines = new ArrayList<>(List.of(HEADER, Integer.toString(log), newestLeaf.toString()));
        subtrees.forEach(hash -> lines.add(hash.base64()));
        return String.join("\n", lines) + "\n\n" + checkpoint;
    }
}
