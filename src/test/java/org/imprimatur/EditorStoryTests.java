package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An editor's day by keyboard alone: a source with problems, its repair, what the board asks for, and the answer. */
@SystemTest
class EditorStoryTests {

    @Autowired Api api;
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void goesFromAFaultySourceToASecondRound() {
        tell(
                "editor-story-with-script",
                browser.window(api.uri("").toString()),
                Browser::assertAccessible);
    }

    @Test
    void doesSoWithoutScriptToo() {
        tell(
                "editor-story-without-script",
                browser.windowWithoutScript(api.uri("").toString()),
                _ -> {});
    }

    /** @param look at each page of the way; axe itself needs script */
    private void tell(String slug, Page edith, Consumer<Page> look) {
        signIn(edith);
        var source = Story.source(slug, "oncology", "The first text");
        edith.navigate("/editing");
        look.accept(edith);
        edith.locator("#source").fill(source.replace("Guideline: Choosing", "Opinion: Choosing"));
        press(edith, "Import as draft");
        assertThat(edith.locator(".problem-list").innerText())
                .contains("Line 11, column 1", "Evidence is one of");
        look.accept(edith);

        edith.locator("#source").fill(source);
        press(edith, "Import as draft");
        edith.locator("#changeNote").fill("Please review");
        press(edith, "Submit revision 1");
        var id = edith.url().substring(edith.url().lastIndexOf('/') + 1);
        requestChanges(id);

        edith.navigate("/editing");
        assertThat(edith.locator(".row", new Page.LocatorOptions().setHasText(slug)).innerText())
                .contains("Read what the board asks for, and answer");
        edith.navigate("/editing/" + id + "/source");
        assertThat(edith.locator(".answering").innerText()).contains("Because of section one");
        look.accept(edith);
        edith.locator("#source").fill(source.replace("The first text", "The second text"));
        edith.locator("#changeNote").fill("Section one says what the label says");
        press(edith, "Save");
        press(edith, "Submit revision 2");

        assertThat(edith.locator("main").innerText())
                .contains("Round 2", "Section one says what the label says");
        browser.assertQuiet();
    }

    @Test
    void findsTheTextAgainThatWasNeverSaved() {
        var edith = browser.window(api.uri("").toString());
        signIn(edith);
        var id = draft("unsaved-" + UUID.randomUUID());
        edith.navigate("/editing/" + id + "/source");
        edith.locator("#source").press("Control+End");
        edith.keyboard().type("And a sentence [7].");
        edith.locator(".margin mark[data-line]").waitFor();
        assertThat(edith.locator(".problem-list").innerText()).contains("There is no reference 7");

        var later = browser.window(api.uri("").toString());
        signIn(later);
        later.navigate("/editing/" + id + "/source");

        assertThat(later.locator("#source").inputValue()).contains("And a sentence [7].");
        assertThat(later.locator(".again").innerText()).contains("you had not saved");
        Browser.assertAccessible(later);
        press(later, "Throw this text away");
        assertThat(later.locator("#source").inputValue()).doesNotContain("And a sentence");
        browser.assertQuiet();
    }

    /** The other end of the session; the browser's own complaint about the refused request is expected. */
    @Test
    void losesNothingWhenTheSessionEnds() {
        var edith = browser.window(api.uri("").toString());
        signIn(edith);
        var id = draft("session-" + UUID.randomUUID());
        edith.navigate("/editing/" + id + "/source");
        edith.context().clearCookies();
        edith.locator("#source").press("Control+End");
        edith.keyboard().type("Typed after the end");
        edith.locator("[data-lost]").waitFor();
        var beside = edith.context().newPage();
        signIn(beside);

        edith.bringToFront();
        edith.evaluate("dispatchEvent(new Event('focus'))");
        edith.waitForCondition(() -> edith.locator("[data-lost]").isHidden());

        beside.navigate("/editing/" + id + "/source");
        assertThat(beside.locator("#source").inputValue()).contains("Typed after the end");
    }

    private String draft(String slug) {
        return api.as(Cast.EDITH, "/articles")
                .postMarkdown(Story.source(slug, "oncology", "A text"))
                .expect(201)
                .json()
                .get("id")
                .asString();
    }

    private void requestChanges(String id) {
        var round =
                api.as(Cast.EDITH, "/articles/" + id + "/rounds")
                        .get()
                        .expect(200)
                        .json()
                        .get("items")
                        .get(0);
        var reviewers = new String[] {Cast.RAVI, Cast.OLGA};
        for (var slot = 0; slot < reviewers.length; slot++) {
            var task = round.get("tasks").get(slot);
            var path = "/tasks/" + task.get("id").asString();
            api.as(reviewers[slot], path + "/claim").post().expect(200);
            api.as(reviewers[slot], path + "/recommendation")
                    .post(
                            Map.of(
                                    "recommendation",
                                    "REQUEST_CHANGES",
                                    "comment",
                                    "Because of section one",
                                    "contentHash",
                                    task.get("contentHash").asString(),
                                    "signingToken",
                                    api.signingToken(reviewers[slot])))
                    .expect(200);
        }
    }

    private static void signIn(Page page) {
        page.navigate("/sign-in");
        page.locator("#username").fill(Cast.EDITH);
        page.locator("#password").fill(Cast.PASSWORD);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(button.equals("Sign in"));
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
    }
}
