package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.flowable.engine.ManagementService;
import org.flowable.job.service.impl.asyncexecutor.AsyncExecutor;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reminders and overdue reports. The engine's own search for due timers stands still meanwhile: the tests do its work, and
 * do it twice at once, as two nodes would.
 */
@SystemTest
class TimerTests {

    private static final Duration UNTIL_REMINDER = Duration.ofDays(5).plusMinutes(1);
    private static final Duration FROM_REMINDER_UNTIL_OVERDUE = Duration.ofDays(2);

    @Autowired Api api;
    @Autowired Story story;
    @Autowired MovableClock clock;
    @Autowired ManagementService engine;
    @Autowired JdbcClient jdbc;
    @Autowired Invariants invariants;

    @BeforeAll
    static void hold(@Autowired SpringProcessEngineConfiguration configuration) {
        executor(configuration).shutdown();
    }

    @AfterAll
    static void letGo(@Autowired SpringProcessEngineConfiguration configuration) {
        executor(configuration).start();
    }

    private static AsyncExecutor executor(SpringProcessEngineConfiguration configuration) {
        return configuration.getAsyncExecutor();
    }

    @Test
    void fireOnceEachAndLeaveTheStatusAlone() {
        remind(20);
    }

    @Test
    @Tag("full")
    void fireOnceEachAlsoWhenAThousandAreOverdue() {
        remind(1_000);
    }

    private void remind(int rounds) {
        var articles = new ArrayList<Story.Article>();
        for (var round = 0; round < rounds; round++) {
            articles.add(story.article().submit());
        }
        articles.getFirst().claim(0, Cast.RAVI);

        clock.advance(UNTIL_REMINDER);
        fireWhatIsDue(articles);
        assertThat(articles)
                .allSatisfy(
                        article -> assertThat(timerActions(article)).containsExactly("REMINDED"));
        clock.advance(FROM_REMINDER_UNTIL_OVERDUE);
        fireWhatIsDue(articles);
        fireWhatIsDue(articles);

        assertThat(articles)
                .allSatisfy(
                        article ->
                                assertThat(timerActions(article))
                                        .containsExactly("REMINDED", "OVERDUE"));
        assertThat(articles.getFirst().status()).isEqualTo("UNDER_REVIEW");
        assertThat(articles.subList(1, rounds))
                .allSatisfy(article -> assertThat(article.status()).isEqualTo("SUBMITTED"));
        invariants.hold();
        System.out.printf("Timers: %,d rounds, each reminded once and overdue once%n", rounds);
    }

    @Test
    void sayWhatIsOutstanding() {
        var article = story.article().submit().claim(0, Cast.RAVI);

        clock.advance(UNTIL_REMINDER);
        fireWhatIsDue(List.of(article));

        var reminded = article.history().getLast();
        assertThat(reminded.get("action").asString()).isEqualTo("REMINDED");
        assertThat(reminded.get("actor").asString()).isEqualTo("system");
        assertThat(reminded.get("reason").asString())
                .isEqualTo("2 of 2 reviews outstanding, 1 of them unclaimed");
    }

    @Test
    void doNotFireForARoundThatHasEnded() {
        var approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        var deciding = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var withdrawn = story.article().submit();
        withdrawn.withdraw(Cast.EDITH, withdrawn.etag()).expect(200);
        var articles = List.of(approved, deciding, withdrawn);

        clock.advance(UNTIL_REMINDER.plus(FROM_REMINDER_UNTIL_OVERDUE));
        fireWhatIsDue(articles);

        assertThat(articles).allSatisfy(article -> assertThat(timerActions(article)).isEmpty());
    }

    @Test
    void fireOnlyForTheNewestRound() {
        var article = story.article().submit();
        clock.advance(UNTIL_REMINDER.minusDays(1));
        article.revise("A newer text").expect(200);

        clock.advance(Duration.ofDays(2)); // the first round would be reminded now
        fireWhatIsDue(List.of(article));
        assertThat(timerActions(article)).isEmpty();
        clock.advance(UNTIL_REMINDER);
        fireWhatIsDue(List.of(article));

        assertThat(timerActions(article)).containsOnlyOnce("REMINDED");
    }

    /** A timer that falls due at the very moment at which its round ends: one of them goes first, neither breaks the other. */
    @Test
    void neverMakeACommandFail() {
        var reminded = 0;
        for (var time = 0; time < 20; time++) {
            var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
            article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
            var task = article.task(1);
            var hash = article.hash();
            clock.advance(UNTIL_REMINDER);
            api.signingToken(Cast.OLGA);
            Together.all(
                    List.<java.util.concurrent.Callable<Object>>of(
                            () -> {
                                fire(due(article));
                                return "fired";
                            },
                            () -> story.sign(task, Cast.OLGA, "APPROVE", hash).expect(200)));
            assertThat(article.status()).isEqualTo("APPROVED");
            reminded += timerActions(article).size();
        }
        invariants.hold();
        System.out.printf("Timers: 20 rounds end while their timer fires, %d reminded%n", reminded);
    }

    /** What the engine's executor does with due timers, by two nodes at once. */
    private void fireWhatIsDue(List<Story.Article> articles) {
        var due = articles.stream().flatMap(article -> due(article).stream()).toList();
        var reversed = new ArrayList<>(due);
        Collections.reverse(reversed);
        Together.all(
                List.<java.util.concurrent.Callable<Integer>>of(
                        () -> fire(due), () -> fire(reversed)));
        fire(articles.stream().flatMap(article -> due(article).stream()).toList());
    }

    private int fire(List<String> timers) {
        var fired = 0;
        for (var timer : timers) {
            try {
                engine.moveTimerToExecutableJob(timer);
                engine.executeJob(timer);
                fired++;
            } catch (RuntimeException _) {
                // the other node has it, or the round has ended; the engine says so in many ways
            }
        }
        return fired;
    }

    private List<String> due(Story.Article article) {
        return jdbc.sql(
                        "SELECT j.ID_ FROM ACT_RU_TIMER_JOB j JOIN ACT_RU_EXECUTION e ON e.ID_ = j.PROCESS_INSTANCE_ID_"
                                + " JOIN review_round r ON r.id = e.BUSINESS_KEY_ WHERE r.article_id = ? AND j.DUEDATE_ <= ?")
                .param(article.id)
                .param(Date.from(clock.instant()))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static List<String> timerActions(Story.Article article) {
        return article.actions().stream()
                .filter(action -> action.equals("REMINDED") || action.equals("OVERDUE"))
                .toList();
    }
}
