package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A reviewer’s twenty minutes between patients: claim, comment, be called away, come back, sign, read what changed. */
@SystemTest
class ReviewerDeskTests {

    private static final String CHOOSING = "guideline-choosing";
    private static final String DOSING = "guideline-dosing";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Statements statements;
    @Autowired Invariants invariants;

    @Test
    void isDoneInABrowserByKeyboard() {
        try (var browser = Browser.open()) {
            review(
                    browser,
                    Browser::window,
                    Browser::assertAccessible,
                    ReviewerDeskTests::waitUntilSaved,
                    ReviewerDeskTests::goThroughChangesByKey);
        }
    }

    @Test
    void isDoneWithoutScriptToo() {
        try (var browser = Browser.open()) {
            review(
                    browser,
                    Browser::windowWithoutScript,
                    _ -> {},
                    page -> press(page, "Save draft"),
                    ReviewerDeskTests::goToChangesByLink);
        }
    }

    /**
     * @param look at each page; axe is a script itself, and so cannot look at a page without
     * @param keep what is typed
     * @param goThrough two changes
     */
    private void review(
            Browser browser,
            BiFunction<Browser, String, Page> window,
            Consumer<Page> look,
            Consumer<Page> keep,
            Consumer<Page> goThrough) {
        var article = twoSections("The first text", "Once a day");
        article.submit().claim(1, Cast.OLGA);
        article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
        var ravi = signIn(window.apply(browser, api.uri("").toString()), Cast.RAVI);

        claim(ravi, article);
        look.accept(ravi);
        comment(ravi, CHOOSING, "MUST_FIX", "Which dose?");
        comment(ravi, DOSING, "QUESTION", "In whom?");
        keep.accept(ravi);
        assertThat(ravi.locator("#draft").innerText()).startsWith("Saved ");
        look.accept(ravi);
        ravi.reload();
        bothCommentsAreThere(ravi);
        press(ravi, "Sign out");
        signIn(ravi, Cast.RAVI).navigate("/reviewing/" + article.task(0));
        bothCommentsAreThere(ravi);
        ravi.locator("#recommend-REQUEST_CHANGES").press("Space");
        ravi.locator("#password").fill(Cast.PASSWORD);
        press(ravi, "Sign verdict");
        ravi.navigate("/reviewing/" + article.task(0));
        assertThat(ravi.locator(".remark-said").allInnerTexts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("Must fix", "Which dose?"),
                        second -> assertThat(second).contains("Question", "In whom?"));
        look.accept(ravi);

        article.revise(text("The second text", "Twice a day")).expect(200);
        article.submit();
        claim(ravi, article);
        follow(ravi, "What changed since your verdict");
        look.accept(ravi);
        goThrough.accept(ravi);
        browser.assertQuiet();
        invariants.hold();
    }

    private static void claim(Page page, Story.Article article) {
        page.navigate("/reviewing?task=" + article.task(0));
        page.waitForNavigation(() -> page.locator("[data-key=c]").press("Enter"));
    }

    private static void comment(Page page, String section, String kind, String comment) {
        page.locator("[data-part=" + section + "] summary").press("Enter");
        page.locator("#kind-" + section).selectOption(kind);
        page.locator("#comment-" + section).fill(comment);
    }

    private static void waitUntilSaved(Page page) {
        page.getByText(Pattern.compile("^Saved \\d")).waitFor();
    }

    private static void bothCommentsAreThere(Page page) {
        assertThat(page.locator("#comment-" + CHOOSING).inputValue()).isEqualTo("Which dose?");
        assertThat(page.locator("#kind-" + CHOOSING).inputValue()).isEqualTo("MUST_FIX");
        assertThat(page.locator("#comment-" + DOSING).inputValue()).isEqualTo("In whom?");
    }

    private static void goThroughChangesByKey(Page page) {
        for (var step : List.of("n " + CHOOSING, "n " + DOSING, "p " + CHOOSING)) {
            page.keyboard().press(step.substring(0, 1));
            assertThat(page.locator("section[data-change]:focus").getAttribute("id"))
                    .as(step)
                    .isEqualTo(step.substring(2));
        }
    }

    private static void goToChangesByLink(Page page) {
        page.locator("[data-key=p]").press("Enter");
        assertThat(page.url()).endsWith("#" + DOSING);
        page.locator("[data-key=n]").press("Enter");
        assertThat(page.url()).endsWith("#" + CHOOSING);
    }

    @Test
    void showsTheEditorEachRemarkAtItsSection() {
        var article = twoSections("The first text", "Once a day").submit().claim(0, Cast.RAVI);
        var ravi = new Visitor(api).as(Cast.RAVI);
        var page = "/reviewing/" + article.task(0);
        var signed =
                Map.of(
                        "version", "0",
                        "recommendation", "REQUEST_CHANGES",
                        "contentHash", article.hash(),
                        "password", Cast.PASSWORD,
                        "sections[0].anchor", DOSING,
                        "sections[0].title", "Dosing",
                        "sections[0].kind", "SHOULD_FIX",
                        "sections[0].comment", "In whom?");
        ravi.post(page, page + "/recommendation", signed).expect(303);
        var edith = new Visitor(api).as(Cast.EDITH);
        var detail = "/editing/" + article.id;

        var remark = edith.get(detail).expect(200).page().select(".remark-said");
        assertThat(remark.text()).isEqualTo("Should fix Dosing In whom?");
        assertThat(remark.select("a[lang=en]").attr("href")).isEqualTo("#" + DOSING);
        var second = article.revise(text("The second text", "Twice a day")).expect(200).json();
        var later = edith.get(detail).expect(200).page();
        assertThat(later.select(".remark-said a").attr("href"))
                .isEqualTo("/articles/" + article.id + "/diff?from=2&to=3#" + DOSING);
        assertThat(second.get("revision").asInt()).isEqualTo(3);

        var what = "a[href=/articles/" + article.id + "/diff?to=3]";
        assertThat(later.select(what)).hasSize(1);
        var otto = new Visitor(api).as(Cast.OTTO);
        assertThat(otto.get("/auditing/" + article.id).expect(200).page().select(what)).hasSize(1);
        edith.get(later.select(what).attr("href")).expect(200);
    }

    @Test
    void keepsTheFilterAfterALostRace() {
        var article = story.article().submit().claimedBy(Cast.OMAR, Cast.OLGA);
        var ravi = new Visitor(api).as(Cast.RAVI);
        var filter = Map.of("specialty", "oncology", "sort", "priority");

        var lost = ravi.post("/reviewing", "/reviewing/" + article.task(0) + "/claim", filter);

        var page = lost.expect(409).page();
        assertThat(page.select("[data-errors] [lang=en]").text()).contains(article.slug);
        assertThat(page.select("select option[selected]").eachAttr("value"))
                .containsExactly("oncology", "priority");
    }

    @Test
    void takesNoMoreStatementsForMoreRowsAndMoreComments() {
        var one = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        one.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
        var ravi = new Visitor(api).as(Cast.RAVI);
        ravi.get("/reviewing").expect(200); // the first request of a session writes it
        var lists = List.of("/reviewing?view=available", "/reviewing?view=mine");
        var few = lists.stream().map(path -> statementsOf(ravi, path)).toList();
        var fewest = statementsOf(ravi, "/reviewing/" + one.task(0));
        for (var count = 0; count < 3; count++) {
            story.article().submit();
            story.article().submit().claim(0, Cast.RAVI);
        }
        var full = twoSections("The first text", "Once a day").submit();
        full.claimedBy(Cast.RAVI, Cast.OLGA);
        var remarks = new HashMap<>(Map.of("version", "0", "contentHash", full.hash()));
        for (var section : List.of(CHOOSING, DOSING)) {
            var field = "sections[%d].".formatted(section.equals(CHOOSING) ? 0 : 1);
            remarks.put(field + "anchor", section);
            remarks.put(field + "kind", "SHOULD_FIX");
            remarks.put(field + "comment", "In whom?");
        }
        var page = "/reviewing/" + full.task(0);
        ravi.post(page, page + "/draft", remarks).expect(303);
        remarks.putAll(Map.of("recommendation", "REQUEST_CHANGES", "password", Cast.PASSWORD));
        var other = "/reviewing/" + full.task(1);
        new Visitor(api).as(Cast.OLGA).post(other, other + "/recommendation", remarks).expect(303);

        assertThat(lists.stream().map(path -> statementsOf(ravi, path)).toList()).isEqualTo(few);
        assertThat(statementsOf(ravi, page)).isEqualTo(fewest);
    }

    private int statementsOf(Visitor visitor, String path) {
        visitor.get(path).expect(200);
        return statements.of(path).size();
    }

    private Story.Article twoSections(String choosing, String dosing) {
        var article = story.article();
        article.revise(text(choosing, dosing)).expect(200);
        return article;
    }

    private static String text(String choosing, String dosing) {
        return choosing + " [1].\n\n## Guideline: Dosing\n" + dosing;
    }

    private static Page signIn(Page page, String username) {
        page.navigate("/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(Cast.PASSWORD);
        press(page, "Sign in");
        return page;
    }

    private static void press(Page page, String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(true);
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
    }

    private static void follow(Page page, String link) {
        var named = new Page.GetByRoleOptions().setName(link);
        page.waitForNavigation(() -> page.getByRole(AriaRole.LINK, named).first().press("Enter"));
    }
}
