package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody approves their own text, on whatever path; {@code solo} holds every role that could be tempted. */
@SystemTest
class FourEyesTests {

    @Autowired Api api;
    @Autowired Story story;

    @Nested
    class WhoeverWroteTheText {

        @Test
        void cannotClaimIt() {
            var article = story.article(Cast.SOLO, "oncology").submit();

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }

        @Test
        void cannotClaimItWhereTheyWroteOnlyTheNewestRevisionInReview() {
            var article = story.article(Cast.SOLO, "oncology").submit();
            article.revise("A newer text").expect(200);

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }

        @Test
        void cannotClaimAGeneralSlotEither() {
            var article = story.article(Cast.SOLO, "cardiology").submit();

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }

        @Test
        void cannotSignATaskOfIt() {
            var article =
                    story.article(Cast.SOLO, "oncology").submit().claimedBy(Cast.RAVI, Cast.OLGA);

            article.recommend(0, Cast.SOLO, "APPROVE").expectProblem(403, "four-eyes");
        }

        @Test
        void cannotDecideIt() {
            var article = story.article(Cast.SOLO, "oncology").mixed(Cast.RAVI, Cast.OLGA);

            for (var decision : List.of("APPROVE", "REQUEST_CHANGES", "REJECT")) {
                article.decide(Cast.SOLO, decision).expectProblem(403, "four-eyes");
            }
            article.decide(Cast.CLARA, "APPROVE").expect(200);
        }

        @Test
        void cannotClaimTheNextRevisionAfterChangesWereRequested() {
            var article = story.article(Cast.SOLO, "oncology").submit();
            article.claimedBy(Cast.RAVI, Cast.OLGA);
            article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
            article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
            article.revise("As the board asked").expect(200);
            article.submit();

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }

        @Test
        void cannotClaimWhatTheyTookBackAndHandedInAgain() {
            var article = story.article(Cast.SOLO, "oncology").submit();
            article.withdraw(Cast.SOLO, article.etag()).expect(200);
            article.submit();

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }

        @Test
        void cannotClaimWhatTheyWroteSinceTheApproval() {
            var article = story.article(Cast.SOLO, "oncology").approved(Cast.RAVI, Cast.OLGA);
            article.revise("A newer text").expect(200);
            article.submit();

            claim(article, 0, Cast.SOLO).expectProblem(403, "four-eyes");
        }
    }

    @Nested
    class WhoeverReviewedARound {

        @Test
        void cannotDecideIt() {
            var article = story.article().mixed(Cast.CARL, Cast.OLGA);

            article.decide(Cast.CARL, "APPROVE").expectProblem(403, "four-eyes");
            article.decide(Cast.CLARA, "APPROVE").expect(200);
        }

        @Test
        void mayDecideTheNextOne() {
            var article = story.article().mixed(Cast.CARL, Cast.OLGA);
            article.decide(Cast.CLARA, "REQUEST_CHANGES").expect(200);
            article.revise("A newer text").expect(200);
            article.mixed(Cast.RAVI, Cast.OLGA);

            article.decide(Cast.CARL, "APPROVE").expect(200);
        }

        @Test
        void mayDecideWhereTheyOnlyHeldATaskAndGaveItBack() {
            var article = story.article().submit().claim(0, Cast.CARL);
            api.as(Cast.CARL, "/tasks/" + article.task(0) + "/release")
                    .post(Map.of("reason", "No time"))
                    .expect(200);
            article.claimedBy(Cast.RAVI, Cast.OLGA);
            article.recommend(0, Cast.RAVI, "REJECT").expect(200);

            article.decide(Cast.CARL, "REJECT").expect(200);
        }
    }

    /** For everybody and every kind of article: what the list offers can be claimed, and nothing else can. */
    @Test
    void theListOffersExactlyWhatCanBeClaimed() {
        var checked = 0;
        for (var person :
                List.of(
                        Cast.EDITH,
                        Cast.EMIL,
                        Cast.RAVI,
                        Cast.OLGA,
                        Cast.OMAR,
                        Cast.MEI,
                        Cast.PAUL,
                        Cast.CLARA,
                        Cast.OTTO,
                        Cast.ADA,
                        Cast.SOLO,
                        Cast.CARL)) {
            for (var article : inEveryState()) {
                for (var task :
                        article.tasks().stream().map(t -> t.get("id").asString()).toList()) {
                    var offered = offered(person, article).contains(task);
                    var held = isHolding(person, article, task);
                    var status = api.as(person, "/tasks/" + task + "/claim").post().status();
                    assertThat(status == 200)
                            .as("%s claims %s of %s: %s", person, task, article.slug, status)
                            .isEqualTo(offered || held);
                    checked++;
                }
            }
        }
        System.out.printf("Four eyes: %d claims, each allowed exactly where offered%n", checked);
    }

    /** A claim of what one holds already succeeds and changes nothing; the list offers only what nobody holds. */
    private static boolean isHolding(String person, Story.Article article, String task) {
        return article.tasks().stream()
                .filter(slot -> slot.get("id").asString().equals(task))
                .filter(slot -> slot.get("recommendation").isNull())
                .map(slot -> slot.get("holder"))
                .anyMatch(
                        holder ->
                                !holder.isNull()
                                        && holder.get("username").asString().equals(person));
    }

    private List<Story.Article> inEveryState() {
        var articles = new ArrayList<Story.Article>();
        for (var topic : List.of("oncology", "pharmacology", "cardiology")) {
            articles.add(story.article(Cast.EDITH, topic).submit());
            articles.add(story.article(Cast.SOLO, topic).submit());
        }
        articles.add(story.article().submit().claim(0, Cast.RAVI));
        articles.add(story.article().submit().claimedBy(Cast.SOLO, Cast.CARL));
        var signed = story.article().submit().claim(0, Cast.OLGA);
        signed.recommend(0, Cast.OLGA, "APPROVE").expect(200);
        articles.add(signed);
        articles.add(story.article().mixed(Cast.RAVI, Cast.OLGA));
        articles.add(story.article().approved(Cast.RAVI, Cast.OLGA));
        var withdrawn = story.article().submit();
        withdrawn.withdraw(Cast.EDITH, withdrawn.etag()).expect(200);
        articles.add(withdrawn);
        var vetoed = story.article().submit().claim(0, Cast.OMAR);
        vetoed.recommend(0, Cast.OMAR, "REJECT").expect(200);
        articles.add(vetoed);
        return articles;
    }

    private List<String> offered(String person, Story.Article article) {
        var list = api.as(person, "/tasks?view=available&article=" + article.id).get().expect(200);
        return Stream.of(list.json().get("items"))
                .flatMap(items -> items.values().stream())
                .map(task -> task.get("id").asString())
                .toList();
    }

    private Api.Answer claim(Story.Article article, int slot, String person) {
        return api.as(person, "/tasks/" + article.task(slot) + "/claim").post();
    }
}
