package org.imprimatur.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.article.ArticleId;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.TrailExport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail as it lies in the database, byte for byte and whatever lies there, a few hundred rows at a time.
 *
 * <p>No transaction is held open meanwhile, however slowly the receiver reads. Entries never change, so only one thing can
 * come between two reads: a redaction. Its own entry is then written too, or the verifier would miss it.
 */
@Component
class StoredTrail {

    private static final int AT_ONCE = 500;
    private static final String REDACTION = "action = 'REDACTED'";

    /** For another node to sign; a signer that is in trouble is not waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(StoredTrail.class);

    private final JdbcClient jdbc;
    private final @Nullable Signer signer;

    @Autowired
    StoredTrail(JdbcClient jdbc, Signer signer) {
        this.jdbc = jdbc;
        this.signer = signer;
    }

    /** Where nobody signs. */
    StoredTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.signer = null;
    }

    /**
     * Where an export ends.
     *
     * @param entries those below this position
     * @param signed the size of the newest checkpoint; above {@code entries} where the trail was cut
     */
    record End(long entries, long signed) {}

    /** The checkpoint is asked for first: it never covers an entry that is not there, unless somebody took it away. */
    End end() {
        var signed =
                jdbc.sql("SELECT COALESCE(MAX(size), 0) FROM log_checkpoint")
                        .query(Long.class)
                        .single();
        return new End(newest("TRUE") + 1, signed);
    }

    /** The end once a checkpoint covers it, if one comes. */
    End signedEnd() {
        signedAbove(end().entries());
        return end();
    }

    private long newest(String condition) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(seq), -1) FROM "
                                + Trail.SCHEMA
                                + ".leaf WHERE "
                                + condition)
                .query(Long.class)
                .single();
    }

    /**
     * Up to this end, and on to the next checkpoint: to the verifier, what is not signed explains nothing.
     *
     * @param only the article whose payloads are disclosed; {@code null} for every payload
     */
    void write(TrailExport.Writer writer, End end, @Nullable ArticleId only) throws IOException {
        var from = 0L;
        var to = Math.max(end.entries(), signedAbove(end.entries()));
        var checkpoints = new Checkpoints(writer, Math.max(to, end.signed()));
        while (from < to) {
            from = write(writer, checkpoints, from, to, only);
            var redacted = newest(REDACTION) + 1;
            if (redacted > to) {
                to = Math.max(redacted, signedAbove(redacted));
                checkpoints.last = Math.max(checkpoints.last, to);
            }
        }
        checkpoints.upTo(Long.MAX_VALUE);
        writer.end();
    }

    /** The size of a checkpoint over at least so many entries; 0 where none comes. */
    private long signedAbove(long entries) {
        if (signer == null) {
            return 0;
        }
        try {
            if (signer.trouble().isEmpty()) { // else it asks itself again, and not for each export
                signer.advance();
            }
        } catch (RuntimeException failed) { // what somebody tampered with is exported all the same
            log.warn("Nothing is signed for this export: {}", failed.toString());
            return 0;
        }
        for (var waited = Duration.ZERO;
                waited.compareTo(LONGEST_WAIT) < 0 && signer.trouble().isEmpty();
                waited = waited.plus(BETWEEN_LOOKS)) {
            var signed =
                    jdbc.sql(
                                    "SELECT COALESCE(MAX(size), 0) FROM log_checkpoint WHERE log = "
                                            + PublishedLog.PRESENT)
                            .query(Long.class)
                            .single();
            if (signed >= entries) {
                return signed;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return 0;
    }

    /** @return the position up to which everything is written */
    private long write(
            TrailExport.Writer writer,
            Checkpoints checkpoints,
            long from,
            long to,
            @Nullable ArticleId only)
            throws IOException {
        for (var position = from; position < to; ) {
            var some = entries(position, to, only);
            if (some.isEmpty()) {
                break;
            }
            for (var entry : some) {
                checkpoints.upTo(entry.seq());
                writer.entry(entry);
            }
            position = some.getLast().seq() + 1;
        }
        return to;
    }

    private List<TrailEntry> entries(long from, long to, @Nullable ArticleId only) {
        return jdbc.sql(
                        "SELECT p.article, "
                                + EntryRows.COLUMNS
                                + " FROM "
                                + EntryRows.TABLES
                                + " WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq LIMIT ?")
                .params(from, to, AT_ONCE)
                .query(
                        (row, _) ->
                                only == null
                                                || only.value()
                                                        .equals(
                                                                row.getObject(
                                                                        "article", UUID.class))
                                        ? EntryRows.entry(row)
                                        : EntryRows.withheld(row))
                .list();
    }

    private record Stored(long size, int log, String note) {}

    /** The checkpoints between the entries, in step with them, those of earlier names of the log too. */
    private final class Checkpoints {

        private final TrailExport.Writer writer;
        private long last;
        private final Deque<Stored> ahead = new ArrayDeque<>();
        private long read = -1;
        private int readLog;

        private Checkpoints(TrailExport.Writer writer, long last) {
            this.writer = writer;
            this.last = last;
        }

        /** Writes what comes before the entry at this position. */
        private void upTo(long position) throws IOException {
            while (true) {
                if (ahead.isEmpty() && (read < last || readLog < Integer.MAX_VALUE)) {
                    readAhead();
                }
                if (ahead.isEmpty() || ahead.getFirst().size() > position) {
                    return;
                }
                var next = ahead.removeFirst();
                writer.checkpoint(next.size(), next.note());
            }
        }

        private void readAhead() {
            ahead.addAll(
                    jdbc.sql(
                                    "SELECT size, log, note FROM log_checkpoint WHERE (size > ? OR (size = ? AND log > ?))"
                                            + " AND size <= ? ORDER BY size, log LIMIT ?")
                            .params(read, read, readLog, last, AT_ONCE)
                            .query(
                                    (row, _) ->
                                            new Stored(
                                                    row.getLong(1),
                                                    row.getInt(2),
                                                    row.getString(3)))
                            .list());
            if (ahead.size() < AT_ONCE) {
                read = last;
                readLog = Integer.MAX_VALUE;
            } else {
                read = ahead.getLast().size();
                readLog = ahead.getLast().log();
            }
        }
    }
}
