package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.imprimatur.Api;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Random histories of the board through HTTP, engine and database: none is wrong, and of none is anything wrong said. */
@SystemTest
@Order(4)
@DisplayName("A board that chance plays")
class BoardRunTests {

    /** At once, each at an article of its own. */
    private static final int PLAYERS = 2;

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired Fsck fsck;

    @Test
    void approvesNothingWithoutAQuorumOfDistinctPeople() throws Exception {
        play(40, 20, 20_260_302);
    }

    @Test
    @Tag("full")
    void approvesNothingWithoutAQuorumInManyRuns() throws Exception {
        play(10_000, 1_000, System.nanoTime());
    }

    @Test
    void raisesNoFalseAlarm() throws Exception {
        play(10, 1, 20_260_301);
    }

    @Test
    @Tag("full")
    void raisesNoFalseAlarmInManyRuns() throws Exception {
        play(1_000, 20, System.nanoTime());
    }

    /**
     * @param seed of the first; each has its own, so that it can be played again alone
     * @param every how many histories fsck and verifier are asked what they think of all
     */
    private void play(int runs, int every, long seed) throws Exception {
        var approvals = 0;
        var granted = 0;
        var refused = 0;
        var alarms = 0;
        try (var players = Executors.newFixedThreadPool(PLAYERS)) {
            for (var first = 0; first < runs; first += every) {
                var histories =
                        LongStream.range(first, Math.min(first + every, runs))
                                .<Callable<BoardRun>>mapToObj(run -> () -> play(seed + run))
                                .toList();
                for (var history : players.invokeAll(histories)) {
                    var played = history.get();
                    approvals += played.approvals();
                    granted += played.granted();
                    refused += played.refused();
                }
                askFsckAndVerifier();
                alarms++;
                System.out.printf(
                        "Board runs: %,d histories from seed %d on, %,d wishes granted, %,d refused, %,d approvals,"
                                + " each with its quorum; asked fsck and verifier %,d times, no alarm%n",
                        first + histories.size(), seed, granted, refused, approvals, alarms);
            }
        }
        assertThat(approvals).as("approvals").isGreaterThanOrEqualTo(Math.max(1, runs / 100));
        assertThat(refused).as("refusals").isPositive();
    }

    private BoardRun play(long seed) {
        try {
            return new BoardRun(api, story, new Random(seed)).play();
        } catch (AssertionError failed) {
            throw new AssertionError("Seed " + seed, failed);
        }
    }

    private void askFsckAndVerifier() throws SQLException {
        signer.advance();
        assertThat(fsck.run((_, _) -> {}).findings().all()).isEmpty();
        try (var root = new Tampering(database, settings.directory(), clock)) {
            // behind what it says of its progress, where that takes long
            assertThat(root.verify()).containsPattern("(?m)^OK$");
        }
    }
}
