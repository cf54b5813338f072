package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Nobody changes what they have not seen. */
@SystemTest
class StaleWriteTests {

    private static final String OTHER_TEXT = "0".repeat(64);

    @Autowired Api api;
    @Autowired Story story;

    /** Every write that is guarded by {@code If-Match}. */
    record Write(String person, String method, String what, String body) {

        @Override
        public String toString() {
            return method + " " + what;
        }
    }

    static Stream<Write> writes() {
        var json = new JsonMapper();
        var decision =
                json.writeValueAsString(
                        Map.of(
                                "decision", "APPROVE",
                                "reason", "Fine",
                                "contentHash", OTHER_TEXT,
                                "signingToken", "none"));
        return Stream.of(
                new Write(Cast.EDITH, "PUT", "source?changeNote=newer", "text"),
                new Write(Cast.EDITH, "POST", "submission", "{\"changeNote\":\"Please\"}"),
                new Write(Cast.EDITH, "POST", "withdrawal", "{\"reason\":\"No\"}"),
                new Write(Cast.CLARA, "POST", "withdrawal", "{\"reason\":\"No\"}"),
                new Write(Cast.CLARA, "POST", "reopening", "{\"reason\":\"Again\"}"),
                new Write(Cast.CLARA, "POST", "decision", decision));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void neverHappenOnAnOldState(Write write) {
        var article = story.article();
        var old = article.etag();
        article.submit();

        send(article, write).ifMatchAndSend(old).expectProblem(412, "stale-precondition");
        send(article, write)
                .ifMatchAndSend("W/" + article.etag())
                .expectProblem(412, "stale-precondition");
        send(article, write).ifMatchAndSend("\"x\", ,").expectProblem(412, "stale-precondition");

        assertThat(article.actions()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void neverHappenBlindly(Write write) {
        var article = story.article().submit();

        send(article, write).send().expectProblem(428, "precondition-required");
        send(article, write).ifMatchAndSend(" ").expectProblem(428, "precondition-required");

        assertThat(article.actions()).hasSize(3);
    }

    private interface Sending {
        Api.Answer send();

        Api.Answer ifMatchAndSend(String etag);
    }

    private static Sending send(Story.Article article, Write write) {
        var type = write.method().equals("PUT") ? "text/markdown" : "application/json";
        var body = BodyPublishers.ofString(write.body());
        var call = article.write(write.person(), write.what()).header("Content-Type", type);
        return new Sending() {
            @Override
            public Api.Answer send() {
                return call.method(write.method(), body);
            }

            @Override
            public Api.Answer ifMatchAndSend(String etag) {
                return call.ifMatch(etag).method(write.method(), body);
            }
        };
    }

    @Test
    void takeNoVerdictOnAnotherText() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var first = article.hash();

        story.sign(article.task(0), Cast.RAVI, "APPROVE", OTHER_TEXT)
                .expectProblem(409, "stale-content");
        article.revise("A newer text").expect(200);
        article.claimedBy(Cast.RAVI, Cast.OLGA);
        story.sign(article.task(0), Cast.RAVI, "APPROVE", first)
                .expectProblem(409, "stale-content");

        assertThat(article.actions()).doesNotContain("RECOMMENDED");
    }

    @Test
    void takeNoDecisionOnAnotherText() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);

        article.decide(Cast.CLARA, "APPROVE", article.etag(), OTHER_TEXT)
                .expectProblem(409, "stale-content");

        assertThat(article.actions()).doesNotContain("DECIDED");
    }

    @Test
    void loseNoTextToAnother() {
        var article = story.article();
        var etag = article.etag();

        var answers =
                Together.all(
                        IntStream.range(0, 16)
                                .<java.util.concurrent.Callable<Api.Answer>>mapToObj(
                                        number ->
                                                () ->
                                                        article.write(Cast.EDITH, "source")
                                                                .ifMatch(etag)
                                                                .putMarkdown(
                                                                        Story.source(
                                                                                article.slug,
                                                                                "oncology",
                                                                                "Text " + number)))
                                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(late -> late.expectProblem(412, "stale-precondition"));
        assertThat(article.seen().json().get("revision").asInt()).isEqualTo(2);
    }

    @Test
    void giveASlugToOneArticle() {
        var source = Story.source(Story.freshSlug(), "oncology", "A text");

        var answers =
                Together.times(16, () -> api.as(Cast.EDITH, "/articles").postMarkdown(source));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(late -> late.expectProblem(409, "slug-taken"));
    }

    @Test
    void answerWithTheTagThatTheNextReaderGets() {
        var article = story.article();
        var submitted =
                article.write(Cast.EDITH, "submission")
                        .ifMatch(article.etag())
                        .header("Idempotency-Key", "submit-" + article.id)
                        .post(Map.of("changeNote", "Please"))
                        .expect(200);
        assertThat(submitted.etag()).isEqualTo(article.etag());

        var withdrawn =
                article.write(Cast.EDITH, "withdrawal")
                        .ifMatch(submitted.etag())
                        .header("Idempotency-Key", "withdraw-" + article.id)
                        .post(Map.of("reason", "A mistake"))
                        .expect(200);
        assertThat(withdrawn.etag()).isEqualTo(article.etag());

        var revised = article.revise("Another text").expect(200);
        assertThat(revised.etag()).isEqualTo(article.etag());
    }

    @Test
    void answerWithThatTagAlsoWhereOnlyTheArticleChanges() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        article.recommend(0, Cast.RAVI, "REJECT").expect(200);
        article.decide(Cast.CLARA, "REJECT").expect(200);

        var reopened =
                article.write(Cast.CLARA, "reopening")
                        .ifMatch(article.etag())
                        .header("Idempotency-Key", "reopen-" + article.id)
                        .post(Map.of("reason", "New evidence"))
                        .expect(200);

        assertThat(reopened.etag()).isEqualTo(article.etag());
    }
}
