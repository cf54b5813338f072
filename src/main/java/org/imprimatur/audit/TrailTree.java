package org.imprimatur.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.Subtrees;
import org.imprimatur.log.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail's tree as it is stored: leaf hashes beside the leaves, the root of each complete block of 256 beside the
 * checkpoints, and everything above computed from those. A proof reads a few hundred hashes, however long the trail is.
 */
@Component
class TrailTree implements Subtrees {

    /** Complete subtrees of one log never change; a million entries have some eight thousand from this level up. */
    private static final int MOST_KEPT = 1 << 16;

    private record Place(int level, long index) {}

    private final JdbcClient jdbc;
    private final Map<Place, Hash> kept = new ConcurrentHashMap<>();
    private final AtomicInteger log = new AtomicInteger();

    TrailTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opened again after a loss, the log can have other entries where it had some before. */
    void keepOnlyOf(int number) {
        if (log.getAndSet(number) != number) {
            kept.clear();
        }
    }

    @Override
    public Hash hash(int level, long index) {
        if (level < Tile.HEIGHT) {
            return rootOf(leaves(index << level, 1 << level));
        }
        var place = new Place(level, index);
        var known = kept.get(place);
        if (known != null) {
            return known;
        }
        var hash =
                level == Tile.HEIGHT
                        ? block(index)
                        : Hasher.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
        if (kept.size() < MOST_KEPT) {
            kept.put(place, hash);
        }
        return hash;
    }

    /** The hashes of one tile. */
    List<Hash> tile(Tile tile) {
        return switch (tile.level()) {
            case 0 -> leaves(tile.first(), tile.width());
            case 1 -> blocks(tile.first(), tile.width());
            default ->
                    LongStream.range(tile.first(), tile.first() + tile.width())
                            .mapToObj(index -> hash(tile.level() * Tile.HEIGHT, index))
                            .toList();
        };
    }

    /** The exact bytes of entries. */
    List<byte[]> entries(Tile bundle) {
        return whole(
                "SELECT bytes FROM "
                        + Trail.SCHEMA
                        + ".leaf WHERE seq >= ? AND seq < ? ORDER BY seq",
                bundle.first(),
                bundle.width());
    }

    /** Computed from the leaf hashes, for a block that is complete and not stored yet. */
    Hash computeBlock(long number) {
        return rootOf(leaves(number * Tile.FULL, Tile.FULL));
    }

    private static Hash rootOf(List<Hash> leaves) {
        var range = new CompactRange();
        leaves.forEach(range::append);
        return range.root();
    }

    private List<Hash> leaves(long from, int count) {
        return hashes(
                "SELECT hash FROM "
                        + Trail.SCHEMA
                        + ".leaf WHERE seq >= ? AND seq < ? ORDER BY seq",
                from,
                count);
    }

    private Hash block(long number) {
        return blocks(number, 1).getFirst();
    }

    private List<Hash> blocks(long from, int count) {
        return hashes(
                "SELECT hash FROM log_block WHERE number >= ? AND number < ? ORDER BY number",
                from,
                count);
    }

    private List<Hash> hashes(String sql, long from, int count) {
        return whole(sql, from, count).stream().map(Hash::of).toList();
    }

    /** Or nothing: what is cut short would be kept by caches for ever. */
    private List<byte[]> whole(String sql, long from, int count) {
        var found =
                jdbc.sql(sql).params(from, from + count).query((row, _) -> row.getBytes(1)).list();
        if (found.size() != count) {
            throw new IllegalStateException(
                    "The trail has %d of %d rows from %d on".formatted(found.size(), count, from));
        }
        return found;
    }
}
