package org.imprimatur.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tree as it is stored, as far as it must fit a signed root for some entries to be in it: the leaf hashes of their blocks,
 * and the roots of all blocks.
 */
final class SignedTree {

    private final long size;
    private final boolean root;
    private final Map<Long, Map<Long, Hash>> fitting = new HashMap<>();

    /** @param seqs the entries that will be asked for; the same few statements, however many they are */
    SignedTree(Checkpoint signed, Collection<Long> seqs, JdbcClient jdbc) {
        this.size = signed.size();
        var complete = size / Tile.FULL;
        var stored = blocks(complete, jdbc);
        var leaves = leaves(size, complete, seqs, jdbc);
        if (stored.size() != complete) {
            this.root = false;
            return;
        }
        leaves.forEach(
                (block, hashes) -> {
                    if (block == complete
                            || range(hashes).root().equals(stored.get(block.intValue()))) {
                        fitting.put(block, hashes);
                    }
                });
        var above = new CompactRange();
        stored.forEach(above::append);
        var whole = new CompactRange(complete * Tile.FULL, above.subtrees());
        leaves.getOrDefault(complete, Map.of()).values().forEach(whole::append);
        this.root = whole.size() == size && whole.root().equals(signed.root());
    }

    /** Whether an entry of this hash stands at this position of the tree that was signed. */
    boolean holds(long seq, Hash leaf) {
        return root && leaf.equals(fitting.getOrDefault(seq / Tile.FULL, Map.of()).get(seq));
    }

    private static CompactRange range(Map<Long, Hash> hashes) {
        var range = new CompactRange();
        hashes.values().forEach(range::append);
        return range;
    }

    private static List<Hash> blocks(long complete, JdbcClient jdbc) {
        return jdbc.sql("SELECT hash FROM log_block WHERE number < ? ORDER BY number")
                .param(complete)
                .query((row, _) -> Hash.of(row.getBytes(1)))
                .list();
    }

    /** The leaf hashes, in order, of each block that holds one of these entries, and of the last, which is not complete. */
    private static Map<Long, Map<Long, Hash>> leaves(
            long size, long complete, Collection<Long> seqs, JdbcClient jdbc) {
        var wanted = new TreeSet<Long>();
        wanted.add(complete);
        seqs.stream()
                .filter(seq -> seq >= 0 && seq < size)
                .map(seq -> seq / Tile.FULL)
                .forEach(wanted::add);
        var ranges = new ArrayList<String>();
        for (var block : wanted) {
            ranges.add(
                    "seq BETWEEN %d AND %d"
                            .formatted(block * Tile.FULL, block * Tile.FULL + Tile.FULL - 1));
        }
        var leaves = new TreeMap<Long, Map<Long, Hash>>();
        jdbc.sql(
                        "SELECT seq, hash FROM "
                                + Trail.SCHEMA
                                + ".leaf WHERE seq < ? AND ("
                                + ranges.stream().collect(Collectors.joining(" OR "))
                                + ") ORDER BY seq")
                .param(size)
                .query(
                        row -> {
                            leaves.computeIfAbsent(row.getLong(1) / Tile.FULL, _ -> new TreeMap<>())
                                    .put(row.getLong(1), Hash.of(row.getBytes(2)));
                        });
        return leaves;
    }
}
