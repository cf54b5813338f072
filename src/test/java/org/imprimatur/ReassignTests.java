package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.review.Candidates;
import org.imprimatur.review.ReassignTask;
import org.imprimatur.review.TaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The chief editor moves a slot from one reviewer to another, or back to all. */
@SystemTest
class ReassignTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired ReassignTask reassignTask;
    @Autowired Candidates candidates;
    @Autowired Invariants invariants;

    @Test
    void handsAClaimToAnotherReviewer() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var task = article.task(0);

        move(task, Cast.CLARA, Cast.RAVI, Cast.OMAR);

        assertThat(holder(article, 0)).isEqualTo(Cast.OMAR);
        assertThat(article.actions()).endsWith("RELEASED", "ASSIGNED");
        story.sign(task, Cast.RAVI, "APPROVE", article.hash())
                .expectProblem(409, "task-already-claimed");
        story.sign(task, Cast.OMAR, "APPROVE", article.hash()).expect(200);
        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);
        assertThat(article.status()).isEqualTo("APPROVED");
        invariants.hold();
    }

    @Test
    void returnsAClaimToAll() {
        var article = story.article().submit().claim(0, Cast.RAVI);

        move(article.task(0), Cast.CLARA, Cast.RAVI, null);

        assertThat(article.tasks().getFirst().get("holder").isNull()).isTrue();
        assertThat(article.actions()).endsWith("RELEASED");
        article.claim(0, Cast.OLGA);
        invariants.hold();
    }

    @Test
    void givesAnUnclaimedSlotToAReviewerWhichBeginsTheReview() {
        var article = story.article().submit();

        move(article.task(0), Cast.CLARA, null, Cast.RAVI);

        assertThat(holder(article, 0)).isEqualTo(Cast.RAVI);
        assertThat(article.status()).isEqualTo("UNDER_REVIEW");
        assertThat(article.actions()).endsWith("ASSIGNED", "UNDER_REVIEW");
        invariants.hold();
    }

    @Test
    void isTheChiefEditorsAlone() {
        var task = story.article().submit().claim(0, Cast.RAVI).task(0);

        assertRefused(ProblemType.NOT_ALLOWED, task, Cast.OLGA, Cast.RAVI, Cast.OMAR);
        assertRefused(ProblemType.NOT_ALLOWED, task, Cast.OTTO, Cast.RAVI, Cast.OMAR);
        assertRefused(ProblemType.NOT_FOUND, task, Cast.ADA, Cast.RAVI, Cast.OMAR);
    }

    @Test
    void goesToNobodyWhoCouldNotHaveClaimed() {
        var article = story.article(Cast.SOLO, "oncology").submit();
        article.claimedBy(Cast.RAVI, Cast.OLGA);
        var task = article.task(0);

        assertRefused(ProblemType.WRONG_SPECIALTY, task, Cast.CLARA, Cast.RAVI, Cast.MEI);
        assertRefused(ProblemType.FOUR_EYES, task, Cast.CLARA, Cast.RAVI, Cast.SOLO);
        assertRefused(ProblemType.FOUR_EYES, task, Cast.CLARA, Cast.RAVI, Cast.OLGA);
        assertRefused(ProblemType.NOT_ALLOWED, task, Cast.CLARA, Cast.RAVI, Cast.EDITH);
        assertRefused(ProblemType.INVALID_INPUT, task, Cast.CLARA, Cast.RAVI, Cast.RAVI);
        assertThat(holder(article, 0)).isEqualTo(Cast.RAVI);
    }

    @Test
    void keepsFourEyesApartFromWhoeverChoosesTheReader() {
        var own = story.article(Cast.SOLO, "oncology").submit().claim(0, Cast.RAVI);
        assertRefused(ProblemType.FOUR_EYES, own.task(0), Cast.SOLO, Cast.RAVI, Cast.OMAR);
        var reading = story.article().submit().claimedBy(Cast.RAVI, Cast.CARL);
        assertRefused(ProblemType.FOUR_EYES, reading.task(0), Cast.CARL, Cast.RAVI, Cast.OMAR);
        var others = story.article().submit().claim(0, Cast.RAVI);
        assertRefused(ProblemType.FOUR_EYES, others.task(0), Cast.CARL, Cast.RAVI, Cast.CARL);
    }

    @Test
    void refusesWhatWasSeenTooLongAgo() {
        var article = story.article().submit();
        var task = article.task(0);

        assertRefused(ProblemType.TASK_ALREADY_CLAIMED, task, Cast.CLARA, Cast.RAVI, Cast.OMAR);
        article.claim(0, Cast.OLGA);
        assertRefused(ProblemType.TASK_ALREADY_CLAIMED, task, Cast.CLARA, Cast.RAVI, Cast.OMAR);
        assertRefused(ProblemType.TASK_ALREADY_CLAIMED, task, Cast.CLARA, null, Cast.OMAR);
        article.recommend(0, Cast.OLGA, "APPROVE").expect(200);
        assertRefused(ProblemType.TASK_NOT_OPEN, task, Cast.CLARA, Cast.OLGA, Cast.OMAR);
    }

    @Test
    void offersWhoeverCouldTakeItAndSaysWhatStandsAgainstTheOthers() {
        var article = story.article(Cast.SOLO, "oncology").submit();
        article.claimedBy(Cast.RAVI, Cast.OLGA);

        var slot = candidates.of(new TaskId(UUID.fromString(article.task(0))), person(Cast.CLARA));

        assertThat(slot.barred()).isNull();
        assertThat(slot.all())
                .extracting(candidate -> candidate.person().username())
                .contains(Cast.OMAR, Cast.OLGA, Cast.SOLO)
                .doesNotContain(Cast.RAVI, Cast.MEI);
        assertThat(slot.all())
                .filteredOn(candidate -> candidate.against() != null)
                .extracting(candidate -> candidate.person().username())
                .containsExactlyInAnyOrder(Cast.OLGA, Cast.SOLO);
    }

    /** Two chief editors, the holder who signs, the holder who gives back, and a reviewer who waits for the slot. */
    @Test
    void letsExactlyOneOfThoseWhoActAtOnceEndTheClaim() {
        for (var count = 0; count < 12; count++) {
            var article = story.article().submit().claim(0, Cast.RAVI);
            var task = article.task(0);
            var hash = article.hash();
            List.of(Cast.RAVI, Cast.OLGA).forEach(api::token);
            api.signingToken(Cast.RAVI);
            var ended =
                    Together.<Integer>all(
                            List.of(
                                    moving(task, Cast.CLARA, Cast.RAVI, Cast.OMAR),
                                    moving(task, Cast.CARL, Cast.RAVI, null),
                                    () -> story.sign(task, Cast.RAVI, "APPROVE", hash).status(),
                                    () ->
                                            api.as(Cast.RAVI, "/tasks/" + task + "/release")
                                                    .post(Map.of("reason", "No time"))
                                                    .status(),
                                    () ->
                                            api.as(Cast.OLGA, "/tasks/" + task + "/claim")
                                                    .post()
                                                    .status()));

            assertThat(ended.subList(0, 4)).containsOnlyOnce(200);
            assertThat(ended).allMatch(status -> status == 200 || status == 409 || status == 403);
        }
        invariants.hold();
    }

    private Callable<Integer> moving(
            String task, String chief, @Nullable String from, @Nullable String to) {
        return () -> {
            try {
                move(task, chief, from, to);
                return 200;
            } catch (Refusal refusal) {
                return refusal.type().status().value();
            }
        };
    }

    private void assertRefused(
            ProblemType type, String task, String by, @Nullable String from, @Nullable String to) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> move(task, by, from, to))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(type))
                .satisfies(refusal -> assertThat(refusal.sentence()).isNotNull());
    }

    private void move(String task, String by, @Nullable String from, @Nullable String to) {
        reassignTask.reassign(
                new TaskId(UUID.fromString(task)), person(by), id(from), id(to), "Too long ago");
    }

    private @Nullable AccountId id(@Nullable String username) {
        return username == null ? null : person(username).id();
    }

    private Person person(String username) {
        return people.active(username).orElseThrow();
    }

    private static String holder(Story.Article article, int slot) {
        return article.tasks().get(slot).get("holder").get("username").asString();
    }
}
