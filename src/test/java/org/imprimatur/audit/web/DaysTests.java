package org.imprimatur.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.audit.Trail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DaysTests {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant NEXT_DAY = Instant.parse("2026-03-02T00:00:00Z");
    static final UUID ARTICLE = UUID.fromString("0197a1b2-0c3d-7e4f-8a9b-1c2d3e4f5a6b");

    @Test
    void groupsByDayAndRevision() {
        var days =
                Days.ofOneArticle(
                        List.of(
                                entry(1, NOON, "edith", "CREATED", 1, null),
                                entry(2, NOON, "edith", "REVISED", 2, null),
                                entry(3, NEXT_DAY, "edith", "SUBMITTED", 2, "SUBMITTED")),
                        true);

        assertThat(days)
                .extracting(Days.Day::date)
                .containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2));
        assertThat(days.getFirst().groups()).extracting(Days.Group::revision).containsExactly(1, 2);
    }

    @Test
    void foldsRunsOfWhatTheProcessDidByItself() {
        var items =
                items(
                        entry(1, NOON, "ravi", "CLAIMED", 1, null),
                        entry(2, NOON, "system", "REMINDED", 1, null),
                        entry(3, NOON, "system", "OVERDUE", 1, null),
                        entry(4, NOON, "ravi", "RECOMMENDED", 1, null),
                        entry(5, NOON, "system", "DECIDED", 1, null));

        assertThat(items).extracting(Days.Item::folded).containsExactly(false, true, false, true);
        assertThat(items.get(1).entries()).extracting(EntryView::seq).containsExactly(2L, 3L);
    }

    @Test
    void neverFoldsAChangeOfStatusAway() {
        assertThat(items(entry(1, NOON, "system", "APPROVED", 1, "APPROVED")).getFirst().folded())
                .isFalse();
    }

    @Test
    void foldsNothingWhereOneActionIsAskedFor() {
        var days = Days.ofOneArticle(List.of(entry(1, NOON, "system", "REMINDED", 1, null)), false);

        assertThat(days.getFirst().groups().getFirst().items().getFirst().folded()).isFalse();
    }

    @Test
    void namesTheArticleOfEachEntryInTheWholeTrail() {
        var days =
                Days.ofAll(
                        List.of(
                                entry(2, NOON, "edith", "REVISED", 2, null),
                                entry(1, NOON, "edith", "CREATED", 1, null)),
                        Map.of(ARTICLE, new ReadArticles.Title("Warum?", "de")));

        assertThat(days.getFirst().groups()).hasSize(1);
        assertThat(days.getFirst().groups().getFirst().items())
                .allSatisfy(
                        item -> {
                            assertThat(item.entries().getFirst().question()).isEqualTo("Warum?");
                            assertThat(item.entries().getFirst().articleId())
                                    .isEqualTo(ARTICLE.toString());
                        });
    }

    private static List<Days.Item> items(Trail.Entry... entries) {
        return Days.ofOneArticle(List.of(entries), true).getFirst().groups().getFirst().items();
    }

    static Trail.Entry entry(
            long seq, Instant at, String actor, String action, int revision, @Nullable String to) {
        return new Trail.Entry(
                seq,
                at,
                actor,
                null,
                action,
                "DRAFT",
                to,
                revision,
                1,
                null,
                null,
                null,
                null,
                UUID.randomUUID(),
                ARTICLE,
                null,
                null,
                new TreeMap<>());
    }
}
