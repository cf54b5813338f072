package org.imprimatur.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.Visibility;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer's tasks, read from the projection rows alone: no list asks the engine.
 *
 * <p>Each specialty is one walk along an index in the wanted order, and the walks are merged: a page costs the same
 * whether a hundred tasks wait or a million.
 */
@Service
@Transactional(readOnly = true)
public class Queue {

    /** What a list holds. */
    public enum View {
        /** Exactly what the person may claim now. */
        AVAILABLE,
        MINE,
        /** Signed by the person in the round that ended in changes requested, and not handed in again yet. */
        WAITING,
        DONE
    }

    /** In which order; {@code PRIORITY} is risk, then due time. */
    public enum Sort {
        DUE,
        PRIORITY
    }

    static final String COLUMNS =
            "t.id, t.article_id, t.slug, t.question, t.specialty, t.urgency, t.revision, t.content_hash, t.due_at, a.username, a.display_name, v.language";

    /** Joined from the left, so that a walk stays on the index of tasks. */
    static final String TABLES =
            " FROM review_task t LEFT JOIN revision v ON v.article_id = t.article_id AND v.number = t.revision"
                    + " LEFT JOIN account a ON a.id = t.holder";

    /** Four eyes and one slot per round, as the claim will check them behind the lock. */
    private static final String CLAIMABLE =
            " AND NOT EXISTS (SELECT 1 FROM review_task o WHERE o.round_id = t.round_id AND o.holder = :person)"
                    + " AND NOT EXISTS (SELECT 1 FROM review_round r WHERE r.id = t.round_id AND LOCATE(:author, r.authors) > 0)";

    private static final String WITH_AUTHOR =
            " AND EXISTS (SELECT 1 FROM article w WHERE w.id = t.article_id AND w.status = 'CHANGES_REQUESTED')"
                    + " AND NOT EXISTS (SELECT 1 FROM review_round n JOIN review_round r ON r.article_id = n.article_id AND r.number < n.number"
                    + " WHERE r.id = t.round_id)";

    private final JdbcClient jdbc;

    Queue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param article only tasks of this article, or all
     * @param specialty only tasks of this specialty, or all
     */
    public Page<TaskView> list(
            Person person,
            View view,
            Sort sort,
            @Nullable UUID article,
            @Nullable String specialty,
            @Nullable String cursor,
            int limit) {
        var after = Cursor.decode(cursor, 3);
        var walks = walks(person, view, specialty);
        if (!person.is(Role.REVIEWER) || walks.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var order = sort == Sort.PRIORITY ? "urgency, due_at, id" : "due_at, id";
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("person", person.id().value());
        parameters.put("author", person.id().toString());
        parameters.put("limit", Page.probe(limit));
        var narrowed = narrowed(article, after, sort, parameters);
        var sql =
                walks.stream()
                        .map(
                                walk ->
                                        "(SELECT "
                                                + COLUMNS
                                                + TABLES
                                                + " WHERE "
                                                + walk
                                                + narrowed
                                                + " ORDER BY t."
                                                + order.replace(", ", ", t.")
                                                + " LIMIT :limit)")
                        .collect(
                                Collectors.joining(
                                        " UNION ALL ",
                                        "SELECT * FROM (",
                                        ") found ORDER BY " + order + " LIMIT :limit"));
        for (var index = 0; index < walks.size(); index++) {
            parameters.put("specialty" + index, specialties(person, specialty).get(index));
        }
        var found = jdbc.sql(sql).params(parameters).query((row, _) -> task(row)).list();
        return Page.of(found, limit, last -> Cursor.after(urgency(last), utc(last), last.id()));
    }

    /** How many tasks the person may claim, counted up to a bound: beyond it the number tells nobody anything. */
    public Map<View, Integer> counts(Person person, int bound) {
        var counts = new LinkedHashMap<View, Integer>();
        for (var view : View.values()) {
            var seen = 0;
            if (person.is(Role.REVIEWER)) {
                var walks = walks(person, view, null);
                for (var index = 0; index < walks.size(); index++) {
                    seen +=
                            jdbc.sql(
                                            "SELECT COUNT(*) FROM (SELECT 1 FROM review_task t WHERE "
                                                    + walks.get(index)
                                                    + " LIMIT :bound) bounded")
                                    .param("person", person.id().value())
                                    .param("author", person.id().toString())
                                    .param(
                                            "specialty" + index,
                                            specialties(person, null).get(index))
                                    .param("bound", bound)
                                    .query(Integer.class)
                                    .single();
                }
            }
            counts.put(view, Math.min(seen, bound));
        }
        return counts;
    }

    /** The specialties whose tasks a person may claim, in their order. */
    public static List<String> specialties(Person person) {
        return specialties(person, null);
    }

    /** One task, for whoever may read what was handed in. */
    public TaskView task(TaskId id, Person person) {
        if (!Visibility.readsSubmissions(person)) {
            throw Refusal.notFound();
        }
        return jdbc.sql("SELECT " + COLUMNS + TABLES + " WHERE t.id = :id")
                .param("id", id.value())
                .query((row, _) -> task(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /** One condition per index walk. */
    private static List<String> walks(Person person, View view, @Nullable String wanted) {
        return switch (view) {
            case AVAILABLE -> {
                var walks = new ArrayList<String>();
                for (var index = 0; index < specialties(person, wanted).size(); index++) {
                    walks.add("t.state = 'OPEN' AND t.specialty = :specialty" + index + CLAIMABLE);
                }
                yield walks;
            }
            case MINE -> List.of("t.holder = :person AND t.state = 'CLAIMED'" + only(wanted));
            case WAITING ->
                    List.of("t.holder = :person AND t.state = 'DONE'" + WITH_AUTHOR + only(wanted));
            case DONE -> List.of("t.holder = :person AND t.state = 'DONE'" + only(wanted));
        };
    }

    private static String only(@Nullable String wanted) {
        return wanted == null ? "" : " AND t.specialty = :specialty0";
    }

    /** The specialties that this person may claim, narrowed to the wanted one. */
    private static List<String> specialties(Person person, @Nullable String wanted) {
        var all = new TreeSet<>(person.specialties());
        all.add(Person.GENERAL);
        if (wanted != null) {
            return all.contains(wanted) ? List.of(wanted) : List.of();
        }
        return List.copyOf(all);
    }

    private static String narrowed(
            @Nullable UUID article,
            @Nullable Cursor after,
            Sort sort,
            Map<String, Object> parameters) {
        var conditions = new StringBuilder();
        if (article != null) {
            conditions.append(" AND t.article_id = :article");
            parameters.put("article", article);
        }
        if (after != null) {
            parameters.put("afterUrgency", after.part(0, Integer::valueOf));
            parameters.put("afterDue", after.part(1, LocalDateTime::parse));
            parameters.put("afterId", after.uuid(2));
            var byDue = "(t.due_at > :afterDue OR (t.due_at = :afterDue AND t.id > :afterId))";
            conditions.append(
                    sort == Sort.PRIORITY
                            ? " AND t.urgency >= :afterUrgency AND (t.urgency > :afterUrgency OR "
                                    + byDue
                                    + ")"
                            : " AND t.due_at >= :afterDue AND " + byDue);
        }
        return conditions.toString();
    }

    static TaskView task(ResultSet row) throws SQLException {
        var username = row.getString(10);
        return new TaskView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(12),
                row.getString(5),
                row.getInt(6) == 0 ? "high" : "routine",
                row.getInt(7),
                row.getString(8),
                row.getObject(9, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                username == null ? null : new Holder(username, row.getString(11)));
    }

    private static int urgency(TaskView task) {
        return task.risk().equals("high") ? 0 : 1;
    }

    private static LocalDateTime utc(TaskView task) {
        return LocalDateTime.ofInstant(task.dueAt(), ZoneOffset.UTC);
    }
}
