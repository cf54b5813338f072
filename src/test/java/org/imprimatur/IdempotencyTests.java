package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.api.KeptAnswers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A POST that is sent again under its key. */
@SystemTest
class IdempotencyTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired MovableClock clock;
    @Autowired KeptAnswers answers;
    @Autowired JdbcClient jdbc;

    final String key = UUID.randomUUID().toString();

    @Test
    void getsTheFirstAnswerAgain() {
        var source = Story.source(Story.freshSlug(), "oncology", "A text");
        var first = create(Cast.EDITH, source).expect(201);

        var second = create(Cast.EDITH, source).expect(201);

        assertThat(second.text()).isEqualTo(first.text());
        for (var header : new String[] {"Location", "ETag", "Content-Type"}) {
            assertThat(second.header(header)).isEqualTo(first.header(header));
        }
    }

    @Test
    void isRefusedWithAnotherBody() {
        create(Cast.EDITH, Story.source(Story.freshSlug(), "oncology", "A text")).expect(201);

        create(Cast.EDITH, Story.source(Story.freshSlug(), "oncology", "A text"))
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void isRefusedAtAnotherPath() {
        var one = story.article();
        var other = story.article();
        submit(one, one.etag()).expect(200);

        submit(other, other.etag()).expectProblem(422, "idempotency-key-reused");

        assertThat(other.status()).isEqualTo("DRAFT");
    }

    @Test
    void belongsToOneAccount() {
        var ediths = create(Cast.EDITH, Story.source(Story.freshSlug(), "oncology", "Hers"));
        var emils = create(Cast.EMIL, Story.source(Story.freshSlug(), "oncology", "His"));

        assertThat(emils.expect(201).text()).isNotEqualTo(ediths.expect(201).text());
    }

    @Test
    void isLookedUpBeforeTheEntityTagIs() {
        var article = story.article();
        var etag = article.etag();
        var first = submit(article, etag).expect(200);

        assertThat(submit(article, etag).expect(200).text()).isEqualTo(first.text());
        assertThat(submit(article, "\"another\"").expect(200).etag()).isEqualTo(first.etag());
        assertThat(article.actions()).filteredOn("SUBMITTED"::equals).hasSize(1);
    }

    @Test
    void doesNotKeepARefusal() {
        var article = story.article();
        submit(article, "\"stale\"").expectProblem(412, "stale-precondition");

        submit(article, article.etag()).expect(200);
    }

    @Test
    void meansNothingOnAPut() {
        var article = story.article();
        for (var text : new String[] {"Second", "Third"}) {
            article.write(Cast.EDITH, "source")
                    .ifMatch(article.etag())
                    .header("Idempotency-Key", key)
                    .putMarkdown(Story.source(article.slug, "oncology", text))
                    .expect(200);
        }

        assertThat(article.seen().json().get("revision").asInt()).isEqualTo(3);
    }

    @Test
    void makesANewTokenEachTime() {
        api.token(Cast.EDITH);
        var sessions = new java.util.HashSet<String>();
        for (var time = 0; time < 2; time++) {
            sessions.add(
                    api.as(Cast.EDITH, "/signing-sessions")
                            .header("Idempotency-Key", key)
                            .post(Map.of("password", Cast.PASSWORD))
                            .expect(201)
                            .json()
                            .get("signingToken")
                            .asString());
        }

        assertThat(sessions).hasSize(2);
    }

    @Test
    void isForgottenAfterADay() {
        var article = story.article();
        submit(article, article.etag()).expect(200);

        clock.advance(KeptAnswers.KEPT.minus(Duration.ofMinutes(5)));
        submit(article, article.etag()).expect(200);
        assertThat(kept()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(6));
        submit(article, article.etag()).expectProblem(409, "illegal-transition");
    }

    @Test
    void leavesNothingBehindAfterADay() {
        var article = story.article();
        submit(article, article.etag()).expect(200);
        assertThat(kept()).isEqualTo(1);

        clock.advance(KeptAnswers.KEPT.plusMinutes(1));
        answers.forgetExpired();

        assertThat(kept()).isZero();
    }

    @Test
    void hasToBeVisible() {
        api.as(Cast.EDITH, "/articles")
                .header("Idempotency-Key", "k".repeat(201))
                .postMarkdown(Story.source(Story.freshSlug(), "oncology", "A text"))
                .expectProblem(422, "invalid-input");
    }

    private int kept() {
        return jdbc.sql("SELECT COUNT(*) FROM idempotency_key WHERE request_key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    private Api.Answer create(String person, String source) {
        return api.as(person, "/articles").header("Idempotency-Key", key).postMarkdown(source);
    }

    private Api.Answer submit(Story.Article article, String etag) {
        return article.write(Cast.EDITH, "submission")
                .ifMatch(etag)
                .header("Idempotency-Key", key)
                .post(Map.of("changeNote", "Please"));
    }
}
