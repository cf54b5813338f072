package org.imprimatur.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Slots without a verdict as the chief editor goes through them, the longest delayed first. One statement a page. */
@Service
@Transactional(readOnly = true)
public class OpenSlots {

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenSlots(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param language of the question
     * @param freeSince when nobody held it last
     * @param holder {@code null} while nobody has claimed it, as {@code heldSince}
     */
    public record Slot(
            UUID task,
            UUID article,
            String question,
            String language,
            String specialty,
            boolean highRisk,
            int revision,
            Instant dueAt,
            Instant freeSince,
            @Nullable Instant heldSince,
            @Nullable Holder holder) {}

    /** Past their due time. */
    public Page<Slot> overdue(@Nullable String specialty, @Nullable String cursor, int limit) {
        var now = Map.<String, Object>of("moment", Moments.stored(clock.instant()));
        return list(
                List.of(
                        "t.state = 'OPEN' AND t.due_at < :moment",
                        "t.state = 'CLAIMED' AND t.due_at < :moment"),
                "due_at",
                now,
                specialty,
                cursor,
                limit);
    }

    /** Waiting for somebody for longer than the board's patience. */
    public Page<Slot> unclaimed(@Nullable String specialty, @Nullable String cursor, int limit) {
        var then = Moments.stored(clock.instant().minus(Figures.PATIENCE));
        return list(
                List.of("t.state = 'OPEN' AND t.free_since < :moment"),
                "free_since",
                Map.of("moment", then),
                specialty,
                cursor,
                limit);
    }

    public Page<Slot> heldBy(AccountId holder, @Nullable String cursor, int limit) {
        return list(
                List.of("t.state = 'CLAIMED' AND t.holder = :holder"),
                "due_at",
                Map.of("holder", holder.value()),
                null,
                cursor,
                limit);
    }

    /** Each walk goes along an index in the wanted order, and is cut off before they are merged. */
    private Page<Slot> list(
            List<String> walks,
            String order,
            Map<String, Object> conditions,
            @Nullable String specialty,
            @Nullable String cursor,
            int limit) {
        var after = Cursor.decode(cursor, 2);
        var parameters = new LinkedHashMap<>(conditions);
        parameters.put("limit", Page.probe(limit));
        var narrowed = "";
        if (specialty != null) {
            narrowed += " AND t.specialty = :specialty";
            parameters.put("specialty", specialty);
        }
        if (after != null) {
            narrowed += " AND (t.%1$s, t.id) > (:after, :afterId)".formatted(order);
            narrowed += " AND t.%s >= :after".formatted(order);
            parameters.put("after", after.part(0, LocalDateTime::parse));
            parameters.put("afterId", after.uuid(1));
        }
        var condition = narrowed;
        var sql =
                walks.stream()
                        .map(
                                walk ->
                                        """
                                        (SELECT t.id, t.article_id, t.question, t.specialty, t.urgency, t.revision, t.due_at,
                                                t.free_since, t.held_since, a.username, a.display_name, v.language
                                         FROM review_task t LEFT JOIN account a ON a.id = t.holder
                                         LEFT JOIN revision v ON v.article_id = t.article_id AND v.number = t.revision
                                         WHERE %s%s ORDER BY t.%s, t.id LIMIT :limit)"""
                                                .formatted(walk, condition, order))
                        .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") found"));
        var found =
                jdbc.sql(sql + " ORDER BY " + order + ", id LIMIT :limit")
                        .params(parameters)
                        .query(
                                (row, _) -> {
                                    var username = row.getString(10);
                                    return new Slot(
                                            row.getObject(1, UUID.class),
                                            row.getObject(2, UUID.class),
                                            row.getString(3),
                                            row.getString(12),
                                            row.getString(4),
                                            row.getInt(5) == 0,
                                            row.getInt(6),
                                            Moments.required(row, 7),
                                            Moments.required(row, 8),
                                            Moments.read(row, 9),
                                            username == null
                                                    ? null
                                                    : new Holder(username, row.getString(11)));
                                })
                        .list();
        return Page.of(
                found,
                limit,
                last ->
                        Cursor.after(
                                Moments.stored(
                                        order.equals("due_at") ? last.dueAt() : last.freeSince()),
                                last.task()));
    }
}
