package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The database is killed under the running application, and comes back. */
@SystemTest
class LostDatabaseTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired EmbeddedMariaDb database;
    @Autowired Invariants invariants;

    /** Whatever a test did: those after it find a database. */
    @AfterEach
    void bringBack() throws IOException {
        if (api.anonymously("/actuator/health/readiness").get().status() != 200) {
            database.restart();
        }
    }

    @Test
    void isToldToEverybodyWhileItLasts() throws IOException {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var etag = article.etag();
        var asking =
                List.<Callable<Api.Answer>>of(
                        () -> api.as(Cast.EDITH, "/articles").get(),
                        () -> api.as(Cast.RAVI, "/tasks").get(),
                        () -> api.as(Cast.EDITH, "/articles/" + article.id).get(),
                        () -> article.withdraw(Cast.EDITH, etag),
                        () ->
                                article.write(Cast.EDITH, "withdrawal")
                                        .header("Idempotency-Key", "lost-" + article.id)
                                        .ifMatch(etag)
                                        .post(Map.of("reason", "A mistake")),
                        () ->
                                api.as(Cast.EDITH, "/articles")
                                        .header("Content-Type", "text/markdown")
                                        .method(
                                                "POST",
                                                BodyPublishers.ofString(
                                                        Story.source(
                                                                Story.freshSlug(),
                                                                "oncology",
                                                                "A text"))),
                        () -> api.anonymously("/articles/" + article.slug + "/badge.json").get());

        database.kill();
        var answers = Together.all(asking);

        for (var answer : answers) {
            answer.expectProblem(503, "unavailable");
            assertThat(answer.header("Retry-After")).isNotBlank();
        }
        var page = api.anonymously("/articles/" + article.slug).get();
        assertThat(page.status()).isIn(404, 503); // not found while there are no pages
        if (page.status() == 503) {
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Retry-After")).isNotBlank();
        }
        assertThat(api.anonymously("/actuator/health/readiness").get().status()).isEqualTo(503);
        assertThat(api.anonymously("/actuator/health/liveness").get().status()).isEqualTo(200);

        database.restart();
        served(() -> api.as(Cast.EDITH, "/articles/" + article.id).get());

        assertThat(article.etag()).isEqualTo(etag);
        article.withdraw(Cast.EDITH, etag).expect(200);
        assertThat(api.anonymously("/actuator/health/readiness").get().status()).isEqualTo(200);
        invariants.hold();
    }

    @Test
    void losesNothingThatWasConfirmed() throws IOException {
        kill(1);
    }

    @Test
    @Tag("full")
    void losesNothingThatWasConfirmedEachOfManyTimes() throws IOException {
        kill(30);
    }

    private record Told(Story.Article article, Map<String, String> body, Api.Answer answer) {}

    private void kill(int times) throws IOException {
        var confirmed = 0;
        var unavailable = 0;
        for (var time = 0; time < times; time++) {
            var told = withdrawWhileTheDatabaseDies(16);
            database.restart();
            for (var each : told) {
                var again = served(() -> withdraw(each.article(), each.body()));
                assertThat(again.expect(200).json().get("status").asString())
                        .isEqualTo("WITHDRAWN");
                assertThat(each.article().actions()).filteredOn("WITHDRAWN"::equals).hasSize(1);
                if (each.answer().status() == 200) {
                    confirmed++;
                    assertThat(again.text()).isEqualTo(each.answer().text());
                    assertThat(again.etag()).isEqualTo(each.answer().etag());
                } else {
                    unavailable++;
                    each.answer().expectProblem(503, "unavailable");
                }
            }
        }
        invariants.hold();
        System.out.printf(
                "Lost database: %d kills, %d confirmed and all there, %d told to try again, none doubled%n",
                times, confirmed, unavailable);
    }

    /** As many people act as articles are there; somebody pulls the plug in their midst. */
    private List<Told> withdrawWhileTheDatabaseDies(int people) {
        var articles = new ArrayList<Story.Article>();
        for (var person = 0; person < people; person++) {
            articles.add(story.article().submit());
        }
        var told = new ArrayList<Callable<List<Told>>>();
        var someAnswers = new CountDownLatch(people / 4);
        for (var each : articles) {
            told.add(
                    () -> {
                        var body = Map.of("reason", "A mistake");
                        var answer = withdraw(each, body);
                        someAnswers.countDown();
                        return List.of(new Told(each, body, answer));
                    });
        }
        told.add(
                () -> {
                    someAnswers.await();
                    database.kill();
                    return List.of();
                });
        return Together.all(told).stream().flatMap(List::stream).toList();
    }

    /** Asks as everybody is told to: again in a moment, until the pool has noticed that its connections are new. */
    private static Api.Answer served(Supplier<Api.Answer> asking) {
        for (var until = System.nanoTime() + 30_000_000_000L; ; ) {
            var answer = asking.get();
            if (answer.status() != 503 || System.nanoTime() > until) {
                return answer;
            }
        }
    }

    private static Api.Answer withdraw(Story.Article article, Map<String, String> body) {
        return article.write(Cast.EDITH, "withdrawal")
                .header("Idempotency-Key", "withdraw-" + article.id)
                .ifMatch("*")
                .post(body);
    }
}
