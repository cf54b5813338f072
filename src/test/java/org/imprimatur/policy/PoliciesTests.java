package org.imprimatur.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The policy in force as an editor meets it: requirements, versions, slots. */
@SystemTest
class PoliciesTests {

    static final String TIMES =
            """
            times:
              routine: {remind: P5D, due: P7D, validity: P730D}
              high: {remind: P1D, due: P2D, validity: P365D}
            """;

    @Autowired Policies policies;
    @Autowired Api api;
    @Autowired Story story;

    @AfterEach
    void putTheDefaultBack() throws IOException {
        policies.adopt(Files.readString(Path.of("config/review-policy.yml")));
    }

    @Test
    void stayWithTheVersionARoundWasOpenedUnder() {
        var before = policies.inForce().version();
        var running = story.article().submit();

        policies.adopt("rules: [{slots: [general]}]\n" + TIMES);

        var next = story.article().submit();
        assertThat(running.rounds().getLast().get("policyVersion").asInt()).isEqualTo(before);
        assertThat(next.rounds().getLast().get("policyVersion").asInt()).isEqualTo(before + 1);
        assertThat(running.tasks()).hasSize(2);
        assertThat(next.tasks()).hasSize(1);
        next.claim(0, Cast.MEI).recommend(0, Cast.MEI, "APPROVE").expect(200);
        assertThat(next.status()).isEqualTo("APPROVED");
        running.claimedBy(Cast.RAVI, Cast.OLGA).recommend(0, Cast.RAVI, "APPROVE").expect(200);
        assertThat(running.status()).as("two were asked for").isEqualTo("UNDER_REVIEW");
    }

    @Test
    void keepAnArticleBackThatNobodyCouldReview() {
        policies.adopt(
                "rules: [{topics: [oncology], slots: [oncology, cardiology]}, {slots: [general]}]\n"
                        + TIMES);
        var article = story.article();

        assertThat(requirements(article))
                .containsEntry("source-valid", "SATISFIED")
                .containsEntry("revised-since-review", "SATISFIED")
                .containsEntry("reviewers-available", "UNSATISFIED");
        submission(article).expectProblem(409, "requirements-unsatisfied");
        assertThat(article.status()).isEqualTo("DRAFT");
        assertThat(article.actions()).containsExactly("CREATED");
    }

    @Test
    void askForTheChangesThatTheBoardAskedFor() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
        article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);

        assertThat(requirements(article)).containsEntry("revised-since-review", "UNSATISFIED");
        submission(article).expectProblem(409, "requirements-unsatisfied");
        article.revise("What the board asked for").expect(200);
        assertThat(requirements(article)).containsEntry("revised-since-review", "SATISFIED");
        submission(article).expect(200);
    }

    @Test
    void becomeANewVersionOnlyWhereTheTextChanged() throws IOException {
        var version = policies.inForce().version();

        policies.adopt(Files.readString(Path.of("config/review-policy.yml")));

        assertThat(policies.inForce().version()).isEqualTo(version);
    }

    @Test
    void stayAsTheyAreWhereATextIsWrong() {
        var version = policies.inForce().version();

        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(() -> policies.adopt("rules: [{slots: [general]}]"));

        assertThat(policies.inForce().version()).isEqualTo(version);
    }

    private Api.Answer submission(Story.Article article) {
        return api.as(Cast.EDITH, "/articles/" + article.id + "/submission")
                .ifMatch(article.etag())
                .post(Map.of("changeNote", "Please"));
    }

    private Map<String, String> requirements(Story.Article article) {
        return api
                .as(Cast.EDITH, "/articles/" + article.id + "/requirements")
                .get()
                .expect(200)
                .json()
                .get("items")
                .values()
                .stream()
                .collect(
                        Collectors.toMap(
                                item -> item.get("code").asString(),
                                item -> item.get("state").asString()));
    }
}
