package org.imprimatur.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows, remembered by the roots of its complete subtrees alone: at most one for each bit of its size, largest
 * first. RFC 9162, section 2.1.2, calls it the stack.
 */
public final class CompactRange {

    private final List<Hash> subtrees;
    private long size;

    public CompactRange() {
        this(0, List.of());
    }

    /**
     * A tree as it was left.
     *
     * @throws IllegalArgumentException if a tree of this size has another number of complete subtrees
     */
    public CompactRange(long size, List<Hash> subtrees) {
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " has not " + subtrees.size() + " complete subtrees");
        }
        this.size = size;
        this.subtrees = new ArrayList<>(subtrees);
    }

    public void append(Hash leaf) {
        var hash = leaf;
        for (var complete = size; (complete & 1) == 1; complete >>= 1) {
            hash = Hasher.node(subtrees.removeLast(), hash);
        }
        subtrees.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    /** The roots of the complete subtrees, largest first. */
    public List<Hash> subtrees() {
        return List.copyOf(subtrees);
    }

    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hasher.EMPTY_ROOT;
        }
        var root = subtrees.getLast();
        for (var next = subtrees.size() - 2; next >= 0; next--) {
            root = Hasher.node(subtrees.get(next), root);
        }
        return root;
    }
}
