package org.imprimatur.audit;

import java.util.List;
import java.util.Optional;
import org.imprimatur.log.ComparedCheckpoints;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The checkpoints of the log in force, and whether one grew from another: also one that somebody brings along. */
@Service
@Transactional(readOnly = true)
public class CompareCheckpoints {

    private final JdbcClient jdbc;
    private final PublishedLog log;
    private final TrailTree tree;

    CompareCheckpoints(JdbcClient jdbc, PublishedLog log, TrailTree tree) {
        this.jdbc = jdbc;
        this.log = log;
        this.tree = tree;
    }

    /** A checkpoint as it is stored. */
    public record Published(long size, String note) {}

    /** The newest first. */
    public List<Published> newest(long below, int limit) {
        return jdbc.sql(
                        "SELECT size, note FROM log_checkpoint WHERE log = "
                                + PublishedLog.PRESENT
                                + " AND size < ? ORDER BY size DESC LIMIT ?")
                .params(below, limit)
                .query((row, _) -> new Published(row.getLong(1), row.getString(2)))
                .list();
    }

    public Optional<String> note(long size) {
        return jdbc.sql(
                        "SELECT note FROM log_checkpoint WHERE log = "
                                + PublishedLog.PRESENT
                                + " AND size = ?")
                .param(size)
                .query(String.class)
                .optional();
    }

    /** Nothing where nothing was signed yet. */
    public Optional<ComparedCheckpoints> compare(SignedCheckpoint one, SignedCheckpoint other) {
        return log.checkpoint()
                .map(
                        head ->
                                ComparedCheckpoints.of(
                                        one,
                                        other,
                                        new ComparedCheckpoints.Log(
                                                keys(),
                                                witnesses(),
                                                entries(),
                                                head.checkpoint(),
                                                tree)));
    }

    public List<VerifierKey> keys() {
        return log.keys().stream().map(PublishedLog.Key::vkey).map(VerifierKey::parse).toList();
    }

    public List<VerifierKey> witnesses() {
        return Cosigning.witnesses(jdbc);
    }

    private long entries() {
        return EntryRows.size(jdbc);
    }
}
