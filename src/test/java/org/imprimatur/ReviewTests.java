package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each path through the diagram, over HTTP, with status, open tasks and trail asserted together. */
@SystemTest
class ReviewTests {

    @Autowired Api api;
    @Autowired Story story;

    @Test
    void approvesByRuleWhenAllReviewersApprove() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);

        assertThat(article.rounds().getFirst().get("outcome").asString()).isEqualTo("APPROVED");
        assertThat(article.badge().get("status").asString()).isEqualTo("APPROVED");
        assertThat(article.actions())
                .containsExactly(
                        "CREATED",
                        "SUBMITTED",
                        "ROUND_OPENED",
                        "CLAIMED",
                        "UNDER_REVIEW",
                        "CLAIMED",
                        "RECOMMENDED",
                        "RECOMMENDED",
                        "DECIDED",
                        "APPROVED");
    }

    @Test
    void requestsChangesByRuleWhenAllReviewersDo() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);

        var last = article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);

        assertThat(last.json().get("status").asString()).isEqualTo("CHANGES_REQUESTED");
        assertThat(article.actions()).endsWith("DECIDED", "CHANGES_REQUESTED");
    }

    @Test
    void closesTheOtherTasksOnAVetoAndAsksTheChiefEditor() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);

        article.recommend(0, Cast.RAVI, "REJECT").expect(200);

        assertThat(article.status()).isEqualTo("UNDER_REVIEW");
        article.recommend(1, Cast.OLGA, "APPROVE").expectProblem(409, "task-not-open");
        article.decide(Cast.CLARA, "APPROVE").expectProblem(409, "veto-stands");
        article.decide(Cast.CLARA, "REJECT").expect(200);
        assertThat(article.status()).isEqualTo("REJECTED");
        assertThat(article.badge().get("status").asString()).isEqualTo("REJECTED");
    }

    @Test
    void letsTheChiefEditorDecideOverMixedVerdicts() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);

        article.decide(Cast.CLARA, "APPROVE").expect(200);

        assertThat(article.status()).isEqualTo("APPROVED");
        assertThat(article.badge().get("reviewers").values())
                .singleElement()
                .satisfies(
                        name -> assertThat(name.asString()).isEqualTo("a board member (oncology)"));
    }

    @Test
    void startsANewRoundWhenANewerRevisionComesDuringTheReview() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var closed = article.task(0);
        var hash = article.hash();

        article.revise("A better text").expect(200);

        assertThat(article.status()).isEqualTo("SUBMITTED");
        assertThat(article.rounds())
                .extracting(
                        round ->
                                round.get("outcome").isNull()
                                        ? "open"
                                        : round.get("outcome").asString())
                .containsExactly("SUPERSEDED", "open");
        story.sign(closed, Cast.RAVI, "APPROVE", hash).expectProblem(409, "task-not-open");
        assertThat(article.tasks())
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.get("holder").isNull()).isTrue());
    }

    @Test
    void closesEverythingOnWithdrawal() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var task = article.task(0);

        api.as(Cast.EDITH, "/articles/" + article.id + "/withdrawal")
                .ifMatch(article.etag())
                .post(Map.of("reason", "A mistake"))
                .expect(200);

        assertThat(article.status()).isEqualTo("WITHDRAWN");
        story.sign(task, Cast.RAVI, "APPROVE", article.hash()).expectProblem(409, "task-not-open");
        assertThat(article.actions()).endsWith("WITHDRAWN");
        article.submit();
        assertThat(article.status()).isEqualTo("SUBMITTED");
    }

    @Test
    void keepsTheApprovalInPublicWhileANewerRevisionIsReviewed() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var approved = article.hash();

        article.revise("A newer text").expect(200);
        assertThat(article.status()).isEqualTo("DRAFT");
        assertThat(article.badge().get("pendingRevision").isNull()).isTrue();
        article.submit();

        assertThat(article.badge().get("status").asString()).isEqualTo("APPROVED");
        assertThat(article.badge().get("contentHash").asString()).isEqualTo(approved);
        assertThat(article.badge().get("pendingRevision").asInt()).isEqualTo(2);
    }

    @Test
    void tellsThePublicNothingOfADraftBehindAnApprovedText() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var draft =
                Story.source(article.slug, "oncology", "A text")
                        .replace("What helps with", "Zanzibar");

        api.as(Cast.EDITH, "/articles/" + article.id + "/source")
                .ifMatch(article.etag())
                .putMarkdown(draft)
                .expect(200);

        assertThat(api.anonymously("/?q=Zanzibar").get().expect(200).text())
                .doesNotContain(article.slug);
        assertThat(api.anonymously("/?q=" + article.slug).get().expect(200).text())
                .contains(article.slug);
        assertThat(api.as(Cast.RAVI, "/articles?q=Zanzibar").get().expect(200).text())
                .doesNotContain(article.slug);
    }

    @Test
    void keepsAnArticleToItsAudience() {
        var article = story.article();

        api.as(Cast.EDITH, "/articles/" + article.id + "/source")
                .ifMatch(article.etag())
                .putMarkdown(
                        Story.source(article.slug, "oncology", "A text")
                                .replace("Clinicians", "Patients"))
                .expectProblem(422, "invalid-input");
    }

    @Test
    void isReachedByOneSpellingOfEachPathOnly() {
        api.as(Cast.RAVI, "/%74okens").post().expectProblem(404, "not-found");
        api.as(Cast.RAVI, "/tasks;x=1").get().expectProblem(404, "not-found");
    }

    @Test
    void letsNobodyUndoTheRejectionOfTheirOwnText() {
        var article = story.article(Cast.SOLO, "oncology").submit().claim(0, Cast.RAVI);
        article.recommend(0, Cast.RAVI, "REJECT").expect(200);
        article.decide(Cast.CLARA, "REJECT").expect(200);
        var path = "/articles/" + article.id + "/reopening";

        api.as(Cast.SOLO, path)
                .ifMatch(article.etag())
                .post(Map.of("reason", "I disagree"))
                .expectProblem(403, "four-eyes");

        api.as(Cast.CLARA, path)
                .ifMatch(article.etag())
                .post(Map.of("reason", "New evidence"))
                .expect(200);
    }
}
