package org.imprimatur.audit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which approvals a published checkpoint covers. Where a witness is configured, only a checkpoint that it cosigned
 * counts.
 */
@Service
@Transactional(readOnly = true)
public class Coverage {

    /** The newest checkpoint that counts, of the log's present origin. */
    private static final String COVERED =
            "COALESCE((SELECT c.size FROM log_checkpoint c WHERE c.log = (SELECT MAX(number) FROM log_origin)"
                    + " AND c.covered_at IS NOT NULL ORDER BY c.size DESC LIMIT 1), 0)";

    private final JdbcClient jdbc;

    Coverage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An approval as the trail has it: of exactly this text. */
    public record Approved(UUID article, int revision, String contentHash) {}

    /** How many entries of the trail, from the first, are covered. */
    public long size() {
        return jdbc.sql("SELECT " + COVERED).query(Long.class).single();
    }

    /**
     * The covered approvals of these articles. What the trail does not have is never among them, whatever the tables
     * say.
     */
    public Set<Approved> of(Collection<UUID> articles) {
        if (articles.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                jdbc.sql(
                                "SELECT p.article, JSON_VALUE(l.bytes, '$.revision'), JSON_VALUE(l.bytes, '$.contentHash') FROM "
                                        + Trail.SCHEMA
                                        + ".payload p JOIN "
                                        + Trail.SCHEMA
                                        + ".leaf l ON l.seq = p.seq WHERE p.article IN (:articles) AND p.seq < "
                                        + COVERED
                                        + " AND JSON_VALUE(l.bytes, '$.action') = 'APPROVED'")
                        .param("articles", articles)
                        .query(
                                (row, _) ->
                                        new Approved(
                                                row.getObject(1, UUID.class),
                                                row.getInt(2),
                                                row.getString(3)))
                        .list());
    }
}
