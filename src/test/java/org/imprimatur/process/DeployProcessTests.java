package org.imprimatur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flowable.engine.RepositoryService;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SystemTest
class DeployProcessTests {

    static final String ORIGINAL = EditorialReviewTests.text();

    /** A second look by any reviewer, after the specialists. */
    static final String SECOND_LOOK =
            ORIGINAL.replace(
                            "sourceRef=\"review\" targetRef=\"concludeReview\"",
                            "sourceRef=\"review\" targetRef=\"lookAgain\"")
                    .replace(
                            "<serviceTask id=\"concludeReview\"",
                            """
                            <userTask id="lookAgain" name="Look again" flowable:candidateGroups="general"/>
                                  <sequenceFlow id="toConcludingAfterAll" sourceRef="lookAgain" targetRef="concludeReview"/>
                                  <serviceTask id="concludeReview\"""");

    @Autowired DeployProcess deploy;
    @Autowired RepositoryService definitions;
    @Autowired JdbcClient jdbc;
    @Autowired Api api;
    @Autowired Story story;

    @AfterEach
    void putTheOriginalBack() {
        deploy.deploy(bytes(ORIGINAL));
    }

    @Test
    void doesNothingWhereTheDiagramIsInForceAlready() {
        var version = version();

        assertThat(deploy.deploy(bytes(ORIGINAL))).isTrue();

        assertThat(version()).isEqualTo(version);
    }

    /** Each line: what is replaced in the original, and by what. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    sourceRef="deskResult" targetRef="review"      | sourceRef="deskResult" targetRef="approveArticle"
                    ${specialty}                                   | ${specialty.getClass()}
                    flowable:candidateGroups="CHIEF_EDITOR"        | flowable:candidateGroups="ASTROLOGY"
                    "editorialReview"                              | "anotherReview"
                    bpmnElement="editorialReview"                  | bpmnElement="missing"
                    name="withdrawalRequested"/>                   | name="somethingElse"/>
                    <definitions                                   | <nothing
                    """)
    void keepsTheDiagramInForceWhereTheNewOneIsRefusedAndSaysSo(String part, String replacement) {
        assertThat(ORIGINAL).contains(part);
        var version = version();

        assertThat(deploy.deploy(bytes(ORIGINAL.replace(part, replacement)))).isFalse();

        assertThat(version()).isEqualTo(version);
        var leaf = newestLeaf();
        assertThat(leaf.get("action").asString()).isEqualTo("PROCESS_REFUSED");
        assertThat(leaf.get("processVersion").asInt()).isEqualTo(version);
        story.article().approved(Cast.RAVI, Cast.OLGA);
    }

    @Test
    void letsNewRoundsFollowAChangedDiagramAndRunningOnesTheirOwn() {
        var before = version();
        var running = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);

        assertThat(deploy.deploy(bytes(SECOND_LOOK))).isTrue();

        assertThat(version()).isEqualTo(before + 1);
        assertThat(newestLeaf().get("action").asString()).isEqualTo("PROCESS_DEPLOYED");
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        assertThat(article.rounds().getFirst().get("processVersion").asInt()).isEqualTo(before + 1);
        assertThat(running.rounds().getFirst().get("processVersion").asInt()).isEqualTo(before);

        running.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        running.recommend(1, Cast.OLGA, "APPROVE").expect(200);
        assertThat(running.status()).isEqualTo("APPROVED");

        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);
        assertThat(article.status()).isEqualTo("UNDER_REVIEW");
        var added = addedTask(article);
        assertThat(available(Cast.MEI, article)).containsExactly(added);
        assertThat(available(Cast.RAVI, article)).isEmpty();
        api.as(Cast.MEI, "/tasks/" + added + "/claim").post().expect(200);
        story.sign(added, Cast.MEI, "REQUEST_CHANGES", article.hash()).expect(200);
        assertThat(article.status())
                .as("mixed: the added verdict counts")
                .isEqualTo("UNDER_REVIEW");
        article.decide(Cast.CLARA, "APPROVE").expect(200);
        assertThat(article.status()).isEqualTo("APPROVED");
    }

    @Test
    void approvesByRuleOnlyWithTheAddedVerdict() {
        deploy.deploy(bytes(SECOND_LOOK));
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);
        var added = addedTask(article);
        api.as(Cast.MEI, "/tasks/" + added + "/claim").post().expect(200);

        story.sign(added, Cast.MEI, "APPROVE", article.hash()).expect(200);

        assertThat(article.status()).isEqualTo("APPROVED");
        assertThat(article.badge().get("reviewers").values()).hasSize(3);
    }

    private static String addedTask(Story.Article article) {
        return article.tasks().stream()
                .filter(task -> task.get("specialty").asString().equals("general"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    }

    private List<String> available(String reviewer, Story.Article article) {
        return api
                .as(reviewer, "/tasks?view=available&article=" + article.id)
                .get()
                .expect(200)
                .json()
                .get("items")
                .values()
                .stream()
                .map(task -> task.get("id").asString())
                .toList();
    }

    private int version() {
        return definitions
                .createProcessDefinitionQuery()
                .processDefinitionKey(EditorialReview.KEY)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private tools.jackson.databind.JsonNode newestLeaf() {
        return new JsonMapper()
                .readTree(
                        jdbc.sql(
                                        "SELECT bytes FROM imprimatur_trail.leaf ORDER BY seq DESC LIMIT 1")
                                .query(byte[].class)
                                .single());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
