package org.imprimatur.review;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Four numbers that say where the review sticks, with their last days. One statement each, over a bounded part of an
 * index: a desk that drowns is told so without being counted to the end.
 *
 * <p>A slot's waiting counts from when it last became free; what it waited before somebody gave it back is not kept.
 */
@Service
@Transactional(readOnly = true)
public class Figures {

    public static final int DAYS = 14;

    /** How long a slot may wait for a reviewer before it counts. */
    public static final Duration PATIENCE = Duration.ofHours(24);

    /** The week that {@link Kind#APPROVED} counts, today included. */
    public static final int WEEK = 7;

    static final int BOUND = 10_000;

    public enum Kind {
        /** Reviews past their due time without a verdict. */
        OVERDUE,
        /** Reviews that nobody has taken for longer than {@link #PATIENCE}. */
        UNCLAIMED,
        /** Articles whose editor was asked for changes. */
        WITH_AUTHOR,
        /** Approvals of the last {@link #WEEK} days. */
        APPROVED;

        /** Something that happens on a day, and not something that lasts. */
        public boolean happens() {
            return this == APPROVED;
        }
    }

    /**
     * @param before the same number a week ago
     * @param more there are more than this, uncounted
     * @param days how many there were at the end of each day, today last; for what {@link Kind#happens}, on each day
     */
    public record Figure(Kind kind, int now, int before, boolean more, List<Day> days) {}

    public record Day(LocalDate date, int count) {}

    /** Some that began and ended on the same days; {@code until} is {@code null} where they go on. */
    record Span(LocalDate from, @Nullable LocalDate until, int count) {}

    private static final String OVERDUE =
            """
            (SELECT due_at AS since, CAST(NULL AS DATETIME(6)) AS until FROM review_task
             WHERE state = 'OPEN' AND due_at < :now LIMIT :bound)
            UNION ALL
            (SELECT due_at, NULL FROM review_task WHERE state = 'CLAIMED' AND due_at < :now LIMIT :bound)
            UNION ALL
            (SELECT due_at, closed_at FROM review_task WHERE closed_at > :first AND closed_at > due_at LIMIT :bound)""";

    private static final String UNCLAIMED =
            """
            (SELECT free_since + INTERVAL :patience SECOND AS since, CAST(NULL AS DATETIME(6)) AS until FROM review_task
             WHERE state = 'OPEN' AND free_since < :now - INTERVAL :patience SECOND LIMIT :bound)
            UNION ALL
            (SELECT free_since + INTERVAL :patience SECOND, held_since FROM review_task
             WHERE state = 'CLAIMED' AND held_since > :first AND held_since > free_since + INTERVAL :patience SECOND
             LIMIT :bound)
            UNION ALL
            (SELECT free_since + INTERVAL :patience SECOND, COALESCE(held_since, closed_at) FROM review_task
             WHERE closed_at > :first AND COALESCE(held_since, closed_at) > :first
             AND COALESCE(held_since, closed_at) > free_since + INTERVAL :patience SECOND LIMIT :bound)""";

    private static final String WITH_AUTHOR =
            """
            (SELECT status_since AS since, CAST(NULL AS DATETIME(6)) AS until FROM article
             WHERE status = 'CHANGES_REQUESTED' LIMIT :bound)
            UNION ALL
            (SELECT r.closed_at, n.opened_at FROM review_round n
             JOIN review_round r ON r.article_id = n.article_id AND r.number = n.number - 1
             WHERE n.opened_at > :first AND r.outcome = 'CHANGES_REQUESTED' LIMIT :bound)""";

    private static final String APPROVED =
            "(SELECT approved_at AS since, approved_at AS until FROM approval WHERE approved_at >= :first LIMIT :bound)";

    private final JdbcClient jdbc;
    private final Clock clock;

    Figures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Figure> all() {
        return List.of(
                figure(Kind.OVERDUE, OVERDUE),
                figure(Kind.UNCLAIMED, UNCLAIMED),
                figure(Kind.WITH_AUTHOR, WITH_AUTHOR),
                figure(Kind.APPROVED, APPROVED));
    }

    private Figure figure(Kind kind, String spans) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var first = today.minusDays(DAYS - 1L);
        var found =
                jdbc.sql(
                                "SELECT DATE(GREATEST(since, :first)), DATE(until), COUNT(*) FROM ("
                                        + spans
                                        + ") spans GROUP BY 1, 2")
                        .param("first", first.atStartOfDay())
                        .param("now", Moments.stored(now))
                        .param("patience", PATIENCE.toSeconds())
                        .param("bound", BOUND)
                        .query(
                                (row, _) ->
                                        new Span(
                                                row.getObject(1, LocalDate.class),
                                                row.getObject(2, LocalDate.class),
                                                row.getInt(3)))
                        .list();
        return figure(kind, found, first);
    }

    /** Pure: what the spans of the last days come to. */
    static Figure figure(Kind kind, List<Span> spans, LocalDate first) {
        var days = new ArrayList<Day>();
        for (var index = 0; index < DAYS; index++) {
            var date = first.plusDays(index);
            var count =
                    spans.stream()
                            .filter(
                                    span ->
                                            kind.happens()
                                                    ? span.from().equals(date)
                                                    : lastsOver(span, date))
                            .mapToInt(Span::count)
                            .sum();
            days.add(new Day(date, count));
        }
        var now = kind.happens() ? sum(days.subList(DAYS - WEEK, DAYS)) : days.getLast().count();
        var before =
                kind.happens()
                        ? sum(days.subList(DAYS - 2 * WEEK, DAYS - WEEK))
                        : days.get(DAYS - 1 - WEEK).count();
        return new Figure(kind, Math.min(now, BOUND), before, now >= BOUND, List.copyOf(days));
    }

    private static boolean lastsOver(Span span, LocalDate end) {
        return !span.from().isAfter(end) && (span.until() == null || span.until().isAfter(end));
    }

    private static int sum(List<Day> days) {
        return days.stream().mapToInt(Day::count).sum();
    }
}
