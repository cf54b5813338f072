package org.imprimatur.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The complete subtrees of a tree, wherever they are kept: enough to make its roots and proofs.
 *
 * <p>A proof over n entries asks for O(log n) of them. It is the caller's part that they are of the tree meant: a proof made
 * from wrong hashes does not verify, and that is all that can go wrong.
 */
@FunctionalInterface
public interface Subtrees {

    /**
     * MTH(D[index · 2^level : (index + 1) · 2^level]).
     *
     * @param level 0 for leaf hashes
     */
    Hash hash(int level, long index);

    /** MTH(D[0:size]), RFC 6962, section 2.1. */
    default Hash root(long size) {
        return size == 0 ? Hasher.EMPTY_ROOT : hashOf(0, size);
    }

    /** MTH(D[from:to]) for a range that the tree's recursion meets. */
    private Hash hashOf(long from, long to) {
        var length = to - from;
        if (Long.bitCount(length) == 1) {
            var level = Long.numberOfTrailingZeros(length);
            return hash(level, from >> level);
        }
        var split = from + largestPowerBelow(length);
        return Hasher.node(hashOf(from, split), hashOf(split, to));
    }

    /**
     * PATH(index, D[size]), RFC 6962, section 2.1.1: the hashes beside the way from a leaf up to the root.
     *
     * @throws IllegalArgumentException unless 0 ≤ index < size
     */
    default InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("No entry " + index + " in a tree of " + size);
        }
        var path = new ArrayList<Hash>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    private void path(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        var split = from + largestPowerBelow(to - from);
        if (index < split) {
            path(index, from, split, path);
            path.add(hashOf(split, to));
        } else {
            path(index, split, to, path);
            path.add(hashOf(from, split));
        }
    }

    /**
     * PROOF(oldSize, D[newSize]), RFC 6962, section 2.1.2: that the newer tree begins with the older one.
     *
     * @throws IllegalArgumentException unless 0 ≤ oldSize ≤ newSize
     */
    default ConsistencyProof consistency(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("No tree of " + oldSize + " in one of " + newSize);
        }
        var path = new ArrayList<Hash>();
        if (oldSize > 0) {
            subproof(oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** SUBPROOF(m, D[from:to], known): whoever checks knows the old root itself and needs not be told it. */
    private void subproof(long oldSize, long from, long to, boolean known, List<Hash> path) {
        if (oldSize == to) {
            if (!known) {
                path.add(hashOf(from, to));
            }
            return;
        }
        var split = from + largestPowerBelow(to - from);
        if (oldSize <= split) {
            subproof(oldSize, from, split, known, path);
            path.add(hashOf(split, to));
        } else {
            subproof(oldSize, split, to, false, path);
            path.add(hashOf(from, split));
        }
    }

    /** The largest power of two smaller than n, for n > 1. */
    private static long largestPowerBelow(long n) {
        return Long.highestOneBit(n - 1);
    }
}
