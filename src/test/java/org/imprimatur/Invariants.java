package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.imprimatur.article.ArticleStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds at every moment at which nobody acts, whatever happened before: tables, engine, trail and badge tell one
 * story. Reads the whole database, past every rule of the application.
 */
final class Invariants {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Api api;

    Invariants(JdbcClient jdbc, Api api) {
        this.jdbc = jdbc;
        this.api = api;
    }

    /** Fails with every article, task or entry for which one of them does not hold. */
    void hold() {
        theTrailHasNoGap();
        var entries = entries();
        var softly = new SoftAssertions();
        statusesFollowTheTrail(entries, softly);
        holdersAreThoseWhoClaimed(entries, softly);
        softly.assertAll();
        assertNone("holder and assignee differ, or a task is known to one side only", HOLDERS);
        assertNone("an approval without its signed quorum", UNSUPPORTED_APPROVALS);
        assertNone("an article in review without exactly one live process", NOT_ONE_PROCESS);
        assertNone("a process without an open round of an article in review", ORPHANS);
        assertNone("an open round that waits for nobody", HANGING);
        badgesAreRecomputed();
    }

    private record Entry(UUID article, JsonNode leaf, JsonNode payload) {

        @Nullable String shown(String name) {
            return leaf.has(name) ? leaf.get(name).asString() : null;
        }

        String hidden(String name) {
            return payload.get(name).get("value").asString();
        }
    }

    /** I2. */
    private void theTrailHasNoGap() {
        var trail =
                jdbc.sql("SELECT COUNT(*), MIN(seq), MAX(seq) FROM imprimatur_trail.leaf")
                        .query((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single();
        var size = trail.getFirst();
        assertThat(trail).as("size, first, last").containsExactly(size, 0L, size - 1);
    }

    private List<Entry> entries() {
        return jdbc.sql(
                        "SELECT p.article, l.bytes, p.body FROM imprimatur_trail.payload p"
                                + " JOIN imprimatur_trail.leaf l ON l.seq = p.seq WHERE p.article IS NOT NULL ORDER BY p.seq")
                .query(
                        (row, _) ->
                                new Entry(
                                        row.getObject(1, UUID.class),
                                        JSON.readTree(row.getBytes(2)),
                                        JSON.readTree(row.getString(3))))
                .list();
    }

    /** I1 and I3. */
    private void statusesFollowTheTrail(List<Entry> entries, SoftAssertions softly) {
        var statuses = new HashMap<UUID, ArticleStatus>();
        for (var entry : entries) {
            var to = entry.shown("to");
            if (to == null) {
                continue;
            }
            var next = ArticleStatus.valueOf(to);
            var from = entry.shown("from");
            var before = statuses.put(entry.article(), next);
            softly.assertThat(from)
                    .as("where %s of %s starts", entry.shown("action"), entry.article())
                    .isEqualTo(before == null ? null : before.name());
            softly.assertThat(
                            before == null
                                    ? next == ArticleStatus.DRAFT
                                    : before.mayBecome(next)
                                            || (before == next
                                                    && "REVISED".equals(entry.shown("action"))))
                    .as("%s of %s from %s to %s", entry.shown("action"), entry.article(), from, to)
                    .isTrue();
        }
        var stored = new HashMap<UUID, ArticleStatus>();
        jdbc.sql("SELECT id, status FROM article")
                .query(
                        row -> {
                            stored.put(
                                    row.getObject(1, UUID.class),
                                    ArticleStatus.valueOf(row.getString(2)));
                        });
        softly.assertThat(statuses).as("status by the trail").isEqualTo(stored);
    }

    private record Slot(UUID article, int round) {}

    /** I4: whoever claimed or was given a slot, and whose claim did not end since, holds it, and nobody else. */
    private void holdersAreThoseWhoClaimed(List<Entry> entries, SoftAssertions softly) {
        var claimed = new HashMap<Slot, List<String>>();
        for (var entry : entries) {
            var action = String.valueOf(entry.shown("action"));
            if (List.of("CLAIMED", "ASSIGNED", "RELEASED").contains(action)) {
                var holders =
                        claimed.computeIfAbsent(
                                new Slot(entry.article(), entry.leaf().get("round").asInt()),
                                _ -> new ArrayList<>());
                switch (action) {
                    case "CLAIMED" -> holders.add(entry.hidden("actor"));
                    case "ASSIGNED" -> holders.add(entry.hidden("holder"));
                    default ->
                            softly.assertThat(holders.remove(entry.hidden("holder")))
                                    .as("a claim that ended had begun")
                                    .isTrue();
                }
            }
        }
        claimed.values().removeIf(List::isEmpty);
        claimed.values().forEach(holders -> holders.sort(null));
        var held = new HashMap<Slot, List<String>>();
        jdbc.sql(
                        "SELECT r.article_id, r.number, a.username FROM review_task t JOIN review_round r ON r.id = t.round_id"
                                + " JOIN account a ON a.id = t.holder ORDER BY a.username COLLATE utf8mb4_bin")
                .query(
                        row -> {
                            held.computeIfAbsent(
                                            new Slot(row.getObject(1, UUID.class), row.getInt(2)),
                                            _ -> new ArrayList<>())
                                    .add(row.getString(3));
                        });
        softly.assertThat(held).as("holders by the trail").isEqualTo(claimed);
    }

    /** I11, both ways. */
    private static final String HOLDERS =
            """
            SELECT CONCAT(t.id, ' ', COALESCE(a.username, 'nobody'), ' / ', COALESCE(e.ASSIGNEE_, 'nobody'))
            FROM review_task t LEFT JOIN account a ON a.id = t.holder LEFT JOIN ACT_RU_TASK e ON e.ID_ = t.engine_step
            WHERE t.state IN ('OPEN', 'CLAIMED') AND (e.ID_ IS NULL OR NOT e.ASSIGNEE_ <=> a.username)
            UNION ALL
            SELECT CONCAT('engine only: ', e.ID_) FROM ACT_RU_TASK e
            WHERE NOT EXISTS (SELECT 1 FROM review_task t WHERE t.engine_step = e.ID_ AND t.state IN ('OPEN', 'CLAIMED'))
            AND NOT EXISTS (SELECT 1 FROM review_round r WHERE r.decision_step = e.ID_)
            """;

    /** I5. */
    private static final String UNSUPPORTED_APPROVALS =
            """
            SELECT CONCAT(p.article_id, ' revision ', p.revision) FROM approval p
            JOIN review_round r ON r.article_id = p.article_id AND r.number = p.round
            WHERE r.content_hash <> p.content_hash OR r.outcome <> 'APPROVED'
            OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.round_id = r.id AND d.outcome = 'APPROVE' AND d.content_hash = p.content_hash)
            OR r.quorum > (SELECT COUNT(DISTINCT v.reviewer) FROM recommendation v
                           JOIN signing_session s ON s.id = v.signing_session AND s.account_id = v.reviewer
                           WHERE v.round_id = r.id AND v.content_hash = p.content_hash AND v.recommendation <> 'REJECT')
            UNION ALL
            SELECT CONCAT(a.id, ' is APPROVED without an approval') FROM article a WHERE a.status = 'APPROVED'
            AND NOT EXISTS (SELECT 1 FROM approval p WHERE p.article_id = a.id AND p.revision = a.newest_revision AND p.superseded_at IS NULL)
            """;

    /** I7. */
    private static final String NOT_ONE_PROCESS =
            """
            SELECT CONCAT(a.id, ' ', a.status, ': ', COUNT(e.ID_)) FROM article a
            LEFT JOIN review_round r ON r.article_id = a.id AND r.outcome IS NULL
            LEFT JOIN ACT_RU_EXECUTION e ON e.BUSINESS_KEY_ = r.id AND e.PARENT_ID_ IS NULL
            GROUP BY a.id, a.status HAVING COUNT(e.ID_) <> (a.status IN ('SUBMITTED', 'UNDER_REVIEW'))
            """;

    private static final String ORPHANS =
            """
            SELECT CONCAT('process ', e.ID_) FROM ACT_RU_EXECUTION e WHERE e.PARENT_ID_ IS NULL
            AND NOT EXISTS (SELECT 1 FROM review_round r WHERE r.id = e.BUSINESS_KEY_ AND r.outcome IS NULL)
            UNION ALL
            SELECT CONCAT('job ', j.ID_) FROM ACT_RU_TIMER_JOB j
            WHERE NOT EXISTS (SELECT 1 FROM ACT_RU_EXECUTION e WHERE e.ID_ = j.EXECUTION_ID_)
            """;

    private static final String HANGING =
            """
            SELECT r.id FROM review_round r WHERE r.outcome IS NULL AND r.decision_step IS NULL
            AND NOT EXISTS (SELECT 1 FROM review_task t WHERE t.round_id = r.id AND t.state IN ('OPEN', 'CLAIMED'))
            """;

    private void assertNone(String what, String sql) {
        assertThat(jdbc.sql(sql).query(String.class).list()).as(what).isEmpty();
    }

    private record Standing(
            String slug, String status, @Nullable String submitted, @Nullable String approved) {}

    /** I9, for the newest 200 articles. */
    private void badgesAreRecomputed() {
        var expected = new HashMap<String, Map<String, String>>();
        var shown = new HashMap<String, Map<String, String>>();
        jdbc.sql(
                        """
                        SELECT a.slug, a.status, r.content_hash, p.content_hash FROM article a
                        LEFT JOIN revision r ON r.article_id = a.id AND r.number = a.submitted_revision
                        LEFT JOIN approval p ON p.article_id = a.id AND p.superseded_at IS NULL
                        ORDER BY a.id DESC LIMIT 200
                        """)
                .query(
                        (row, _) ->
                                new Standing(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .list()
                .forEach(
                        article -> {
                            if (article.submitted() != null) {
                                expected.put(
                                        article.slug(),
                                        article.approved() == null
                                                ? Map.of(article.status(), article.submitted())
                                                : Map.of("APPROVED", article.approved()));
                            }
                            var badge =
                                    api.anonymously("/articles/" + article.slug() + "/badge.json")
                                            .get();
                            if (badge.status() == 200) {
                                shown.put(
                                        article.slug(),
                                        Map.of(
                                                badge.json().get("status").asString(),
                                                badge.json().get("contentHash").asString()));
                            }
                        });
        assertThat(shown).as("badges").isEqualTo(expected);
    }
}
