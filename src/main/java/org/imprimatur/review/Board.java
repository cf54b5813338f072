package org.imprimatur.review;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.source.Audience;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All articles by where they stand and since when, for the chief editor. One statement a list, whatever it holds. */
@Service
@Transactional(readOnly = true)
public class Board {

    /** Up to here the articles of a status are counted. */
    public static final int BOUND = 1_000;

    private final JdbcClient jdbc;

    Board(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param audience only articles for these, or for all
     * @param words only articles with this in their question or slug; empty for all
     */
    public record Filter(@Nullable Audience audience, String words) {

        private String condition(Map<String, Object> parameters) {
            var condition = "";
            if (audience != null) {
                condition += " AND a.audience = :audience";
                parameters.put("audience", audience.name());
            }
            if (!words.isBlank()) {
                condition += " AND (a.question LIKE :words OR a.slug LIKE :words)";
                parameters.put(
                        "words", "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
            }
            return condition;
        }
    }

    /**
     * @param language of the question
     * @param since when it came into this status
     * @param slots of the open round; 0 without one, as the next two
     * @param claimed slots that somebody holds or has signed
     * @param dueAt of the open round
     * @param awaitsDecision the open round waits for the chief editor
     */
    public record Card(
            UUID id,
            String question,
            String language,
            Audience audience,
            ArticleStatus status,
            int revision,
            Instant since,
            int slots,
            int claimed,
            int signed,
            @Nullable Instant dueAt,
            boolean awaitsDecision) {}

    /** An approval in the order they were given; the article may have moved on since. */
    public record Approved(
            UUID id,
            String slug,
            String question,
            String language,
            Audience audience,
            int revision,
            Instant at) {}

    /** How many there are of each status, up to {@link #BOUND}. */
    public Map<ArticleStatus, Integer> counts(Filter filter) {
        var parameters = new LinkedHashMap<String, Object>(Map.of("bound", BOUND));
        var condition = filter.condition(parameters);
        var counts = new EnumMap<ArticleStatus, Integer>(ArticleStatus.class);
        jdbc.sql(
                        Stream.of(ArticleStatus.values())
                                .map(
                                        status ->
                                                "SELECT '%1$s', COUNT(*) FROM (SELECT 1 FROM article a WHERE a.status = '%1$s'%2$s LIMIT :bound) bounded"
                                                        .formatted(status.name(), condition))
                                .collect(Collectors.joining(" UNION ALL ")))
                .params(parameters)
                .query(
                        row -> {
                            counts.put(ArticleStatus.valueOf(row.getString(1)), row.getInt(2));
                        });
        return counts;
    }

    /** What somebody still has to work on is listed with the oldest first, what is settled with the newest. */
    public Page<Card> list(
            ArticleStatus status, Filter filter, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 2);
        var parameters =
                new LinkedHashMap<String, Object>(
                        Map.of("status", status.name(), "limit", Page.probe(limit)));
        var condition = filter.condition(parameters);
        var newestFirst = isSettled(status);
        if (after != null) {
            var beyond = newestFirst ? "<" : ">";
            condition += " AND a.status_since %s= :after".formatted(beyond);
            condition += " AND (a.status_since, a.id) %s (:after, :afterId)".formatted(beyond);
            parameters.put("after", after.part(0, LocalDateTime::parse));
            parameters.put("afterId", after.uuid(1));
        }
        var order = newestFirst ? "a.status_since DESC, a.id DESC" : "a.status_since, a.id";
        var found =
                jdbc.sql(
                                """
                                SELECT a.id, a.question, a.audience, a.newest_revision, a.status_since,
                                       COUNT(t.id), COUNT(t.holder), COUNT(IF(t.state = 'DONE', 1, NULL)),
                                       MAX(r.due_at), MAX(r.decision_since), v.language
                                FROM (SELECT a.* FROM article a WHERE a.status = :status%1$s ORDER BY %2$s LIMIT :limit) a
                                JOIN revision v ON v.article_id = a.id AND v.number = a.newest_revision
                                LEFT JOIN review_round r ON r.article_id = a.id AND r.outcome IS NULL
                                LEFT JOIN review_task t ON t.round_id = r.id
                                GROUP BY a.id, a.question, v.language, a.audience, a.newest_revision, a.status_since
                                ORDER BY %2$s"""
                                        .formatted(condition, order))
                        .params(parameters)
                        .query(
                                (row, _) ->
                                        new Card(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getString(11),
                                                Audience.valueOf(row.getString(3)),
                                                status,
                                                row.getInt(4),
                                                Moments.required(row, 5),
                                                row.getInt(6),
                                                row.getInt(7),
                                                row.getInt(8),
                                                Moments.read(row, 9),
                                                row.getObject(10) != null))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(Moments.stored(last.since()), last.id()));
    }

    /** Approvals since that moment, the newest first. */
    public Page<Approved> approvedSince(Instant since, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 2);
        var found =
                jdbc.sql(
                                """
                                SELECT a.id, a.slug, v.question, a.audience, p.revision, p.approved_at, v.language
                                FROM approval p JOIN article a ON a.id = p.article_id
                                JOIN revision v ON v.article_id = p.article_id AND v.number = p.revision
                                WHERE p.approved_at >= :since
                                AND (:at IS NULL OR (p.approved_at, p.article_id) < (:at, :id))
                                ORDER BY p.approved_at DESC, p.article_id DESC LIMIT :limit""")
                        .param("since", Moments.stored(since))
                        .param("at", after == null ? null : after.part(0, LocalDateTime::parse))
                        .param("id", after == null ? null : after.uuid(1))
                        .param("limit", Page.probe(limit))
                        .query(
                                (row, _) ->
                                        new Approved(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(7),
                                                Audience.valueOf(row.getString(4)),
                                                row.getInt(5),
                                                Moments.required(row, 6)))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(Moments.stored(last.at()), last.id()));
    }

    private static boolean isSettled(ArticleStatus status) {
        return switch (status) {
            case APPROVED, REJECTED, WITHDRAWN -> true;
            case DRAFT, SUBMITTED, UNDER_REVIEW, CHANGES_REQUESTED -> false;
        };
    }
}
