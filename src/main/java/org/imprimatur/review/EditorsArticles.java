package org.imprimatur.review;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.source.Audience;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an editor wrote, and how far the open round of each is. One statement for a page of it. */
@Service
@Transactional(readOnly = true)
public class EditorsArticles {

    private final JdbcClient jdbc;

    EditorsArticles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param language of the question
     * @param claimed slots of the open round that somebody holds or has signed; 0 without one, as the next two
     * @param awaitsDecision the open round waits for the chief editor
     * @param unsaved a text of it is kept that was never saved as a revision
     */
    public record Mine(
            UUID id,
            String question,
            String language,
            Audience audience,
            ArticleStatus status,
            int revision,
            Instant updatedAt,
            int slots,
            int claimed,
            int signed,
            boolean awaitsDecision,
            boolean unsaved) {}

    /** Newest first. */
    public Page<Mine> of(Person editor, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var found =
                jdbc.sql(
                                """
                                SELECT a.id, a.question, a.audience, a.status, a.newest_revision, a.updated_at,
                                       COUNT(t.id), COUNT(t.holder), COUNT(IF(t.state = 'DONE', 1, NULL)), MAX(r.decision_since), MAX(d.kept_at), v.language
                                FROM article a
                                JOIN revision v ON v.article_id = a.id AND v.number = a.newest_revision
                                LEFT JOIN review_round r ON r.article_id = a.id AND r.outcome IS NULL
                                LEFT JOIN review_task t ON t.round_id = r.id
                                LEFT JOIN source_draft d ON d.editor = a.owner AND d.subject = a.id
                                WHERE a.owner = :owner AND (:after IS NULL OR a.id < :after)
                                GROUP BY a.id ORDER BY a.id DESC LIMIT :limit""")
                        .param("owner", editor.id().value())
                        .param("after", after == null ? null : after.uuid(0))
                        .param("limit", Page.probe(limit))
                        .query(
                                (row, _) ->
                                        new Mine(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getString(12),
                                                Audience.valueOf(row.getString(3)),
                                                ArticleStatus.valueOf(row.getString(4)),
                                                row.getInt(5),
                                                row.getObject(6, LocalDateTime.class)
                                                        .toInstant(ZoneOffset.UTC),
                                                row.getInt(7),
                                                row.getInt(8),
                                                row.getInt(9),
                                                row.getObject(10) != null,
                                                row.getObject(11) != null))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.id()));
    }
}
