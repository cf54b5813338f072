package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.article.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands between a person, or a diagram, and an approval that is not deserved. */
@SystemTest
class GuardTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired ReviewSteps steps;
    @Autowired Rounds rounds;
    @Autowired SignedDecisions decisions;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void giveEachReviewerOneSlotOfARound() {
        var article = story.article().submit().claim(0, Cast.RAVI);

        api.as(Cast.RAVI, "/tasks/" + article.task(1) + "/claim")
                .post()
                .expectProblem(409, "one-slot-per-round");
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        api.as(Cast.RAVI, "/tasks/" + article.task(1) + "/claim")
                .post()
                .expectProblem(409, "one-slot-per-round");
    }

    @Test
    void keepOtherSpecialtiesAndOtherRolesFromASlot() {
        var article = story.article().submit();
        var claim = "/tasks/" + article.task(0) + "/claim";

        api.as(Cast.MEI, claim).post().expectProblem(403, "wrong-specialty");
        api.as(Cast.CLARA, claim).post().expectProblem(403, "not-allowed");
        api.as(Cast.ADA, claim).post().expectProblem(404, "not-found");
    }

    @Test
    void keepAuthorsFromReviewingAndDeciding() {
        var article = story.article(Cast.SOLO, "oncology").submit();

        api.as(Cast.SOLO, "/tasks/" + article.task(0) + "/claim")
                .post()
                .expectProblem(403, "four-eyes");
        article.claim(0, Cast.RAVI).recommend(0, Cast.RAVI, "REJECT").expect(200);
        article.decide(Cast.SOLO, "REJECT").expectProblem(403, "four-eyes");
        article.decide(Cast.CLARA, "REJECT").expect(200);
    }

    @Test
    void keepReviewersFromDecidingTheirOwnRound() {
        var article = story.article().submit().claimedBy(Cast.CARL, Cast.RAVI);
        article.recommend(0, Cast.CARL, "APPROVE").expect(200);
        article.recommend(1, Cast.RAVI, "REQUEST_CHANGES").expect(200);

        article.decide(Cast.CARL, "APPROVE").expectProblem(403, "four-eyes");
    }

    @Test
    void takeNoSignatureOnATextThatWasNotSeen() {
        var article = story.article().submit().claimedBy(Cast.CARL, Cast.RAVI);

        story.sign(article.task(0), Cast.CARL, "APPROVE", "0".repeat(64))
                .expectProblem(409, "stale-content");
    }

    @Test
    void letTheNextApprovalTakeTheLastOnesPlace() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        article.revise("Newer text").expect(200);
        article.approved(Cast.OMAR, Cast.OLGA);

        assertThat(article.badge().get("revision").asInt()).isEqualTo(2);
        assertThat(article.badge().get("pendingRevision").isNull()).isTrue();
    }

    /** A diagram that skips the review gets nowhere: nothing was decided. */
    @ParameterizedTest
    @EnumSource
    void giveNoDecisionThatNobodyMade(Outcome outcome) {
        var round = openRound();

        assertThatExceptionOfType(UnsupportedDecision.class)
                .isThrownBy(() -> inTransaction(() -> steps.standing(round, outcome)));
    }

    /** Even a stored decision is held against the signatures. */
    @ParameterizedTest
    @EnumSource
    void giveNoDecisionThatTheSignaturesDoNotCarry(Outcome outcome) {
        var round = openRound();

        assertThatExceptionOfType(UnsupportedDecision.class)
                .isThrownBy(
                        () ->
                                inTransaction(
                                        () -> {
                                            decisions.save(
                                                    SignedDecision.byRule(
                                                            rounds.get(round),
                                                            outcome,
                                                            Instant.EPOCH));
                                            steps.standing(round, outcome);
                                        }));
    }

    @Test
    void giveNoOtherDecisionThanWasMade() {
        var round = openRound();

        assertThatExceptionOfType(UnsupportedDecision.class)
                .isThrownBy(
                        () ->
                                inTransaction(
                                        () -> {
                                            decisions.save(
                                                    SignedDecision.atTheDesk(
                                                            rounds.get(round),
                                                            "Incomplete",
                                                            Instant.EPOCH));
                                            steps.standing(round, Outcome.APPROVE);
                                        }));
    }

    private RoundId openRound() {
        var article = story.article().submit();
        return rounds.newest(UUID.fromString(article.id)).orElseThrow().id();
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }
}
