package org.imprimatur.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Trees in memory, and the definition of RFC 6962, section 2.1, written down a second time: slow, recursive and obvious. */
final class Trees {

    private Trees() {}

    static List<Hash> leaves(int size) {
        var leaves = new ArrayList<Hash>();
        for (var i = 0; i < size; i++) {
            leaves.add(Hasher.leaf(("entry " + i).getBytes(StandardCharsets.US_ASCII)));
        }
        return leaves;
    }

    static List<Hash> leaves(int size, RandomGenerator random) {
        var leaves = new ArrayList<Hash>();
        for (var i = 0; i < size; i++) {
            var hash = new byte[Hash.LENGTH];
            random.nextBytes(hash);
            leaves.add(Hash.of(hash));
        }
        return leaves;
    }

    /** MTH(D[n]) as the RFC defines it. */
    static Hash root(List<Hash> leaves) {
        var n = leaves.size();
        if (n == 0) {
            return Hasher.EMPTY_ROOT;
        }
        if (n == 1) {
            return leaves.getFirst();
        }
        var k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return Hasher.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /** Level by level, each hash computed once. */
    static Subtrees subtrees(List<Hash> leaves) {
        var levels = new ArrayList<List<Hash>>();
        levels.add(leaves);
        while (levels.getLast().size() > 1) {
            var below = levels.getLast();
            var level = new ArrayList<Hash>();
            for (var i = 0; i + 1 < below.size(); i += 2) {
                level.add(Hasher.node(below.get(i), below.get(i + 1)));
            }
            levels.add(level);
        }
        return (level, index) -> levels.get(level).get((int) index);
    }

    static Hash flipped(Hash hash, int bit) {
        var bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return Hash.of(bytes);
    }
}
