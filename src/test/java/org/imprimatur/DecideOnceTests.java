package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.imprimatur.review.SignDecision;
import org.imprimatur.review.SigningMeans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The same thing asked for many times at once, or opposite things: it happens once, or one of them does. */
@SystemTest
class DecideOnceTests {

    private static final int TIMES = 16;

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Invariants invariants;
    @Autowired People people;
    @Autowired SignDecision signDecision;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void submitsOnce() {
        var article = story.article();
        var etag = article.etag();

        var answers =
                Together.times(
                        TIMES,
                        () ->
                                article.write(Cast.EDITH, "submission")
                                        .ifMatch(etag)
                                        .post(Map.of("changeNote", "Please")));

        assertOne(answers, 412, "stale-precondition");
        assertThat(article.actions()).containsExactly("CREATED", "SUBMITTED", "ROUND_OPENED");
    }

    @Test
    void signsOnce() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var task = article.task(0);
        var hash = article.hash();

        var answers = Together.times(TIMES, () -> story.sign(task, Cast.RAVI, "APPROVE", hash));

        assertOne(answers, 409, "task-not-open");
        assertThat(article.actions()).filteredOn("RECOMMENDED"::equals).hasSize(1);
    }

    @Test
    void decidesOnce() {
        decide(3);
    }

    @Test
    @Tag("full")
    void decidesOnceEachOfManyTimes() {
        decide(1_000);
    }

    @Test
    void decidesForNobodyWhoseRoleIsGoneWhenTheirTurnComes() {
        Cast.account(people, "deposed", "Prof Deposed", Set.of(Role.CHIEF_EDITOR), Set.of(), false);
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var asItBegan = people.active("deposed").orElseThrow();
        var token = api.signingToken("deposed");
        nowIs("EDITOR");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () ->
                                signDecision.decide(
                                        new ArticleId(UUID.fromString(article.id)),
                                        asItBegan,
                                        Outcome.APPROVE,
                                        "As discussed",
                                        article.hash(),
                                        null,
                                        SigningMeans.of(token, null),
                                        IfMatch.required(article.etag())))
                .satisfies(
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.NOT_ALLOWED));
        assertThat(article.actions()).doesNotContain("DECIDED");
        nowIs("CHIEF_EDITOR"); // the trail does not know of it, and the invariants would say so
    }

    private void nowIs(String role) {
        transaction.executeWithoutResult(
                _ ->
                        assertThat(
                                        jdbc.sql(
                                                        "UPDATE account SET roles = ? WHERE username = 'deposed'")
                                                .param(role)
                                                .update())
                                .isEqualTo(1));
    }

    private void decide(int rounds) {
        for (var round = 0; round < rounds; round++) {
            var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
            var etag = article.etag();
            var hash = article.hash();

            var answers =
                    Together.times(TIMES, () -> article.decide(Cast.CLARA, "APPROVE", etag, hash));

            assertOne(answers, 412, "stale-precondition");
            assertThat(article.actions())
                    .filteredOn(action -> action.equals("DECIDED") || action.equals("APPROVED"))
                    .containsExactly("DECIDED", "APPROVED");
        }
        invariants.hold();
        System.out.printf(
                "Decide once: %,d decisions × %d times, one transition each%n", rounds, TIMES);
    }

    @Test
    void givesTheSameKeyTheSameAnswer() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var etag = article.etag();
        var decision = article.decision(Cast.CLARA, "APPROVE", article.hash());
        var key = UUID.randomUUID().toString();

        var answers =
                Together.times(
                        TIMES,
                        () ->
                                article.write(Cast.CLARA, "decision")
                                        .ifMatch(etag)
                                        .header("Idempotency-Key", key)
                                        .post(decision)
                                        .expect(200));

        assertThat(answers).extracting(Api.Answer::text).containsOnly(answers.getFirst().text());
        assertThat(answers).extracting(Api.Answer::etag).containsOnly(article.etag());
        assertThat(article.actions()).filteredOn("DECIDED"::equals).hasSize(1);
    }

    @Test
    void refusesEachOfManyUnderOneKeyWhenTheFirstIsRefused() {
        var article = story.article();
        var key = UUID.randomUUID().toString();

        var answers =
                Together.times(
                        TIMES,
                        () ->
                                article.write(Cast.EDITH, "withdrawal")
                                        .ifMatch("*")
                                        .header("Idempotency-Key", key)
                                        .post(Map.of("reason", "Too early")));

        answers.forEach(answer -> answer.expectProblem(409, "illegal-transition"));
    }

    @Test
    void letsOneOfOppositeWishesWin() {
        oppose(9);
    }

    @Test
    @Tag("full")
    void letsOneOfOppositeWishesWinEachOfManyTimes() {
        oppose(1_000);
    }

    private void oppose(int rounds) {
        var winners = new TreeMap<String, Integer>();
        for (var round = 0; round < rounds; round++) {
            winners.merge(oppose(), 1, Integer::sum);
        }
        invariants.hold();
        System.out.printf(
                "Approve, reject, withdraw or revise: %,d races of 4, won by %s%n",
                rounds, winners);
    }

    private String oppose() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var etag = article.etag();
        var hash = article.hash();
        var text = Story.source(article.slug, "oncology", "A newer text");
        var answers =
                Together.all(
                        List.<Callable<Api.Answer>>of(
                                () -> article.decide(Cast.CLARA, "APPROVE", etag, hash),
                                () -> article.decide(Cast.CARL, "REJECT", etag, hash),
                                () -> article.withdraw(Cast.EDITH, etag),
                                () ->
                                        article.write(Cast.EDITH, "source?changeNote=newer")
                                                .ifMatch(etag)
                                                .putMarkdown(text)));
        var winner = assertOne(answers, 412, "stale-precondition");
        var wanted = List.of("APPROVED", "REJECTED", "WITHDRAWN", "SUBMITTED").get(winner);
        assertThat(article.status()).isEqualTo(wanted);
        return wanted;
    }

    /** Exactly one succeeded and the others were told why not; which one. */
    private static int assertOne(List<Api.Answer> answers, int status, String problem) {
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(lost -> lost.expectProblem(status, problem));
        return answers.stream().map(Api.Answer::status).toList().indexOf(200);
    }
}
