package org.imprimatur.audit;

import java.util.List;
import java.util.Optional;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Tile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What anybody may have of the log: its newest checkpoint, its tiles and entries, its keys, and the proof of an approval. */
@Service
@Transactional(readOnly = true)
public class PublishedLog {

    private static final String PRESENT = "(SELECT MAX(number) FROM log_origin)";

    private final JdbcClient jdbc;
    private final TrailTree tree;
    private final Cosigning cosigning;

    PublishedLog(JdbcClient jdbc, TrailTree tree, Cosigning cosigning) {
        this.jdbc = jdbc;
        this.tree = tree;
        this.cosigning = cosigning;
    }

    /** The newest one, cosigned or not; empty in the first second of a log. */
    public Optional<SignedCheckpoint> checkpoint() {
        return newest("");
    }

    /** The newest one that counts: cosigned, where a witness is configured. */
    public Optional<SignedCheckpoint> covering() {
        return newest("AND covered_at IS NOT NULL");
    }

    private Optional<SignedCheckpoint> newest(String condition) {
        return jdbc.sql(
                        "SELECT note FROM log_checkpoint WHERE log = "
                                + PRESENT
                                + " "
                                + condition
                                + " ORDER BY size DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(SignedCheckpoint::parse);
    }

    /**
     * A key that signed, oldest first.
     *
     * @param fromSize size of the first checkpoint it signed
     */
    public record Key(String vkey, String origin, long fromSize) {}

    public List<Key> keys() {
        return jdbc.sql(
                        "SELECT k.vkey, o.origin, k.from_size FROM log_key k JOIN log_origin o ON o.number = k.log ORDER BY k.log, k.from_size")
                .query((row, _) -> new Key(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** The witness whose cosignature an approval needs; {@code null} where the log's own signature suffices. */
    public @Nullable String witness() {
        var key = cosigning.witness();
        return key == null ? null : key.toString();
    }

    /** Hashes or entries, of what a published checkpoint covers; empty where the log has not come that far. */
    public Optional<byte[]> tile(Tile tile) {
        var size = checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
        if (tile.width() > Tile.widthAt(tile.level(), tile.index(), size)) {
            return Optional.empty();
        }
        return Optional.of(
                tile.level() == Tile.ENTRIES
                        ? Tile.bundle(tree.entries(tile))
                        : Tile.bytes(tree.tile(tile)));
    }
}
