package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * The story of one article in a real browser: submitted, claimed, changes requested, revised, approved. After every step
 * the page's badge, its banner and stepper, the picture and the data say the same.
 */
@SystemTest
class MainJobTests {

    private static final String QUESTION =
            "What are the treatment options for stage 4 (metastatic) breast cancer?";

    @Autowired Api api;
    private Browser browser;
    private Page reader;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open();
        reader = browser.window(api.uri("").toString());
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void bringsAnArticleFromSubmittedToApproved() throws IOException {
        var slug = "main-job-with-script";
        tell(slug, person -> signIn(browser.window(api.uri("").toString()), person));
        browser.assertQuiet();
    }

    @Test
    void doesSoWithoutScriptToo() throws IOException {
        var slug = "main-job-without-script";
        tell(slug, person -> signIn(browser.windowWithoutScript(api.uri("").toString()), person));
        browser.assertQuiet();
    }

    private interface Desk {
        Page of(String person);
    }

    private void tell(String slug, Desk desk) throws IOException {
        var question = QUESTION.replace("?", " (" + slug + ")?");
        var remarks = demo("remarks").split("\n---\n");
        var edith = desk.of(Cast.EDITH);
        var ravi = desk.of(Cast.RAVI);
        var olga = desk.of(Cast.OLGA);

        importAndSubmit(
                edith,
                demo("r1")
                        .replace("slug: stage-4-breast-cancer-treatment", "slug: " + slug)
                        .replace(QUESTION, question));
        assertEverySurfaceSays(slug, "SUBMITTED", "Submitted", "0 of 2 claimed");

        claim(ravi, Cast.RAVI, question);
        assertEverySurfaceSays(slug, "UNDER_REVIEW", "Under review", "1 of 2 claimed");
        sign(ravi, "REQUEST_CHANGES", remarks[0].strip());
        assertEverySurfaceSays(slug, "UNDER_REVIEW", "Under review", "1 of 2 signed");
        claim(olga, Cast.OLGA, question);
        sign(olga, "REQUEST_CHANGES", remarks[1].strip());
        assertEverySurfaceSays(slug, "CHANGES_REQUESTED", "Changes requested", null);

        reviseAndSubmit(
                edith,
                question,
                demo("r2")
                        .replace("slug: stage-4-breast-cancer-treatment", "slug: " + slug)
                        .replace(QUESTION, question));
        assertEverySurfaceSays(slug, "SUBMITTED", "Submitted", "0 of 2 claimed");

        claim(ravi, Cast.RAVI, question);
        sign(ravi, "APPROVE", "");
        claim(olga, Cast.OLGA, question);
        sign(olga, "APPROVE", "");
        api.proven(slug);
        assertEverySurfaceSays(slug, "APPROVED", "Approved", null);
        assertThat(reader.locator(".banner").innerText())
                .contains("Medically reviewed by", "Dr Ravi Menon", "a board member (oncology)")
                .doesNotContain("Petrenko");
        assertThat(reader.locator("meta[name=robots]").count()).isZero();

        reader.navigate("/articles/" + slug + "/record");
        Browser.assertAccessible(reader);
        assertThat(reader.locator("main").innerText())
                .contains("Round 2", "Round 1")
                .doesNotContain("Petrenko");

        var otto = desk.of(Cast.OTTO);
        otto.navigate("/auditing?words=" + slug);
        follow(otto, question);
        assertThat(otto.locator("main").innerText()).contains("olga", "ravi", "edith");
    }

    private void importAndSubmit(Page edith, String source) {
        edith.navigate("/editing");
        edith.locator("#source").fill(source);
        press(edith, "Import as draft");
        submit(edith);
    }

    private void reviseAndSubmit(Page edith, String question, String source) {
        edith.navigate("/editing");
        follow(edith, question);
        follow(edith, "Edit the source");
        edith.locator("#source").fill(source);
        press(edith, "Save");
        submit(edith);
    }

    private void submit(Page edith) {
        edith.locator("#changeNote").fill("Please review");
        press(edith, "Submit revision");
        edith.waitForLoadState();
    }

    /** The other tests' articles are in the queue too, so the task may stand on a later page of it. */
    private void claim(Page reviewer, String username, String question) {
        var words = URLEncoder.encode(question, StandardCharsets.UTF_8);
        var article = first(username, "/articles?q=" + words);
        var task = first(username, "/tasks?view=available&article=" + article);
        reviewer.navigate("/reviewing?view=available&task=" + task);
        press(reviewer, "Claim this review");
        assertThat(reviewer.locator("h1").innerText()).contains(question);
    }

    private String first(String username, String list) {
        return api.as(username, list)
                .get()
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }

    private void sign(Page reviewer, String recommendation, String comment) {
        reviewer.locator("#recommend-" + recommendation).press("Space");
        reviewer.locator("#comment").fill(comment);
        var password = reviewer.locator("input[type=password]");
        if (password.count() > 0) {
            password.fill(Cast.PASSWORD);
        }
        press(reviewer, "Sign verdict");
        reviewer.waitForLoadState();
        assertThat(reviewer.locator("form#verdict").count())
                .as("the form is gone once signed")
                .isZero();
    }

    private void assertEverySurfaceSays(
            String slug, String status, String word, @Nullable String progress) {
        reader.navigate("/articles/" + slug);
        Browser.assertAccessible(reader);
        var said = new ArrayList<String>();
        said.add(reader.locator(".over").innerText().strip());
        said.add(
                reader.locator("ol.steps li[aria-current=step] strong")
                        .evaluate("step => step.firstElementChild.textContent")
                        .toString());
        var picture = api.anonymously("/articles/" + slug + "/badge.svg").get().expect(200).text();
        said.add(picture.replaceAll("(?s).*<title id=\"t\">[^:]*: ([^<]*)</title>.*", "$1"));
        assertThat(said).as("badge, stepper, picture").isEqualTo(List.of(word, word, word));
        assertThat(
                        api.anonymously("/articles/" + slug + "/badge.json")
                                .get()
                                .expect(200)
                                .json()
                                .get("status")
                                .asString())
                .isEqualTo(status);
        var approved = status.equals("APPROVED");
        assertThat(reader.locator(".banner").innerText())
                .contains(approved ? "Medically reviewed by" : "Educational purpose only");
        if (!approved) {
            assertThat(reader.locator("meta[name=robots]").getAttribute("content"))
                    .isEqualTo("noindex");
        }
        if (progress != null) {
            assertThat(reader.locator("ol.steps").innerText()).contains(progress);
        }
    }

    private static Page signIn(Page page, String username) {
        page.navigate("/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(Cast.PASSWORD);
        press(page, "Sign in");
        page.waitForLoadState();
        return page;
    }

    /** By keyboard alone: also the one way that does not depend on where a page without script has moved a button to. */
    private static void press(Page page, String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(button.equals("Sign in"));
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
    }

    private static void follow(Page page, String link) {
        var named = new Page.GetByRoleOptions().setName(link);
        page.waitForNavigation(() -> page.getByRole(AriaRole.LINK, named).first().press("Enter"));
    }

    private static String demo(String part) throws IOException {
        return new ClassPathResource("demo/stage-4-breast-cancer-treatment." + part + ".md")
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
