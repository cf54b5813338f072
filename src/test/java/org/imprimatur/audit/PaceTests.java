package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprimatur.Api;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.people.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How fast the trail takes entries, and how long an entry waits for its checkpoint. Figures, by the real clock. */
@SystemTest
@DisplayName("The pace of the trail")
class PaceTests {

    private static final int THREADS = 8;

    /** The goal is two seconds; this is what no machine that builds may exceed, however busy. */
    private static final Duration NEVER = Duration.ofSeconds(20);

    private static final String PLACE = "pace-";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void removeTheRows() {
        transaction.executeWithoutResult(
                _ -> jdbc.sql("DELETE FROM password_origin WHERE origin LIKE 'pace-%'").update());
    }

    @Test
    void coversWhatIsCommitted() throws Exception {
        assertThat(exposure(2, 5).getLast()).isLessThan(NEVER);
    }

    @Test
    @Tag("full")
    void coversNinetyNineOfAHundredWithinTwoSeconds() throws Exception {
        var waits = exposure(THREADS, 125);
        assertThat(waits.get(waits.size() * 99 / 100 - 1)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void leavesNoGapBetweenConcurrentTransactions() throws Exception {
        append(200);
    }

    @Test
    @Tag("full")
    void takesAThousandEntriesASecond() throws Exception {
        append(4_000); // warms up
        assertThat(append(20_000)).isGreaterThan(1_000);
    }

    /** From the answer to a command until the checkpoint that anybody may read covers it, sorted. */
    private List<Duration> exposure(int writers, int each) throws Exception {
        var waits = new ArrayList<Duration>();
        for (var of :
                together(
                        writers,
                        () -> {
                            var own = new ArrayList<Duration>();
                            for (var i = 0; i < each; i++) {
                                own.add(untilCovered());
                            }
                            return own;
                        })) {
            waits.addAll(of);
        }
        waits.sort(Duration::compareTo);
        System.out.printf(
                "Exposure: %,d commits by %d writers, covered after %d ms (median), %d ms (p99), %d ms (worst)%n",
                waits.size(),
                writers,
                waits.get(waits.size() / 2).toMillis(),
                waits.get(Math.max(0, waits.size() * 99 / 100 - 1)).toMillis(),
                waits.getLast().toMillis());
        return waits;
    }

    private Duration untilCovered() {
        story.article();
        var committed = System.nanoTime();
        var size = size();
        while (covered() < size) {
            assertThat(since(committed)).as("entry %d waits", size - 1).isLessThan(NEVER);
        }
        return since(committed);
    }

    private long covered() {
        return SignedCheckpoint.parse(api.anonymously("/log/checkpoint").get().expect(200).text())
                .checkpoint()
                .size();
    }

    /**
     * Business transactions of one row and one entry, against the same without the entry.
     *
     * @return entries a second
     */
    private double append(int transactions) throws Exception {
        var bare = perSecond(transactions, () -> {});
        var before = size();
        var recorded =
                perSecond(
                        transactions,
                        () -> events.publishEvent(new TrailEvent.Read(Actor.SYSTEM, "nothing")));
        assertThat(size()).isEqualTo(before + transactions);
        assertThat(count(before)).isEqualTo(transactions);
        System.out.printf(
                "Append: %,d transactions at %d threads: %,.0f a second without an entry, %,.0f with one (%.2f of it)%n",
                transactions, THREADS, bare, recorded, recorded / bare);
        return recorded;
    }

    private double perSecond(int transactions, Runnable besides) throws Exception {
        var each = transactions / THREADS;
        var began = System.nanoTime();
        together(
                THREADS,
                () -> {
                    for (var i = 0; i < each; i++) {
                        transaction.executeWithoutResult(
                                _ -> {
                                    jdbc.sql(
                                                    "INSERT INTO password_origin (origin, tried_at) VALUES (?, UTC_TIMESTAMP(6))")
                                            .param(PLACE + UUID.randomUUID())
                                            .update();
                                    besides.run();
                                });
                    }
                    return each;
                });
        return transactions * 1e9 / (System.nanoTime() - began);
    }

    private static <T> List<T> together(int threads, Callable<T> deed) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var results = new ArrayList<T>();
            for (var future :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(_ -> deed).toList())) {
                try {
                    results.add(future.get());
                } catch (ExecutionException failed) {
                    throw new AssertionError(failed.getCause());
                }
            }
            return results;
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private long size() {
        return jdbc.sql("SELECT COALESCE(MAX(seq) + 1, 0) FROM imprimatur_trail.leaf")
                .query(Long.class)
                .single();
    }

    private long count(long from) {
        return jdbc.sql("SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE seq >= ?")
                .param(from)
                .query(Long.class)
                .single();
    }
}
