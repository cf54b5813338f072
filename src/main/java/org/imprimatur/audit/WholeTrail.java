package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.imprimatur.log.Findings;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.TrailExport.Part;
import org.imprimatur.log.TrailParts;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The trail as it lies in the database, and what the signer remembers of it outside, for whoever holds the two against
 * each other. Believes nothing that it reads.
 *
 * <p>Reads in pages; a caller who wants one moment's state opens a transaction that has one.
 */
@Service
public class WholeTrail {

    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final SignerFolder folder;
    private final @Nullable Signer signer;

    @Autowired
    WholeTrail(JdbcClient jdbc, LogSettings settings, Signer signer) {
        this(jdbc, settings.directory(), signer);
    }

    private WholeTrail(JdbcClient jdbc, Path folder, @Nullable Signer signer) {
        this.jdbc = jdbc;
        this.folder = new SignerFolder(folder);
        this.signer = signer;
    }

    /** For a database that no application is started on; {@code signer} is the folder of the signer's files. */
    public static WholeTrail in(DataSource database, Path signer) {
        return new WholeTrail(JdbcClient.create(database), signer, null);
    }

    /**
     * What was signed last, by the word of the signer's own files.
     *
     * @param log number of the origin
     * @param keys that sign: one, or two while the one hands over to the other
     */
    public record Memory(int log, SignedCheckpoint checkpoint, List<VerifierKey> keys) {

        public long size() {
            return checkpoint.checkpoint().size();
        }
    }

    /**
     * Absent where this node is not the one that signs, or lost its memory.
     *
     * @throws java.io.UncheckedIOException if it is there and this process may not read it
     */
    public Optional<Memory> memory() {
        try {
            return folder.state().map(this::memory);
        } catch (Unsignable lost) {
            return Optional.empty();
        }
    }

    private Memory memory(SignerState state) {
        var signed = state.checkpoint();
        var keys =
                folder.known().stream()
                        .filter(key -> signed.signedBy(key) == SignedCheckpoint.Standing.VALID)
                        .collect(Collectors.toCollection(ArrayList::new));
        folder.nextKey()
                .map(SigningKey::verifier)
                .filter(key -> !keys.contains(key))
                .ifPresent(keys::add);
        return new Memory(state.log(), signed, keys);
    }

    /**
     * Adds why the signer refuses to go on where that may be a witness's word, which is stored nowhere. Nothing where no
     * signer runs here.
     *
     * @param findings told FORK or ROLLBACK
     */
    public void addWhatTheSignerRefuses(Findings findings) {
        if (signer != null) {
            signer.refusal()
                    .ifPresent(
                            refusal ->
                                    findings.add(
                                            refusal.verdict(),
                                            "nothing is signed or covered any more: "
                                                    + refusal.getMessage()));
        }
    }

    /** Whether another node signs at this moment. Whoever has a part of the signer's files is the one that should. */
    public boolean isSignedElsewhere() {
        return !folder.isUsed()
                && jdbc.sql(
                                        "SELECT COUNT(*) FROM log_lease WHERE holder IS NOT NULL AND "
                                                + SignerLease.HELD)
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    /** Adds each key that is listed as following another of its log, and that no entry hands over to. */
    public void addWhatFollowsByNoEntry(Findings findings) {
        jdbc.sql(
                        "SELECT k.vkey FROM log_key k WHERE k.from_size > (SELECT MIN(f.from_size) FROM log_key f WHERE f.log = k.log)"
                                + " AND NOT EXISTS (SELECT 1 FROM "
                                + Trail.SCHEMA
                                + ".leaf r WHERE r.action = 'KEY_ROTATED' AND "
                                + EntryRows.member("r", "toKey")
                                + " = k.vkey)")
                .query(String.class)
                .list()
                .forEach(
                        key ->
                                findings.add(
                                        Verdict.UNKNOWN_KEY,
                                        "no entry hands the log over to the key " + key));
    }

    /** Adds what the database does by itself and no migration made it do, as far as this account is shown it. */
    public void addWhatTheSchemasDo(Findings findings) {
        new TrailSchema(jdbc).check(findings);
    }

    public long size() {
        return EntryRows.size(jdbc);
    }

    /** How far the stored checkpoints of this origin say that they reach. */
    public long signedSize(int log) {
        return jdbc.sql("SELECT COALESCE(MAX(size), 0) FROM log_checkpoint WHERE log = ?")
                .param(log)
                .query(Long.class)
                .single();
    }

    /**
     * Everything, from front to back, with the keys and checkpoints of every name the log has had.
     *
     * @param misfiled told the position of each entry that is filed under another article than it says, or under none
     * @param strayBlock told the number of each stored block of the tree that is not the root over its entries, or not there
     */
    public TrailParts parts(LongConsumer misfiled, LongConsumer strayBlock) {
        return new Stored(misfiled, new StoredBlocks(jdbc, strayBlock));
    }

    /** What is filed under these articles, each in order. */
    public void about(Collection<UUID> articles, BiConsumer<UUID, ReadEntry> reader) {
        jdbc.sql(
                        "SELECT p.article, "
                                + EntryRows.COLUMNS
                                + " FROM "
                                + EntryRows.TABLES
                                + " WHERE p.article IN (:articles) ORDER BY l.seq")
                .param("articles", articles)
                .query(
                        row -> {
                            reader.accept(
                                    row.getObject("article", UUID.class),
                                    ReadEntry.of(EntryRows.entry(row)));
                        });
    }

    /** Articles that entries are about and that are not there any more; at most a thousand. */
    public List<UUID> orphans() {
        return jdbc.sql(
                        "SELECT DISTINCT p.article FROM "
                                + Trail.SCHEMA
                                + ".payload p WHERE p.article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = p.article) LIMIT 1000")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private record Row(TrailEntry entry, boolean misfiled) {}

    private record Checkpoint(long size, int log, String note) {}

    private final class Stored implements TrailParts {

        private final LongConsumer misfiled;
        private final StoredBlocks blocks;
        private final List<VerifierKey> keys;
        private final List<VerifierKey> witnesses;
        private final Deque<Row> rows = new ArrayDeque<>();
        private final Deque<Checkpoint> checkpoints = new ArrayDeque<>();
        private long after = Long.MIN_VALUE;
        private long afterSize = Long.MIN_VALUE;
        private int afterLog;
        private boolean noMoreCheckpoints;

        Stored(LongConsumer misfiled, StoredBlocks blocks) {
            this.misfiled = misfiled;
            this.blocks = blocks;
            this.keys =
                    jdbc.sql("SELECT vkey FROM log_key ORDER BY log, from_size")
                            .query((row, _) -> VerifierKey.parse(row.getString(1)))
                            .list();
            this.witnesses = Cosigning.witnesses(jdbc);
        }

        @Override
        public List<VerifierKey> keys() {
            return keys;
        }

        @Override
        public List<VerifierKey> witnesses() {
            return witnesses;
        }

        @Override
        public @Nullable Part next() {
            if (rows.isEmpty()) {
                fillRows();
            }
            if (checkpoints.isEmpty() && !noMoreCheckpoints) {
                fillCheckpoints();
            }
            var row = rows.peekFirst();
            var signed = checkpoints.peekFirst();
            if (signed != null && (row == null || signed.size <= row.entry.seq())) {
                checkpoints.removeFirst();
                return new Part.Signed(signed.size, signed.note.getBytes(StandardCharsets.UTF_8));
            }
            if (row == null) {
                blocks.end();
                return null;
            }
            rows.removeFirst();
            blocks.meet(row.entry.seq(), row.entry.hash());
            if (row.misfiled) {
                misfiled.accept(row.entry.seq());
            }
            return new Part.Entry(row.entry);
        }

        private void fillRows() {
            jdbc.sql(
                            "SELECT "
                                    + EntryRows.COLUMNS
                                    + ", COALESCE(p.body <> '{}' AND NOT p.article <=> JSON_VALUE(p.body, '$.article.value'), FALSE) AS misfiled"
                                    + " FROM "
                                    + EntryRows.TABLES
                                    + " WHERE l.seq > ? ORDER BY l.seq LIMIT ?")
                    .params(after, PAGE)
                    .query((row, _) -> new Row(EntryRows.entry(row), row.getBoolean("misfiled")))
                    .list()
                    .forEach(rows::add);
            if (!rows.isEmpty()) {
                after = rows.getLast().entry.seq();
            }
        }

        private void fillCheckpoints() {
            jdbc.sql(
                            "SELECT size, log, note FROM log_checkpoint WHERE size > ? OR (size = ? AND log > ?) ORDER BY size, log LIMIT ?")
                    .params(afterSize, afterSize, afterLog, PAGE)
                    .query(
                            (row, _) ->
                                    new Checkpoint(row.getLong(1), row.getInt(2), row.getString(3)))
                    .list()
                    .forEach(checkpoints::add);
            noMoreCheckpoints = checkpoints.isEmpty();
            if (!noMoreCheckpoints) {
                afterSize = checkpoints.getLast().size;
                afterLog = checkpoints.getLast().log;
            }
        }
    }
}
