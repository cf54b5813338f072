package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a reviewer types stays theirs until they sign it, whatever comes between. */
@SystemTest
class DraftTests {

    private static final String ANCHOR = "guideline-choosing";

    @Autowired Api api;
    @Autowired Story story;

    @Test
    void comeBackAfterGivingTheReviewBackAndAreSignedSectionBySection() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var ravi = new Visitor(api).as(Cast.RAVI);

        ravi.post(page, page + "/draft", typed(0, "On the whole", "MUST_FIX", "Which dose?"))
                .expect(303);
        api.as(Cast.RAVI, "/tasks/" + article.task(0) + "/release")
                .post(Map.of("reason", "No time"))
                .expect(200);
        article.claim(0, Cast.RAVI);

        var again = ravi.get(page).expect(200).page();
        assertThat(again.select("#comment").text()).isEqualTo("On the whole");
        assertThat(again.select("#comment-" + ANCHOR).text()).isEqualTo("Which dose?");
        assertThat(again.select("#draft").text()).startsWith("Saved ");

        var fields = typed(1, "On the whole", "MUST_FIX", "Which dose?");
        fields.put("recommendation", "APPROVE");
        fields.put("contentHash", article.hash());
        fields.put("password", Cast.PASSWORD);
        assertThat(ravi.post(page, page + "/recommendation", fields).expect(422).text())
                .contains("must fix");
        fields.put("recommendation", "REQUEST_CHANGES");
        fields.put("version", ravi.get(page).page().select("input[name=version]").val());
        ravi.post(page, page + "/recommendation", fields).expect(303);

        var said = "On the whole\n\n[MUST_FIX] Guideline: Choosing\nWhich dose?";
        assertThat(article.rounds().getFirst().get("tasks").get(0).get("comment").asString())
                .isEqualTo(said);
        assertThat(article.history())
                .filteredOn(entry -> entry.get("action").asString().equals("RECOMMENDED"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("reason").asString()).isEqualTo(said));
        assertThat(ravi.get(page).expect(200).page().select(".remark-said").text())
                .contains("Must fix", "Which dose?");
        assertThat(new Visitor(api).as(Cast.EDITH).get("/editing/" + article.id).expect(200).text())
                .contains("Which dose?");
        ravi.post("/reviewing", page + "/draft", typed(1, "Later", "", "")).expect(409);
    }

    @Test
    void tellTheSecondWindowWhatTheFirstHasSaved() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var ravi = new Visitor(api).as(Cast.RAVI);

        ravi.post(page, page + "/draft", typed(0, "From the first", "", "")).expect(303);
        var second =
                ravi.post(page, page + "/draft", typed(0, "From the second", "", "")).expect(409);

        assertThat(second.page().select("#other-window").text()).contains("From the first");
        assertThat(second.page().select("#comment").text()).isEqualTo("From the second");
        assertThat(ravi.get(page).page().select("#comment").text()).isEqualTo("From the first");
        var version = second.page().select("input[name=version]").val();
        ravi.post(page, page + "/draft", typed(Integer.parseInt(version), "Both", "", ""))
                .expect(303);
        assertThat(ravi.get(page).page().select("#comment").text()).isEqualTo("Both");
    }

    @Test
    void areOfferedForANewerRevisionWithoutTheOldRecommendation() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var ravi = new Visitor(api).as(Cast.RAVI);
        var fields = typed(0, "On the whole", "SHOULD_FIX", "Which dose?");
        fields.put("recommendation", "REQUEST_CHANGES");
        fields.put("sections[1].anchor", "research-gone");
        fields.put("sections[1].title", "A section that is gone");
        fields.put("sections[1].kind", "QUESTION");
        fields.put("sections[1].comment", "Which trial?");
        ravi.post(page, page + "/draft", fields).expect(303);

        article.revise("A better text").expect(200);
        article.claim(0, Cast.RAVI);

        var next = ravi.get("/reviewing/" + article.task(0)).expect(200).page();
        assertThat(next.select("#comment-" + ANCHOR).text()).isEqualTo("Which dose?");
        assertThat(next.select(".gone").text()).contains("A section that is gone", "Which trial?");
        assertThat(next.select("input[name=recommendation][checked]")).isEmpty();
        assertThat(next.select("main").text()).contains("for revision 1");
    }

    @Test
    void areNobodyElses() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var ravi = new Visitor(api).as(Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        ravi.post(page, page + "/draft", typed(0, "Between us", "", "")).expect(303);

        var olga = new Visitor(api).as(Cast.OLGA);
        assertThat(
                        olga.get("/reviewing/" + article.task(1))
                                .expect(200)
                                .page()
                                .select("#comment")
                                .text())
                .isEmpty();
        assertThat(olga.get(page).expect(303).location()).startsWith("/reviewing?task=");
    }

    @Test
    void outliveASessionThatEndedWhileTheyWereTyped() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var fields = typed(0, "Typed for an hour", "QUESTION", "Which dose?");
        fields.put("author", Cast.RAVI);
        fields.put("_csrf", "of the session that ended");

        var late = new Visitor(api).as(Cast.RAVI);
        late.lose("imprimatur");
        assertThat(late.postAsIs(page, page + "/recommendation", fields).expect(302).location())
                .isEqualTo(page);
        late.get(page).expect(302);
        late.signIn(Cast.RAVI, Cast.PASSWORD);

        var back = late.get(page).expect(200);
        assertThat(back.page().select("#comment").text()).isEqualTo("Typed for an hour");
        assertThat(back.page().select("#comment-" + ANCHOR).text()).isEqualTo("Which dose?");
        assertThat(back.text()).contains("before your session ended");
        assertThat(new Visitor(api).as(Cast.RAVI).get(page).page().select("#comment").text())
                .as("not saved in anybody's name")
                .isEmpty();
    }

    /** Every other form says back what was written in it, to its own page and to nobody else's. */
    @ParameterizedTest
    @CsvSource({
        "clara, /deciding/{article}, reason",
        "otto, /auditing/entries/1/annotations, text",
        "ada, /redactions, reason",
        "ada, /administration/{article}/disabling, reason",
        "edith, /editing/{article}/withdrawal, reason",
        "ravi, /reviewing/{task}/release, reason"
    })
    void areShownBackByAFormWhoseSessionEnded(String person, String form, String field) {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var path = form.replace("{article}", article.id).replace("{task}", article.task(0));
        var written = "Written <b>for an hour</b>";
        var fields =
                Map.of("_csrf", "of the session that ended", field, written, "password", "secret");
        var late = new Visitor(api).as(person);
        late.lose("imprimatur");

        var back = late.postAsIs(path, path, fields).expect(403).page();

        assertThat(back.select("textarea").text()).isEqualTo(written);
        assertThat(back.select("main").text())
                .contains(
                        "What was saved before, such as a draft, is still saved", "Sign in again");
        assertThat(back.html()).doesNotContain("secret");
        assertThat(late.postFrom("https://elsewhere.example", path, fields).expect(403).text())
                .doesNotContain("for an hour");
    }

    /** Somebody was faster: the words are not gone with the form. */
    @Test
    void areShownBackWhereAFormIsRefusedAltogether() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var fields =
                Map.of(
                        "decision", "REJECT",
                        "reason", "Thought over for an hour",
                        "contentHash", article.hash(),
                        "round", "1",
                        "password", Cast.PASSWORD);
        article.decide(Cast.CLARA, "REQUEST_CHANGES").expect(200);

        var late =
                new Visitor(api)
                        .as(Cast.CLARA)
                        .post("/deciding", "/deciding/" + article.id, fields)
                        .expect(409)
                        .page();

        assertThat(late.select("textarea").text()).isEqualTo("Thought over for an hour");
    }

    /** Whoever chose "must fix" had something in mind; a signature is not to drop it. */
    @Test
    void areNotSignedWithAChoiceThatSaysNothing() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var ravi = new Visitor(api).as(Cast.RAVI);
        var fields = typed(0, "On the whole", "QUESTION", " ");
        fields.put("recommendation", "APPROVE");
        fields.put("contentHash", article.hash());
        fields.put("password", Cast.PASSWORD);

        var refused = ravi.post(page, page + "/recommendation", fields).expect(422).page();

        assertThat(refused.select("#comment-" + ANCHOR + "-wrong").text())
                .contains("say what you ask, or take the choice back");
        assertThat(refused.select("details[open] #kind-" + ANCHOR + " [selected]").val())
                .isEqualTo("QUESTION");
        assertThat(refused.select("#comment").text()).isEqualTo("On the whole");
        assertThat(article.actions()).doesNotContain("RECOMMENDED");
    }

    /** Beside the field too: its summary may be out of view. */
    @Test
    void sayAtItsSectionThatACommentIsTooLong() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var fields = typed(0, "", "QUESTION", "x".repeat(4001));
        fields.put("recommendation", "APPROVE");
        fields.put("contentHash", article.hash());

        var refused =
                new Visitor(api)
                        .as(Cast.RAVI)
                        .post(page, page + "/recommendation", fields)
                        .expect(422)
                        .page();

        var field = refused.select("#comment-" + ANCHOR);
        assertThat(field.text()).hasSize(4001);
        assertThat(refused.select("#" + field.attr("aria-describedby")).text())
                .contains("longer than 4,000 characters");
        assertThat(refused.select("[data-errors] a").eachAttr("href"))
                .containsExactly("#comment-" + ANCHOR);
    }

    @Test
    void areNotTakenInFromAStranger() {
        var page = "/reviewing/" + story.article().submit().claim(0, Cast.RAVI).task(0);
        var fields = typed(0, "Typed for an hour", "QUESTION", "Which dose?");
        fields.put("author", Cast.RAVI);
        fields.put("_csrf", "of the session that ended");
        var stranger = new Visitor(api);
        var olga = new Visitor(api).as(Cast.OLGA);
        olga.lose("imprimatur");

        for (var other : List.of(stranger, olga)) {
            assertThat(other.postAsIs(page, page + "/draft", fields).expect(403).text())
                    .isNotBlank();
        }
        assertThat(stranger.get("/").expect(200).response().headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void areRefusedWhereOneFieldIsMoreThanCanWait() {
        var page = "/reviewing/" + story.article().submit().claim(0, Cast.RAVI).task(0);
        var ravi = new Visitor(api).as(Cast.RAVI);
        ravi.lose("imprimatur");
        for (var wordy : List.of("comment", "sections[0].comment", "sections[0].title")) {
            var fields = typed(0, "On the whole", "QUESTION", "Which dose?");
            fields.put(wordy, "€".repeat(25_000));
            fields.put("author", Cast.RAVI);
            fields.put("_csrf", "of the session that ended");

            ravi.postAsIs(page, page + "/draft", fields).expect(403);
        }
    }

    private static Map<String, String> typed(
            int version, String comment, String kind, String section) {
        var fields = new HashMap<String, String>();
        fields.put("version", String.valueOf(version));
        fields.put("comment", comment);
        fields.put("sections[0].anchor", ANCHOR);
        fields.put("sections[0].title", "Choosing");
        fields.put("sections[0].kind", kind);
        fields.put("sections[0].comment", section);
        return fields;
    }
}
