package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Random;
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

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired Fsck fsck;

    @Test
    void approvesNothingWithoutAQuorumOfDistinctPeople() throws SQLException {
        play(40, 20, 20_260_302);
    }

    @Test
    @Tag("full")
    void approvesNothingWithoutAQuorumInManyRuns() throws SQLException {
        play(10_000, 1_000, System.nanoTime());
    }

    @Test
    void raisesNoFalseAlarm() throws SQLException {
        play(10, 1, 20_260_301);
    }

    @Test
    @Tag("full")
    void raisesNoFalseAlarmInManyRuns() throws SQLException {
        play(1_000, 1, System.nanoTime());
    }

    /** @param every how many histories fsck and verifier are asked what they think */
    private void play(int runs, int every, long seed) throws SQLException {
        var random = new Random(seed);
        var approvals = 0;
        var granted = 0;
        var refused = 0;
        var alarms = 0;
        for (var run = 1; run <= runs; run++) {
            var played = play(random, seed, run);
            approvals += played.approvals();
            granted += played.granted();
            refused += played.refused();
            if (run % every == 0) {
                askFsckAndVerifier(seed, run);
                alarms++;
            }
        }
        System.out.printf(
                "Board runs: %,d histories (seed %d), %,d wishes granted, %,d refused, %,d approvals, each with its quorum;"
                        + " asked fsck and verifier %,d times, no alarm%n",
                runs, seed, granted, refused, approvals, alarms);
        assertThat(approvals).as("approvals").isGreaterThanOrEqualTo(Math.max(1, runs / 100));
        assertThat(refused).as("refusals").isPositive();
    }

    private BoardRun play(Random random, long seed, int run) {
        try {
            return new BoardRun(api, story, random).play();
        } catch (AssertionError failed) {
            throw new AssertionError("Run " + run + " of seed " + seed, failed);
        }
    }

    private void askFsckAndVerifier(long seed, int run) throws SQLException {
        signer.advance();
        assertThat(fsck.run((_, _) -> {}).findings().all())
                .as("seed %d, run %d", seed, run)
                .isEmpty();
        try (var root = new Tampering(database, settings.directory(), clock)) {
            // behind what it says of its progress, where that takes long
            assertThat(root.verify()).as("seed %d, run %d", seed, run).containsPattern("(?m)^OK$");
        }
    }
}
