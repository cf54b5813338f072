package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.log.Hash;
import org.imprimatur.log.TrailEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How an entry lies in the database, its leaf and its payload in a row of their own each, and how the two are read as one. */
final class EntryRows {

    /** Whoever may append can write megabytes; of what is too long there is enough to see that it is. */
    static final String BODY =
            "IF(OCTET_LENGTH(p.body) > %1$d, LEFT(p.body, %1$d + 1), p.body)"
                    .formatted(TrailEntry.LONGEST_PAYLOAD);

    /** What {@link #entry} reads. */
    static final String COLUMNS = "l.seq, l.hash, l.bytes, " + BODY + " AS body";

    /** Each leaf as {@code l}, and as {@code p} its payload where that is still there. */
    static final String TABLES =
            Trail.SCHEMA + ".leaf l LEFT JOIN " + Trail.SCHEMA + ".payload p ON p.seq = l.seq";

    /** Whether a leaf {@code r} redacts and a consent to it stands before; {@code member("r", "redacted")} says what. */
    private static final String REDACTS =
            "r.action = 'REDACTED' AND EXISTS (SELECT 1 FROM "
                    + Trail.SCHEMA
                    + ".leaf c WHERE c.action = 'REDACTION_CONSENTED' AND c.seq < r.seq AND "
                    + member("c", "correlation")
                    + " = "
                    + member("r", "correlation")
                    + ")";

    private EntryRows() {}

    /**
     * By the entry that was made to forget, the one that says so, if a consent to it stands before that. Who asked and who
     * consented is for {@code verify} to say, which reads all that lies between.
     */
    static Map<Long, Long> redactions(JdbcClient jdbc, Collection<Long> seqs) {
        return seqs.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                "SELECT "
                                        + member("r", "redacted")
                                        + ", MIN(r.seq) FROM "
                                        + Trail.SCHEMA
                                        + ".leaf r WHERE "
                                        + member("r", "redacted")
                                        + " IN (:seqs) AND "
                                        + REDACTS
                                        + " GROUP BY 1")
                        .param("seqs", seqs.stream().map(String::valueOf).toList())
                        .query((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many entries there are, if none is missing. */
    static long size(JdbcClient jdbc) {
        return jdbc.sql("SELECT COALESCE(MAX(seq) + 1, 0) FROM " + Trail.SCHEMA + ".leaf")
                .query(Long.class)
                .single();
    }

    /** What stands under a name in the bytes of the leaf {@code l}. */
    static String member(String name) {
        return member("l", name);
    }

    /** What stands in a leaf's bytes under a name: a column beside them is nobody's word. */
    static String member(String leaf, String name) {
        return "JSON_VALUE(CONVERT(" + leaf + ".bytes USING latin1), '$." + name + "')";
    }

    /** Those of these positions that are there; in no order. */
    static List<TrailEntry> at(JdbcClient jdbc, Collection<Long> seqs) {
        return seqs.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT " + COLUMNS + " FROM " + TABLES + " WHERE l.seq IN (:seqs)")
                        .param("seqs", seqs)
                        .query((row, _) -> entry(row))
                        .list();
    }

    /** A payload that is not there discloses nothing. */
    static TrailEntry entry(ResultSet row) throws SQLException {
        var body = row.getString("body");
        return new TrailEntry(
                row.getLong("seq"),
                Hash.of(row.getBytes("hash")),
                row.getBytes("bytes"),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #entry}, and nothing told of what is disclosed. */
    static TrailEntry withheld(ResultSet row) throws SQLException {
        var entry = entry(row);
        return new TrailEntry(entry.seq(), entry.hash(), entry.leaf(), null);
    }
}
