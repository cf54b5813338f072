package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Tile;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether entries are what was signed, computed from their bytes each time it is asked: a mark that is stored could be
 * changed as easily as what it stands for.
 */
@Service
@Transactional(readOnly = true)
public class EntryMarks {

    /** How an entry stands to the tree that was signed last. */
    public enum Place {
        /** In it, and a witness that is configured has cosigned it. */
        COSIGNED,
        /** In it. */
        SIGNED,
        /** Newer than it. */
        PENDING,
        /** It does not lead to the root that was signed. */
        NOT_IN_TREE
    }

    /** How what is disclosed stands to what the leaf commits to. */
    public enum Disclosure {
        FITS,
        REDACTED,
        DOES_NOT_FIT
    }

    /**
     * @param leaf whether the bytes have the hash stored beside them
     * @param redactedBy the entry that says so; {@code null} unless it was redacted
     */
    public record Mark(
            boolean leaf, Place place, Disclosure disclosure, @Nullable Long redactedBy) {

        public boolean isGood() {
            return leaf && place != Place.NOT_IN_TREE && disclosure != Disclosure.DOES_NOT_FIT;
        }
    }

    /** @param size of the checkpoint that they were held against */
    public record Marks(long size, Map<Long, Mark> of) {}

    private final JdbcClient jdbc;
    private final PublishedLog log;

    EntryMarks(JdbcClient jdbc, PublishedLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** The same few statements, however many entries there are and however long the trail is. */
    public Marks of(Collection<Long> seqs) {
        var asked = seqs.isEmpty() ? List.of(-1L) : seqs;
        var head = readable(log::checkpoint).filter(this::isSigned).orElse(null);
        var cosigned = cosignedSize();
        var tree = Fitting.read(head, asked, jdbc);
        var redactions = redactions(asked);
        var marks = new HashMap<Long, Mark>();
        for (var entry : entries(asked)) {
            var seq = entry.seq();
            var checked = CheckedEntry.of(entry);
            var right = checked.hash().equals(entry.hash());
            marks.put(
                    seq,
                    new Mark(
                            right,
                            place(seq, right, tree, cosigned),
                            disclosure(checked, redactions.containsKey(seq)),
                            checked.silent() ? redactions.get(seq) : null));
        }
        return new Marks(tree.size(), marks);
    }

    private static Place place(long seq, boolean right, Fitting tree, long cosigned) {
        if (seq >= tree.size()) {
            return Place.PENDING;
        }
        if (!right || !tree.holds(seq)) {
            return Place.NOT_IN_TREE;
        }
        return seq < cosigned ? Place.COSIGNED : Place.SIGNED;
    }

    private static Disclosure disclosure(CheckedEntry checked, boolean redacted) {
        if (checked.silent()) {
            return redacted ? Disclosure.REDACTED : Disclosure.DOES_NOT_FIT;
        }
        return checked.findings().stream()
                        .allMatch(finding -> finding.verdict() == Verdict.LEAF_MISMATCH)
                ? Disclosure.FITS
                : Disclosure.DOES_NOT_FIT;
    }

    /** Bytes that are no checkpoint sign nothing; the page is still to be read. */
    private static Optional<SignedCheckpoint> readable(
            Supplier<Optional<SignedCheckpoint>> stored) {
        try {
            return stored.get();
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedCheckpoint checkpoint) {
        return log.keys().stream()
                .map(key -> VerifierKey.parse(key.vkey()))
                .anyMatch(key -> checkpoint.signedBy(key) == SignedCheckpoint.Standing.VALID);
    }

    /** 0 where no witness is configured. */
    private long cosignedSize() {
        var witness = log.witness();
        return readable(log::covering)
                .filter(
                        checkpoint ->
                                witness != null
                                        && checkpoint
                                                .cosignedBy(VerifierKey.parse(witness))
                                                .isPresent())
                .map(checkpoint -> checkpoint.checkpoint().size())
                .orElse(0L);
    }

    private List<TrailEntry> entries(Collection<Long> seqs) {
        return jdbc.sql(
                        "SELECT l.seq, l.hash, l.bytes, COALESCE(p.body, '') FROM "
                                + Trail.SCHEMA
                                + ".leaf l LEFT JOIN "
                                + Trail.SCHEMA
                                + ".payload p ON p.seq = l.seq WHERE l.seq IN (:seqs)")
                .param("seqs", seqs)
                .query(
                        (row, _) ->
                                new TrailEntry(
                                        row.getLong(1),
                                        Hash.of(row.getBytes(2)),
                                        row.getBytes(3),
                                        row.getString(4).getBytes(StandardCharsets.UTF_8)))
                .list();
    }

    /** By the entry that was made to forget, the one that says so. */
    private Map<Long, Long> redactions(Collection<Long> seqs) {
        return jdbc
                .sql(
                        "SELECT JSON_VALUE(CONVERT(bytes USING latin1), '$.redacted'), MIN(seq) FROM "
                                + Trail.SCHEMA
                                + ".leaf WHERE action = 'REDACTED'"
                                + " AND JSON_VALUE(CONVERT(bytes USING latin1), '$.redacted') IN (:seqs) GROUP BY 1")
                .param("seqs", seqs.stream().map(String::valueOf).toList())
                .query((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The tree as it is stored, as far as it must fit the signed root for some entries to be in it. */
    private record Fitting(long size, boolean root, Map<Long, Boolean> blocks) {

        static Fitting read(
                @Nullable SignedCheckpoint head, Collection<Long> seqs, JdbcClient jdbc) {
            var size = head == null ? 0 : head.checkpoint().size();
            var complete = size / Tile.FULL;
            var stored = blocks(complete, jdbc);
            var leaves = leaves(size, complete, seqs, jdbc);
            if (head == null || stored.size() != complete) {
                return new Fitting(size, false, Map.of());
            }
            var fits = new HashMap<Long, Boolean>();
            leaves.forEach(
                    (block, hashes) ->
                            fits.put(
                                    block,
                                    block == complete
                                            || rootOf(hashes)
                                                    .equals(stored.get(block.intValue()))));
            var above = new CompactRange();
            stored.forEach(above::append);
            var whole = new CompactRange(complete * Tile.FULL, above.subtrees());
            leaves.getOrDefault(complete, List.of()).forEach(whole::append);
            return new Fitting(
                    size,
                    whole.size() == size && whole.root().equals(head.checkpoint().root()),
                    fits);
        }

        boolean holds(long seq) {
            return root && blocks.getOrDefault(seq / Tile.FULL, false);
        }

        private static Hash rootOf(List<Hash> hashes) {
            var range = new CompactRange();
            hashes.forEach(range::append);
            return range.root();
        }

        private static List<Hash> blocks(long complete, JdbcClient jdbc) {
            return jdbc.sql("SELECT hash FROM log_block WHERE number < ? ORDER BY number")
                    .param(complete)
                    .query((row, _) -> Hash.of(row.getBytes(1)))
                    .list();
        }

        /** The leaf hashes of each block that holds one of these entries, and of the last, which is not complete. */
        private static Map<Long, List<Hash>> leaves(
                long size, long complete, Collection<Long> seqs, JdbcClient jdbc) {
            var wanted = new TreeSet<Long>();
            wanted.add(complete);
            seqs.stream().filter(seq -> seq >= 0).map(seq -> seq / Tile.FULL).forEach(wanted::add);
            var ranges =
                    wanted.stream()
                            .map(
                                    block ->
                                            "seq BETWEEN %d AND %d"
                                                    .formatted(
                                                            block * Tile.FULL,
                                                            block * Tile.FULL + Tile.FULL - 1))
                            .collect(Collectors.joining(" OR "));
            var leaves = new TreeMap<Long, List<Hash>>();
            jdbc.sql(
                            "SELECT seq, hash FROM "
                                    + Trail.SCHEMA
                                    + ".leaf WHERE seq < ? AND ("
                                    + ranges
                                    + ") ORDER BY seq")
                    .param(size)
                    .query(
                            row -> {
                                leaves.computeIfAbsent(
                                                row.getLong(1) / Tile.FULL, _ -> new ArrayList<>())
                                        .add(Hash.of(row.getBytes(2)));
                            });
            return leaves;
        }
    }
}
