package org.imprimatur.assurance;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.audit.LogEvent;
import org.imprimatur.audit.RecordedChecks;
import org.imprimatur.log.Verdict;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs {@link Fsck} beside everything else, one at a time on all nodes together: when an auditor asks, and every hour.
 * Each result is kept, and its verdict is an entry of the trail.
 */
@Service
public class FsckRuns {

    private static final Logger log = LoggerFactory.getLogger(FsckRuns.class);

    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final long BETWEEN_WORDS_NS = 500_000_000L;
    private static final int MOST_FINDINGS = 200;
    private static final String FAILED = "FAILED";

    private final Fsck fsck;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RecordedChecks recorded;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json;

    FsckRuns(
            Fsck fsck,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            RecordedChecks recorded,
            ApplicationEventPublisher events,
            Clock clock,
            JsonMapper json) {
        this.fsck = fsck;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.recorded = recorded;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /** @param reason of the first of this kind, with its place */
    public record Kind(String verdict, long count, String reason) {}

    /**
     * What was found.
     *
     * @param kinds in the order in which they are reported
     * @param findings at most two hundred
     */
    public record Found(
            long entries,
            long articles,
            List<Kind> kinds,
            List<String> findings,
            List<String> sentences) {}

    /**
     * One run.
     *
     * @param startedAt as the row says; a moment that is yet to come is nobody's
     * @param verdict by the trail, whatever the row says: {@code OK}, a {@link Verdict}, or {@code FAILED} where it could not
     *     be brought to an end or the trail does not tell of it; {@code null} while it runs
     */
    public record Run(
            long number,
            String startedBy,
            Instant startedAt,
            long done,
            long todo,
            @Nullable Instant finishedAt,
            @Nullable String verdict) {

        private Run told(RecordedChecks.@Nullable Result by, Instant latest) {
            var runs = by == null && finishedAt == null && !startedAt.isAfter(latest);
            return new Run(
                    number,
                    startedBy,
                    startedAt,
                    done,
                    todo,
                    runs ? null : Objects.requireNonNullElse(finishedAt, startedAt),
                    runs ? null : by == null ? FAILED : by.verdict());
        }

        public boolean isRunning() {
            return verdict == null;
        }

        public boolean isClean() {
            return "OK".equals(verdict);
        }
    }

    /** Newest first, and whatever their rows say, so that none is hidden by a word in its row. */
    public List<Run> newest(int most) {
        var rows =
                jdbc.sql(
                                "SELECT number, started_by, started_at, done, todo, finished_at FROM fsck_run ORDER BY number DESC LIMIT ?")
                        .param(most)
                        .query(
                                (row, _) ->
                                        new Run(
                                                row.getLong(1),
                                                row.getString(2),
                                                Objects.requireNonNull(
                                                        at(row.getObject(3, LocalDateTime.class))),
                                                row.getLong(4),
                                                row.getLong(5),
                                                at(row.getObject(6, LocalDateTime.class)),
                                                null))
                        .list();
        var results = recorded.of(rows.stream().map(Run::number).toList());
        var latest = latest();
        return rows.stream().map(run -> run.told(results.get(run.number()), latest)).toList();
    }

    /** Later no run can have begun, by whichever node's clock. */
    private Instant latest() {
        return clock.instant().plus(LONGEST_SILENCE);
    }

    /** Empty where it failed, while it runs, and where it is not what was found by the trail. */
    public Optional<Found> found(long number) {
        var result = recorded.of(List.of(number)).get(number);
        return jdbc.sql("SELECT report FROM fsck_run WHERE number = ? AND report IS NOT NULL")
                .param(number)
                .query(String.class)
                .optional()
                .filter(report -> result != null && hash(report).equals(result.report()))
                .map(report -> json.readValue(report, Found.class));
    }

    /**
     * Begins in the background.
     *
     * @return the thread it runs on; empty where one runs already
     */
    public Optional<Thread> start(Actor by) {
        return take(by).map(
                        number ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("fsck")
                                        .start(() -> run(number, by)));
    }

    /** Starts one where none began in the last hour. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
    public void runEveryHour() {
        var recent =
                jdbc.sql("SELECT COUNT(*) FROM fsck_run WHERE started_at > ? AND started_at <= ?")
                        .params(stored(clock.instant().minus(BETWEEN)), stored(latest()))
                        .query(Long.class)
                        .single();
        if (recent == 0) {
            var _ = start(Actor.SYSTEM);
        }
    }

    /** One that has been silent for long, or says that it will speak in the future, blocks nobody. */
    private Optional<Long> take(Actor by) {
        var now = clock.instant();
        jdbc.sql(
                        "SELECT number FROM fsck_run WHERE running = 1 AND NOT told_at BETWEEN :from AND :to")
                .param("from", stored(now.minus(LONGEST_SILENCE)))
                .param("to", stored(now.plus(LONGEST_SILENCE)))
                .query(Long.class)
                .list()
                .forEach(lost -> end(lost, Actor.SYSTEM, 0, FAILED, null));
        try {
            return transaction.execute(
                    _ -> {
                        jdbc.sql(
                                        "INSERT INTO fsck_run (running, started_by, started_at, told_at, done, todo) VALUES (1, ?, ?, ?, 0, 0)")
                                .params(by.username(), stored(now), stored(now))
                                .update();
                        return Optional.of(
                                jdbc.sql("SELECT number FROM fsck_run WHERE running = 1")
                                        .query(Long.class)
                                        .single());
                    });
        } catch (DuplicateKeyException runsAlready) {
            return Optional.empty();
        }
    }

    private void run(long number, Actor by) {
        try {
            var report = fsck.run(new Telling(number));
            report.findings()
                    .firstOfEach()
                    .forEach(
                            finding ->
                                    log.error(
                                            "fsck found {} ({} in all)",
                                            finding,
                                            report.findings().count(finding.verdict())));
            finish(number, by, report);
        } catch (RuntimeException failure) {
            log.error("fsck could not be brought to an end", failure);
            end(number, by, 0, FAILED, null);
        }
    }

    /** One whose end was told already stays as it is. */
    private void end(long number, Actor by, long entries, String verdict, @Nullable String report) {
        transaction.executeWithoutResult(
                _ -> {
                    var ended =
                            jdbc.sql(
                                            "UPDATE fsck_run SET running = NULL, finished_at = ?, verdict = ?, done = todo, report = ? WHERE number = ? AND running = 1")
                                    .param(stored(clock.instant()))
                                    .param(verdict)
                                    .param(report)
                                    .param(number)
                                    .update();
                    if (ended == 1) {
                        events.publishEvent(
                                new LogEvent.Checked(
                                        by,
                                        number,
                                        entries,
                                        verdict,
                                        report == null ? null : hash(report)));
                    }
                });
    }

    private static String hash(String report) {
        return ContentHash.of(report.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private void finish(long number, Actor by, Fsck.Report report) {
        var kinds =
                report.findings().firstOfEach().stream()
                        .map(
                                first ->
                                        new Kind(
                                                first.verdict().name(),
                                                report.findings().count(first.verdict()),
                                                first.toString()))
                        .toList();
        var found =
                new Found(
                        report.entries(),
                        report.articles(),
                        kinds,
                        report.findings().all().stream()
                                .limit(MOST_FINDINGS)
                                .map(Object::toString)
                                .toList(),
                        report.sentences());
        end(number, by, report.entries(), report.verdict(), json.writeValueAsString(found));
    }

    private final class Telling implements Fsck.Progress {

        private final long number;
        private long toldAt = System.nanoTime() - BETWEEN_WORDS_NS;

        Telling(long number) {
            this.number = number;
        }

        @Override
        public void at(long done, long of) {
            if (System.nanoTime() - toldAt < BETWEEN_WORDS_NS) {
                return;
            }
            toldAt = System.nanoTime();
            tell(done, of);
        }

        /** In a transaction of its own: the snapshot that is being read must not keep it from being seen. */
        private void tell(long done, long of) {
            var own =
                    new TransactionTemplate(
                            Objects.requireNonNull(transaction.getTransactionManager()));
            own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            own.executeWithoutResult(
                    _ ->
                            jdbc.sql(
                                            "UPDATE fsck_run SET done = ?, todo = ?, told_at = ? WHERE number = ? AND running = 1")
                                    .params(done, of, stored(clock.instant()), number)
                                    .update());
        }
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static @Nullable Instant at(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
