package org.imprimatur.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that can be checked offline: C2SP tlog-proof, "Format".
 *
 * @param extra what the application adds, or nothing; nobody vouches for it
 * @param index of the entry
 * @param path from the leaf's sibling up to the root's child
 * @param checkpoint of a tree that holds the entry, as it was published
 */
public record TlogProof(
        byte @Nullable [] extra, long index, List<Hash> path, SignedCheckpoint checkpoint) {

    /** The first line. */
    public static final String HEADER = "c2sp.org/tlog-proof@v1";

    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** No tree of less than 2^63 entries is higher. */
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        extra = extra == null ? null : extra.clone();
        path = List.copyOf(path);
    }

    @Override
    public byte @Nullable [] extra() {
        return extra == null ? null : extra.clone();
    }

    /** @throws Unreadable if it is not a proof */
    public static TlogProof parse(byte[] file) {
        return parse(Encoding.utf8(file));
    }

    /** @throws Unreadable if it is not a proof */
    public static TlogProof parse(String file) {
        var blankLine = file.indexOf("\n\n");
        if (blankLine < 0) {
            throw new Unreadable("a proof has an empty line before its checkpoint");
        }
        var lines = new ArrayList<>(Arrays.asList(file.substring(0, blankLine).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new Unreadable("a proof begins with " + HEADER);
        }
        byte[] extra = null;
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            extra = Encoding.base64(lines.removeFirst().substring(EXTRA.length()));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
            throw new Unreadable("a proof says the index of its entry");
        }
        var index = Encoding.decimal(lines.removeFirst().substring(INDEX.length()));
        if (lines.size() > LONGEST_PATH) {
            throw new Unreadable("a proof with " + lines.size() + " hashes");
        }
        return new TlogProof(
                extra,
                index,
                lines.stream().map(Hash::ofBase64).toList(),
                SignedCheckpoint.parse(file.substring(blankLine + 2)));
    }

    /** Against the checkpoint's root; whether the checkpoint is the log's is another question. */
    public boolean includes(Hash leaf) {
        var tree = checkpoint.checkpoint();
        return new InclusionProof(index, tree.size(), path).verifies(leaf, tree.root());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        var file = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            file.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        file.append(INDEX).append(index).append('\n');
        path.forEach(hash -> file.append(hash).append('\n'));
        return file.append('\n').append(checkpoint).toString();
    }
}
