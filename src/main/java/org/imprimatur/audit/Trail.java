package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.article.ArticleId;
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
     * @param meaning what was signed, as {@code APPROVE}; {@code null} where nothing was
     * @param correlationId shared by all entries of one action
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
            @Nullable String contentHash,
            @Nullable String meaning,
            @Nullable String reason,
            UUID correlationId) {}

    /** What happened to one article, in order. */
    public Page<Entry> of(ArticleId article, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var found =
                jdbc.sql(
                                "SELECT p.seq, l.bytes, p.body FROM "
                                        + SCHEMA
                                        + ".payload p JOIN "
                                        + SCHEMA
                                        + ".leaf l ON l.seq = p.seq"
                                        + " WHERE p.article = ? AND p.seq > ? ORDER BY p.seq LIMIT ?")
                        .params(
                                article.value(),
                                after == null ? -1 : after.part(0, Long::valueOf),
                                Page.probe(limit))
                        .query((row, _) -> entry(row.getLong(1), row.getBytes(2), row.getString(3)))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.seq()));
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
                                        new Extent(row.getLong(2), at(clear(row.getBytes(3)))));
                            });
        }
        return found;
    }

    private JsonNode clear(byte[] leaf) {
        return json.readTree(new String(leaf, StandardCharsets.UTF_8));
    }

    private static Instant at(JsonNode clear) {
        return Instant.parse(clear.get("time").asString());
    }

    private Entry entry(long seq, byte[] leaf, String payload) {
        var clear = clear(leaf);
        Map<String, String> disclosed = Leaf.values(payload, json);
        return new Entry(
                seq,
                at(clear),
                disclosed.get("actor"),
                disclosed.get("role"),
                clear.get("action").asString(),
                text(clear, "from"),
                text(clear, "to"),
                number(clear, "revision"),
                number(clear, "round"),
                disclosed.getOrDefault("contentHash", text(clear, "contentHash")),
                disclosed.get("meaning"),
                disclosed.get("reason"),
                UUID.fromString(clear.get("correlation").asString()));
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
