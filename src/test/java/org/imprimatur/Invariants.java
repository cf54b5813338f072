package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.assurance.Fsck;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds at every moment at which nobody acts, whatever happened before: the product's own check finds nothing, and
 * the badges that are served over HTTP are those that it computed.
 */
final class Invariants {

    private final Fsck fsck;
    private final JdbcClient jdbc;
    private final Api api;

    Invariants(Fsck fsck, JdbcClient jdbc, Api api) {
        this.fsck = fsck;
        this.jdbc = jdbc;
        this.api = api;
    }

    /** Fails with every article, task or entry for which one of them does not hold. */
    void hold() {
        assertThat(fsck.run((_, _) -> {}).findings().all()).isEmpty();
        badgesAreRecomputed();
    }

    /** What the check finds, for a test that broke something and will put it back. */
    List<String> violations() {
        return fsck.run((_, _) -> {}).findings().all().stream().map(Object::toString).toList();
    }

    private record Standing(
            String slug, String status, @Nullable String submitted, @Nullable String approved) {}

    /** I9, for the newest 40 articles. */
    private void badgesAreRecomputed() {
        var expected = new HashMap<String, Map<String, String>>();
        var shown = new HashMap<String, Map<String, String>>();
        jdbc.sql(
                        """
                        SELECT a.slug, a.status, r.content_hash, p.content_hash FROM article a
                        LEFT JOIN revision r ON r.article_id = a.id AND r.number = a.submitted_revision
                        LEFT JOIN approval p ON p.article_id = a.id AND p.superseded_at IS NULL
                        ORDER BY a.id DESC LIMIT 40
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
