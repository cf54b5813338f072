package org.imprimatur.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleId;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading the trail. */
@Service
@Transactional(readOnly = true)
public class Trail {

    /** The schema that holds the trail and nothing else. */
    static final String SCHEMA = "imprimatur_trail";

    /** What an entry tells under a name of its own. */
    private static final Set<String> TOLD =
            Set.of(
                    "actor",
                    "role",
                    "article",
                    "contentHash",
                    "meaning",
                    "reason",
                    "subject",
                    "filter");

    /** Under what names an entry speaks of another one, in clear. */
    private static final Set<String> OTHER_ENTRIES = Set.of("annotated", "redacted");

    private static final String TABLES =
            " FROM " + SCHEMA + ".leaf l LEFT JOIN " + SCHEMA + ".payload p ON p.seq = l.seq";
    private static final int MOST_OF_A_ROUND = 2_000;

    /** What bytes are called that are no entry. */
    static final String UNREADABLE = "UNREADABLE";

    private static final UUID NONE = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Trail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One entry, with what its payload discloses.
     *
     * @param seq position in the whole trail, from 0 and gapless
     * @param at the database's time, UTC, microseconds
     * @param actor username, or {@code system}; {@code null} once redacted
     * @param role in which the actor acted; {@code null} for the system
     * @param policy version of the policy that the round goes by
     * @param meaning what was signed, as {@code APPROVE}; {@code null} where nothing was
     * @param correlationId shared by all entries of one action
     * @param article {@code null} where it is about none
     * @param subject the specialty of a slot, or the account that was made
     * @param filter what was read or exported
     * @param details whatever else the entry discloses, such as {@code name} or {@code holder}; and which other entry it is about
     */
    public record Entry(
            long seq,
            Instant at,
            @Nullable String actor,
            @Nullable String role,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer revision,
            @Nullable Integer round,
            @Nullable Integer policy,
            @Nullable String contentHash,
            @Nullable String meaning,
            @Nullable String reason,
            UUID correlationId,
            @Nullable UUID article,
            @Nullable String subject,
            @Nullable String filter,
            SortedMap<String, String> details) {

        /** The process acted: a rule, a timer, the desk check. */
        public boolean isByTheProcess() {
            return Actor.SYSTEM.username().equals(actor);
        }

        /** What a person signed; nothing where nobody did, or it was redacted. */
        public Optional<EntrySignature> signature() {
            return EntrySignature.of(this);
        }

        /** The details that do not stand in the signature. */
        public SortedMap<String, String> otherDetails() {
            var others = new TreeMap<>(details);
            if (signature().isPresent()) {
                others.keySet().removeAll(EntrySignature.TOLD);
            }
            return others;
        }

        /** Whether the article's status is another one now. */
        public boolean moves() {
            return to != null && !to.equals(from);
        }
    }

    /** What happened to one article, in order. */
    public Page<Entry> of(ArticleId article, @Nullable String cursor, int limit) {
        return page(
                Condition.of(TrailFilter.of(article.value()), Meant.ANYTHING), true, cursor, limit);
    }

    /** @param oldestFirst or the newest first */
    Page<Entry> page(
            TrailFilter filter,
            Meant meant,
            boolean oldestFirst,
            @Nullable String cursor,
            int limit) {
        return page(Condition.of(filter, meant), oldestFirst, cursor, limit);
    }

    private Page<Entry> page(
            Condition condition, boolean oldestFirst, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var bound =
                after == null
                        ? condition
                        : condition.and(
                                oldestFirst ? "l.seq > :bound" : "l.seq < :bound",
                                "bound",
                                after.part(0, Long::valueOf));
        var found = found(bound, oldestFirst, Page.probe(limit));
        return Page.of(found, limit, last -> Cursor.after(last.seq()));
    }

    /** The entries of one round of an article; also how it was withdrawn, of which the trail knows no round. */
    public List<Entry> ofRound(ArticleId article, int round) {
        return found(
                Condition.of(TrailFilter.of(article.value()), Meant.ANYTHING)
                        .and(
                                "(JSON_VALUE(CONVERT(l.bytes USING latin1), '$.round') = :round OR l.action = 'WITHDRAWN')",
                                "round",
                                round),
                true,
                MOST_OF_A_ROUND);
    }

    /** How many entries there are, and the position of the newest: what comes later was not asked for. */
    record Size(long entries, long newest) {}

    Size size(TrailFilter filter, Meant meant) {
        var condition = Condition.of(filter, meant);
        return jdbc.sql(
                        "SELECT COUNT(*), COALESCE(MAX(l.seq), -1)"
                                + TABLES
                                + " WHERE "
                                + condition.sql())
                .params(condition.values())
                .query((row, _) -> new Size(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Up to {@code limit} entries after one position and up to another, oldest first. */
    List<Entry> between(TrailFilter filter, Meant meant, long after, long last, int limit) {
        return found(
                Condition.of(filter, meant)
                        .and("l.seq > :after", "after", after)
                        .and("l.seq <= :last", "last", last),
                true,
                limit);
    }

    /**
     * Whose user name or name, today's or a former one, has these letters in it, whatever their case and accents; the
     * names are those that the trail discloses, so that nobody is found who was redacted.
     */
    List<NamedPerson> people(String letters, int limit) {
        var found = new LinkedHashMap<String, List<String>>();
        jdbc.sql(
                        "SELECT username, name FROM (SELECT MIN(l.seq) AS first, JSON_VALUE(p.body, '$.subject.value') AS username,"
                                + " JSON_VALUE(p.body, '$.name.value') AS name"
                                + TABLES
                                + " WHERE l.action IN ('ACCOUNT_CREATED', 'PROFILE_CHANGED', 'ACCOUNT_RESTATED') GROUP BY username, name) named"
                                + " WHERE username IN (SELECT JSON_VALUE(p.body, '$.subject.value')"
                                + TABLES
                                + " WHERE l.action IN ('ACCOUNT_CREATED', 'PROFILE_CHANGED', 'ACCOUNT_RESTATED')"
                                + " AND CONVERT(CONCAT_WS('\n', JSON_VALUE(p.body, '$.subject.value'), JSON_VALUE(p.body, '$.name.value')) USING utf8mb4)"
                                + " COLLATE utf8mb4_uca1400_ai_ci LIKE CONCAT('%', :letters, '%') ESCAPE '!')"
                                + " ORDER BY username, first")
                .param("letters", letters.replaceAll("[!%_]", "!$0"))
                .query(
                        row -> {
                            found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                    .add(row.getString(2));
                        });
        return found.entrySet().stream()
                .limit(limit)
                .map(person -> new NamedPerson(person.getKey(), List.copyOf(person.getValue())))
                .toList();
    }

    /** Every action there is an entry of. */
    public List<String> actions() {
        return jdbc.sql(
                        "SELECT DISTINCT action FROM "
                                + SCHEMA
                                + ".leaf WHERE action IS NOT NULL ORDER BY action")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<Entry> found(Condition condition, boolean oldestFirst, int limit) {
        return jdbc.sql(
                        "SELECT l.seq, l.bytes, "
                                + EntryRows.BODY
                                + ", p.article"
                                + TABLES
                                + " WHERE "
                                + condition.sql()
                                + " ORDER BY l.seq "
                                + (oldestFirst ? "" : "DESC ")
                                + "LIMIT :limit")
                .params(condition.and("TRUE", "limit", limit).values())
                .query(
                        (row, _) ->
                                entry(
                                        row.getLong(1),
                                        row.getBytes(2),
                                        row.getString(3),
                                        row.getObject(4, UUID.class)))
                .list();
    }

    /** Part of a query with its values. Only what is asked for stands in it, so that an index can serve it. */
    private record Condition(String sql, Map<String, Object> values) {

        static Condition of(TrailFilter filter, Meant meant) {
            var condition = new Condition("TRUE", Map.of());
            if (filter.article() != null) {
                condition =
                        condition.and("p.article = :article", "article", filter.article().value());
            }
            condition = condition.among("p.article", "articles", meant.articles());
            condition = condition.among("p.actor", "people", meant.people());
            if (filter.action() != null) {
                condition = condition.and("l.action = :action", "action", filter.action());
            }
            // times of one form, so that they are in order as texts
            if (filter.from() != null) {
                condition = condition.and("l.at >= :from", "from", filter.from() + "T");
            }
            if (filter.to() != null) {
                condition = condition.and("l.at < :to", "to", filter.to().plusDays(1) + "T");
            }
            return condition;
        }

        private Condition among(String column, String name, @Nullable Collection<?> values) {
            if (values == null) {
                return this;
            }
            return values.isEmpty()
                    ? and("FALSE", name, values)
                    : and(column + " IN (:" + name + ")", name, values);
        }

        Condition and(String more, String name, Object value) {
            var all = new HashMap<>(values);
            all.put(name, value);
            return new Condition(sql + " AND " + more, all);
        }
    }

    /** How much of the trail is about an article, and when it last grew. */
    public record Extent(long entries, Instant lastAt) {}

    /** @return by article; absent where nothing is recorded */
    public Map<UUID, Extent> extents(Collection<UUID> articles) {
        var found = new HashMap<UUID, Extent>();
        if (!articles.isEmpty()) {
            jdbc.sql(
                            "SELECT counted.article, counted.entries, l.bytes FROM (SELECT article, COUNT(*) AS entries, MAX(seq) AS newest FROM "
                                    + SCHEMA
                                    + ".payload WHERE article IN (:articles) GROUP BY article) counted"
                                    + " JOIN "
                                    + SCHEMA
                                    + ".leaf l ON l.seq = counted.newest")
                    .param("articles", articles)
                    .query(
                            row -> {
                                found.put(
                                        row.getObject(1, UUID.class),
                                        new Extent(
                                                row.getLong(2),
                                                at(Leaf.clear(row.getBytes(3), json))));
                            });
        }
        return found;
    }

    static Instant at(JsonNode clear) {
        var time = text(clear, "time");
        try {
            return time == null ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }

    private Entry entry(long seq, byte[] leaf, @Nullable String payload, @Nullable UUID article) {
        var clear = Leaf.clear(leaf, json);
        // a call that was killed has left a leaf that discloses nothing
        Map<String, String> disclosed = payload == null ? Map.of() : Leaf.values(payload, json);
        var action = text(clear, "action");
        return new Entry(
                seq,
                at(clear),
                disclosed.get("actor"),
                disclosed.get("role"),
                action == null ? UNREADABLE : action,
                text(clear, "from"),
                text(clear, "to"),
                number(clear, "revision"),
                number(clear, "round"),
                number(clear, "policy"),
                disclosed.getOrDefault("contentHash", text(clear, "contentHash")),
                disclosed.get("meaning"),
                words(disclosed.get("reason")),
                correlation(clear),
                article,
                disclosed.get("subject"),
                disclosed.get("filter"),
                details(clear, disclosed));
    }

    private static UUID correlation(JsonNode clear) {
        try {
            return UUID.fromString(String.valueOf(text(clear, "correlation")));
        } catch (IllegalArgumentException none) {
            return NONE;
        }
    }

    /** Empty where no words were given. */
    private static @Nullable String words(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? null : reason;
    }

    private static SortedMap<String, String> details(
            JsonNode clear, Map<String, String> disclosed) {
        var details = new TreeMap<>(disclosed);
        details.keySet().removeAll(TOLD);
        for (var other : OTHER_ENTRIES) {
            var seq = text(clear, other);
            if (seq != null) {
                details.put(other, seq);
            }
        }
        return details;
    }

    private static @Nullable String text(JsonNode leaf, String name) {
        var value = leaf.get(name);
        return value == null ? null : value.asString();
    }

    private static @Nullable Integer number(JsonNode leaf, String name) {
        var value = leaf.get(name);
        return value == null ? null : value.asInt();
    }
}
