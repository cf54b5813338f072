package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A pasted link has no place to break: it may make a page longer, and never wider than its window. */
@SystemTest
class LongWordTests {

    private static final String WORD = "https://example.org/" + "a1b2c3d4e5".repeat(58);
    private static final String SECTION = "guideline-choosing";
    private static final List<Integer> WIDTHS = List.of(390, 1280);

    @Autowired Api api;
    @Autowired Story story;
    @Autowired MovableClock clock;

    @Test
    void leavesThePageAsWideAsItsWindow() {
        clock.advance(Duration.ofMinutes(61)); // readers here share one address
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        report(article);
        try (var browser = Browser.open()) {
            var ravi = signIn(browser, Cast.RAVI);
            ravi.navigate("/reviewing/" + article.task(0));
            ravi.locator("#comment").fill(WORD);
            ravi.locator("[data-part=" + SECTION + "] summary").press("Enter");
            ravi.locator("#kind-" + SECTION).selectOption("MUST_FIX");
            ravi.locator("#comment-" + SECTION).fill(WORD);
            fits(ravi, "the review while it is typed");

            sign(article, 0, Cast.RAVI, "REQUEST_CHANGES");
            ravi.reload();
            fits(ravi, "the signed review");
            article.recommend(1, Cast.OLGA, "APPROVE").expect(200);
            fit(signIn(browser, Cast.CLARA), List.of("/deciding", "/editing/" + article.id));
            article.decide(Cast.CLARA, "REQUEST_CHANGES").expect(200);
            fit(
                    signIn(browser, Cast.EDITH),
                    List.of(
                            "/editing/" + article.id,
                            "/editing/" + article.id + "/source",
                            "/editing/proposals"));
            fit(signIn(browser, Cast.OTTO), List.of("/auditing", "/auditing/" + article.id));
        }
    }

    private static void fit(Page page, List<String> addresses) {
        for (var address : addresses) {
            page.navigate(address);
            var further = page.locator(".more a");
            while (!page.locator("main").innerText().contains(WORD) && further.count() > 0) {
                page.navigate(further.first().getAttribute("href"));
            }
            assertThat(page.locator("main").innerText()).as(address).contains(WORD);
            fits(page, address);
        }
    }

    private static void fits(Page page, String what) {
        for (var width : WIDTHS) {
            page.setViewportSize(width, 900);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s, %d px wide", what, width)
                    .isLessThanOrEqualTo(width);
        }
    }

    private void report(Story.Article article) {
        var page = "/articles/" + article.slug + "/problem";
        var fields = Map.of("kind", "ERROR", "section", WORD.substring(0, 200), "report", WORD);
        new Visitor(api).post(page, page, fields).expect(303);
    }

    private void sign(Story.Article article, int slot, String reviewer, String verdict) {
        var fields = new HashMap<String, String>();
        fields.put("version", "0");
        fields.put("recommendation", verdict);
        fields.put("comment", WORD);
        fields.put("contentHash", article.hash());
        fields.put("password", Cast.PASSWORD);
        fields.put("sections[0].anchor", SECTION);
        fields.put("sections[0].title", "Choosing");
        fields.put("sections[0].kind", "MUST_FIX");
        fields.put("sections[0].comment", WORD);
        var page = "/reviewing/" + article.task(slot);
        var visitor = new Visitor(api).as(reviewer);
        fields.put("version", visitor.get(page).page().select("input[name=version]").val());
        visitor.post(page, page + "/recommendation", fields).expect(303);
    }

    private Page signIn(Browser browser, String username) {
        var page = browser.window(api.uri("").toString());
        page.navigate("/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(Cast.PASSWORD);
        var named = new Page.GetByRoleOptions().setName("Sign in").setExact(true);
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
        return page;
    }
}
