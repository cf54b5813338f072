package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.api.Cursor;
import org.imprimatur.article.source.SourceLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers ask and report, from the foot of an article to its outcome. */
@SystemTest
class ProposalTests {

    private static final String INBOX = "/editing/proposals";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired MovableClock clock;
    @Autowired Statements statements;

    /** Everybody here has the same address. */
    @BeforeEach
    void letTheLimitForget() {
        clock.advance(Duration.ofMinutes(61));
    }

    @Test
    void reachTheInboxWithoutAnAccountAndEndInTheTrail() {
        var article = story.article().submit();
        var report = unique("The dose is wrong");
        send(article, "problem", Map.of("kind", "ERROR", "section", "Choosing", "report", report));

        var edith = new Visitor(api).as(Cast.EDITH);
        var id = inbox(edith, "OPEN", report);
        press(edith, id, "taking", Map.of()).expect(303);
        assertThat(press(edith, id, "outcome", Map.of("outcome", "Corrected")).location())
                .isEqualTo(INBOX + "?state=DONE");

        assertThat(edith.get(INBOX + "?state=DONE").text()).contains(report, "Corrected");
        assertThat(actions(article))
                .containsSubsequence("PROPOSAL_RECEIVED", "PROPOSAL_TAKEN", "PROPOSAL_SETTLED");
    }

    @Test
    void becomeAnArticle() {
        var article = story.article().submit();
        var question = unique("How long does it last") + "?";
        send(article, "question", Map.of("question", question));
        var edith = new Visitor(api).as(Cast.EDITH);
        var id = inbox(edith, "OPEN", question);
        press(edith, id, "taking", Map.of());
        var start = INBOX + "/" + id + "/article";
        var draft = Map.of("source", "A text");
        edith.post("/editing/new", "/editing/drafts/" + id, draft).expect(200);
        new Visitor(api)
                .as(Cast.EMIL)
                .post("/editing/new", "/editing/drafts/" + id, draft)
                .expect(404);
        edith.post(start, start, Map.of("discard", "")).expect(303);

        var skeleton = edith.get(start).expect(200).page().select("#source").val();
        assertThat(edith.post(start, start, Map.of("source", skeleton)).expect(422).text())
                .contains("The section has no text");
        var written =
                skeleton.strip().replace("title: \"\"", "title: A guideline")
                        + "\n\nAn answer [1].\n";
        var created = edith.post(start, start, Map.of("source", written)).expect(303).location();

        assertThat(edith.get(created).expect(200).page().select("h1").text()).isEqualTo(question);
        assertThat(edith.get(INBOX + "?state=DONE").page().select("a[href=" + created + "]"))
                .isNotEmpty();
        assertThat(actions(article)).contains("PROPOSAL_ARTICLE_STARTED");
    }

    @Test
    void areTakenByOneOfTwo() {
        var article = story.article().submit();
        for (var round = 0; round < 4; round++) {
            var question = unique("Who is faster");
            send(article, "question", Map.of("question", question));
            var edith = new Visitor(api).as(Cast.EDITH);
            var emil = new Visitor(api).as(Cast.EMIL);
            var id = inbox(edith, "OPEN", question);

            var answers =
                    Together.<Visitor.Seen>all(
                            List.of(
                                    () -> press(edith, id, "taking", Map.of()),
                                    () -> press(emil, id, "taking", Map.of())));

            assertThat(answers)
                    .extracting(Visitor.Seen::status)
                    .containsExactlyInAnyOrder(303, 409);
            var winner = answers.getFirst().status() == 303 ? "Edith Marlow" : "Emil Brandt";
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 409)
                    .allSatisfy(
                            lost -> assertThat(lost.text()).contains(winner + " has taken this."));
        }
    }

    @Test
    void areEndedOnlyByWhoeverTookThemAndOnlyWithAReason() {
        var article = story.article().submit();
        var question = unique("Is this mine");
        send(article, "question", Map.of("question", question));
        var edith = new Visitor(api).as(Cast.EDITH);
        var emil = new Visitor(api).as(Cast.EMIL);
        var id = inbox(edith, "OPEN", question);

        assertThat(press(emil, id, "refusal", Map.of("reason", "No")).expect(409).text())
                .contains("Nobody has taken this yet.");
        press(edith, id, "taking", Map.of()).expect(303);
        assertThat(press(emil, id, "refusal", Map.of("reason", "No")).expect(409).text())
                .contains("Edith Marlow has taken this.");
        assertThat(press(edith, id, "refusal", Map.of("reason", " ")).expect(422).text())
                .contains("Give the reason.");
        press(edith, id, "return", Map.of()).expect(303);
        press(emil, id, "taking", Map.of()).expect(303);
        press(emil, id, "refusal", Map.of("reason", "Answered elsewhere")).expect(303);
        assertThat(press(emil, id, "outcome", Map.of("outcome", "Late")).expect(409).text())
                .contains("Emil Brandt has closed this already.");
        assertThat(actions(article))
                .containsSubsequence(
                        "PROPOSAL_TAKEN",
                        "PROPOSAL_GIVEN_BACK",
                        "PROPOSAL_TAKEN",
                        "PROPOSAL_DECLINED");
    }

    @Test
    void showARefusedFormOnThePageThatItStoodOn() {
        var article = story.article().submit();
        var question = unique("On the second page");
        send(article, "question", Map.of("question", question));
        var edith = new Visitor(api).as(Cast.EDITH);
        var id = inbox(edith, "OPEN", question);
        press(edith, id, "taking", Map.of()).expect(303);
        var before = new UUID(UUID.fromString(id).getMostSignificantBits(), 0);
        var cursor = Cursor.after(before).encoded();

        var refused =
                press(
                        edith,
                        id,
                        "refusal",
                        Map.of("reason", " ", "kinds", "QUESTIONS", "cursor", cursor));

        var page = refused.expect(422).page();
        assertThat(page.select(".chips [aria-current]").attr("href")).contains("kinds=QUESTIONS");
        assertThat(page.select("#p-" + id + " input[name=cursor]").eachAttr("value"))
                .hasSize(3)
                .containsOnly(cursor);
        assertThat(page.select("#p-" + id + " input[name=kinds]").eachAttr("value"))
                .containsOnly("QUESTIONS");
    }

    @Test
    void keepATextThatIsTooLongToBePreviewed() {
        var article = story.article().submit();
        var question = unique("How long may it be");
        send(article, "question", Map.of("question", question));
        var edith = new Visitor(api).as(Cast.EDITH);
        var id = inbox(edith, "OPEN", question);
        press(edith, id, "taking", Map.of()).expect(303);
        var source = "x".repeat(SourceLimits.DEFAULT.maxBytes() + 1);

        for (var page :
                List.of(
                        INBOX + "/" + id + "/article",
                        "/editing/new",
                        "/editing/" + story.article().id + "/source")) {
            var to = page.equals("/editing/new") ? "/editing" : page;
            var shown = edith.post(page, to, Map.of("source", source, "preview", "page"));
            assertThat(shown.expect(413).page().select("#source").text()).isEqualTo(source);
            assertThat(shown.page().select("[data-errors] .problem-list li")).hasSize(1);
        }
    }

    @Test
    void keepWhatWasTypedWhenTheyAreRefused() {
        var page = "/articles/" + story.article().submit().slug + "/problem";
        var reader = new Visitor(api);

        var refused = reader.post(page, page, Map.of("section", "Choosing", "report", " "));

        var form = refused.expect(422).page();
        assertThat(form.select("[data-errors] a").eachAttr("href")).contains("#kind", "#report");
        assertThat(form.select("#kind-wrong").text()).isEqualTo("Choose what is wrong.");
        assertThat(form.select("#section").val()).isEqualTo("Choosing");
        reader.post(page, page, Map.of("kind", "QUESTION", "report", "No such kind")).expect(422);
        reader.post(page, page, Map.of("kind", "nonsense", "report", "No such kind")).expect(422);
        var report = "x".repeat(2001);
        var section = "y".repeat(201);
        var fields = Map.of("kind", "ERROR", "section", section, "report", report);
        var tooLong = reader.post(page, page, fields).expect(422).page();
        assertThat(tooLong.select("#report").val()).isEqualTo(report);
        assertThat(tooLong.select("#section").val()).isEqualTo(section);
        assertThat(tooLong.select("#section-wrong").text()).contains("longer than 200");
        assertThat(tooLong.select("#report-wrong").text()).contains("longer than 2,000");
        var ask = page.replace("/problem", "/question");
        var question = "z".repeat(501);
        var asked = reader.post(ask, ask, Map.of("question", question)).expect(422).page();
        assertThat(asked.select("#question").val()).isEqualTo(question);
        assertThat(asked.select("#question-wrong").text()).contains("longer than 500");
    }

    @Test
    void stopAfterFiveAnHourAndStillKeepWhatWasTyped() {
        var article = story.article().submit();
        for (var sent = 0; sent < 5; sent++) {
            send(article, "question", Map.of("question", "Number " + sent));
        }
        var page = "/articles/" + article.slug + "/question";

        var refused =
                new Visitor(api).post(page, page, Map.of("question", "Number six")).expect(429);

        assertThat(refused.page().select("#question").val()).isEqualTo("Number six");
        assertThat(refused.text()).contains("That was a lot from your network");
        assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(3500L, 3601L);
    }

    @Test
    void areForPublicArticlesOnly() {
        var draft = story.article();
        var reader = new Visitor(api);

        reader.get("/articles/" + draft.slug + "/question").expect(404);
        reader.get("/articles/" + draft.slug + "/problem").expect(404);
        reader.get("/articles/no-such-article/question").expect(404);
    }

    /** A form on it would give every reader a row in the session table. */
    @Test
    void leaveTheArticlesPageWithoutASession() {
        var page = new Visitor(api).get("/articles/" + story.article().submit().slug);

        assertThat(page.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.page().select(".respond a")).hasSize(2);
    }

    @Test
    void areForEditors() {
        assertThat(new Visitor(api).get(INBOX).expect(302).location()).startsWith("/sign-in");
        new Visitor(api).as(Cast.RAVI).get(INBOX).expect(403);
        new Visitor(api).as(Cast.CLARA).get(INBOX).expect(403);
        new Visitor(api).as(Cast.EDITH).get(INBOX + "?state=NONSENSE").expect(422);
    }

    @Test
    void takeTheSameStatementsHoweverManyThereAre() {
        var article = story.article().submit();
        var edith = new Visitor(api).as(Cast.EDITH);
        send(article, "question", Map.of("question", "One"));
        edith.get(INBOX).expect(200); // the first request of a session writes it once more
        var few = statementsOf(edith, INBOX);
        var mine = statementsOf(edith, "/editing");

        send(article, "question", Map.of("question", "Two"));
        send(article, "problem", Map.of("kind", "OTHER", "report", "Three"));
        story.article();

        assertThat(statementsOf(edith, INBOX)).isEqualTo(few);
        assertThat(statementsOf(edith, "/editing")).isEqualTo(mine);
    }

    /** Of the second request: the first may prove what nobody had asked for. */
    private int statementsOf(Visitor visitor, String address) {
        visitor.get(address).expect(200);
        visitor.get(address).expect(200);
        return statements.of(address).size();
    }

    private void send(Story.Article article, String what, Map<String, String> fields) {
        var page = "/articles/" + article.slug + "/" + what;
        assertThat(new Visitor(api).post(page, page, fields).expect(303).location())
                .isEqualTo(page + "?sent");
    }

    /** The id of what says these words. */
    private static String inbox(Visitor editor, String state, String words) {
        return editor.get(INBOX + "?state=" + state)
                .expect(200)
                .page()
                .select(".letter:contains(" + words.replace("?", "") + ")")
                .attr("id")
                .substring("p-".length());
    }

    private static Visitor.Seen press(
            Visitor editor, String id, String what, Map<String, String> fields) {
        return editor.post("/editing/new", INBOX + "/" + id + "/" + what, fields);
    }

    private List<String> actions(Story.Article article) {
        return api.as(Cast.OTTO, "/articles/" + article.id + "/history?limit=200")
                .get()
                .expect(200)
                .json()
                .get("items")
                .findValuesAsString("action");
    }

    private static String unique(String words) {
        return words + " " + UUID.randomUUID();
    }
}
