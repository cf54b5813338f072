package org.imprimatur.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The roots of complete blocks, which the signer keeps so that nobody has to compute them, against the leaf hashes under
 * them. A false one would spoil proofs and tiles, though no checkpoint.
 */
final class StoredBlocks {

    private final Map<Long, Hash> stored = new HashMap<>();
    private final LongConsumer stray;
    private final long complete;
    private CompactRange block = new CompactRange();

    /** @param stray told the number of each that is not what it should be, or not where */
    StoredBlocks(JdbcClient jdbc, LongConsumer stray) {
        this.stray = stray;
        this.complete =
                jdbc.sql(
                                        "SELECT COALESCE(MAX(size), 0) FROM log_checkpoint WHERE log = "
                                                + PublishedLog.PRESENT)
                                .query(Long.class)
                                .single()
                        / Tile.FULL;
        jdbc.sql("SELECT number, hash FROM log_block")
                .query(
                        row -> {
                            stored.put(row.getLong(1), Hash.of(row.getBytes(2)));
                        });
    }

    /** Entry after entry; around a gap nothing can be said. */
    void meet(long seq, Hash leaf) {
        if (seq % Tile.FULL == 0) {
            block = new CompactRange();
        }
        block.append(leaf);
        if (seq % Tile.FULL == Tile.FULL - 1 && block.size() == Tile.FULL) {
            var number = seq / Tile.FULL;
            var root = stored.remove(number);
            if (root == null ? number < complete : !root.equals(block.root())) {
                stray.accept(number);
            }
        }
    }

    void end() {
        stored.keySet().stream().sorted().forEach(stray::accept);
        stored.clear();
    }
}
