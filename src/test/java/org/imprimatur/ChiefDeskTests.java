package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The chief editor's day: what is late, who has too much, what no rule could settle. */
@SystemTest
class ChiefDeskTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired MovableClock clock;
    @Autowired Statements statements;
    @Autowired Invariants invariants;

    @Test
    void isDoneInABrowser() {
        try (var browser = Browser.open()) {
            spendADay(browser, Browser::window, Browser::assertAccessible);
        }
    }

    @Test
    void isDoneWithoutScriptToo() {
        try (var browser = Browser.open()) {
            spendADay(browser, Browser::windowWithoutScript, _ -> {});
        }
    }

    /** @param look at each page; axe is a script itself, and so cannot look at a page without */
    private void spendADay(
            Browser browser, BiFunction<Browser, String, Page> window, Consumer<Page> look) {
        var late = story.article().submit().claim(0, Cast.RAVI);
        clock.advance(Duration.ofDays(8));
        var mixed = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var vetoed = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        vetoed.recommend(0, Cast.RAVI, "REJECT").expect(200);
        var clara = signIn(window.apply(browser, api.uri("").toString()), Cast.CLARA);

        reassign(clara, late, look);
        decide(clara, mixed);
        findOutThatAVetoStands(clara, vetoed);

        clara.navigate("/deciding/board");
        assertThat(clara.locator(".column h2").allInnerTexts())
                .anySatisfy(heading -> assertThat(heading).contains("Under review"));
        look.accept(clara);
        browser.assertQuiet();
        invariants.hold();
    }

    private void reassign(Page clara, Story.Article late, Consumer<Page> look) {
        clara.navigate("/deciding");
        look.accept(clara);
        follow(clara, "overdue reviews");
        look.accept(clara);
        clara.navigate("/deciding/reviewers?who=" + Cast.RAVI);
        look.accept(clara);
        var claim = clara.locator("#claims .item", new Page.LocatorOptions().setHasText(late.slug));
        while (claim.count() == 0) { // other tests left Ravi other claims
            clara.waitForNavigation(() -> clara.locator("#claims .more a").click());
        }
        assertThat(claim.locator(".late").innerText()).contains("late");
        var task = claim.locator("a.button").getAttribute("href");
        clara.navigate(task);
        look.accept(clara);
        assertThat(clara.locator("main").innerText()).contains("Dr Ravi Menon", "Dr Omar Haddad");
        clara.getByLabel("Dr Omar Haddad").press("Space");
        clara.locator("#reason").fill("A week without a verdict");
        press(clara, "Reassign");
        assertThat(clara.locator("[role=status]").innerText())
                .contains("Dr Omar Haddad has this review now");
        look.accept(clara);
        assertThat(late.tasks().getFirst().get("holder").get("username").asString())
                .isEqualTo(Cast.OMAR);
    }

    private static void decide(Page clara, Story.Article mixed) {
        var decision = caseOf(clara, mixed);
        assertThat(decision.locator(".verdict").allInnerTexts()).hasSize(2);
        assertThat(decision.innerText()).contains("2 of 2 verdicts signed");
        assertThat(decision.locator(".signing").innerText())
                .contains(
                        "Prof Clara Weiss",
                        "chief editor",
                        mixed.slug,
                        "1, in round 1",
                        mixed.hash());
        decision.getByLabel("Request changes").press("Space");
        decision.getByLabel("Reason").fill("The table has to follow the label.");
        decision.getByLabel("Your password").fill(Cast.PASSWORD);
        clara.waitForNavigation(() -> decision.getByRole(AriaRole.BUTTON).press("Enter"));
        assertThat(mixed.status()).isEqualTo("CHANGES_REQUESTED");
    }

    private static void findOutThatAVetoStands(Page clara, Story.Article vetoed) {
        var decision = caseOf(clara, vetoed);
        assertThat(decision.getByLabel("Approve").isDisabled()).isTrue();
        assertThat(decision.innerText())
                .contains("A rejection stands, so this revision cannot be approved.");
        decision.getByLabel("Reject").press("Space");
        decision.getByLabel("Reason").fill("Not to be mended.");
        clara.waitForNavigation(() -> decision.getByRole(AriaRole.BUTTON).press("Enter"));
        assertThat(vetoed.status()).isEqualTo("REJECTED");
    }

    /** The oldest come first, ten to a page. */
    private static Locator caseOf(Page clara, Story.Article article) {
        clara.navigate("/deciding");
        var found = clara.locator("#case-" + article.id);
        while (found.count() == 0) {
            follow(clara, "Show more");
        }
        return found;
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsMissing() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/deciding/tasks/" + article.task(0);
        var clara = new Visitor(api).as(Cast.CLARA);

        var refused = clara.post(page, page, Map.of("to", "all", "reason", " ")).expect(422).page();

        assertThat(refused.select("[data-errors] a").attr("href")).isEqualTo("#reason");
        assertThat(refused.select("input[name=to][checked]").val()).isEqualTo("all");
        var nobody = clara.post(page, page, Map.of("reason", "Too late")).expect(422).page();
        assertThat(nobody.select("[data-errors] a").attr("href")).isEqualTo("#to");
        assertThat(nobody.select("#reason").text()).isEqualTo("Too late");
        clara.post(page, page, Map.of("to", "no-id", "reason", "Too late")).expect(422);
    }

    @Test
    void tellsWhoWasFaster() {
        var article = story.article().submit().claim(0, Cast.RAVI);
        var page = "/deciding/tasks/" + article.task(0);
        var clara = new Visitor(api).as(Cast.CLARA);
        var seen = clara.get(page).expect(200).page().select("input[name=seen]").val();
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        var refused =
                clara.post(page, page, Map.of("to", "all", "seen", seen, "reason", "Too late"))
                        .expect(409)
                        .page();

        assertThat(refused.select("[data-errors]").text()).contains("signed");
        assertThat(refused.select("main").text()).contains("This review is over");
        assertThat(refused.select("main form[method=post]")).isEmpty();
    }

    @Test
    void offersNoDecisionToWhoeverReviewedTheRound() {
        var article = story.article().mixed(Cast.CARL, Cast.OLGA);
        var carl = new Visitor(api).as(Cast.CARL);

        var listed = carl.get("/deciding").expect(200).page();
        for (var more = listed.select(".more a");
                listed.getElementById("case-" + article.id) == null;
                more = listed.select(".more a")) {
            listed = carl.get(more.attr("href")).expect(200).page();
        }

        var open = listed.select("#case-" + article.id);
        assertThat(open.text()).contains("You reviewed this round, so somebody else decides it.");
        assertThat(open.select("form")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overdue", "unclaimed", "author", "approved"})
    void countsWhatItLists(String number) {
        story.article().submit();
        story.article().approved(Cast.RAVI, Cast.OLGA);
        var back = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        back.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
        back.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
        if (!number.equals("approved")) {
            clock.advance(Duration.ofDays(8));
        }
        var clara = new Visitor(api).as(Cast.CLARA);

        var page = clara.get("/deciding/work?show=" + number).expect(200).page();
        var said = page.select("[data-figure=" + number + "] strong").text();
        var table = page.select("[data-figure=" + number + "] tbody td").eachText();
        var listed = page.select(".item").size();
        for (var more = page.select(".more a"); !more.isEmpty(); more = page.select(".more a")) {
            page = clara.get(more.attr("href")).expect(200).page();
            listed += page.select(".item").size();
        }

        assertThat(said).isNotEqualTo("0").isEqualTo(String.valueOf(listed));
        assertThat(table).hasSize(14);
        if (!number.equals("approved")) {
            assertThat(table.getLast()).isEqualTo(said);
        }
    }

    @Test
    void narrowsTheBoardToAnAudienceAndToWords() {
        var article = story.article().submit();
        var clara = new Visitor(api).as(Cast.CLARA);
        var board = "/deciding/board?status=SUBMITTED&q=" + article.slug;

        assertThat(clara.get(board).expect(200).page().select(".tickets a").eachAttr("href"))
                .contains("/editing/" + article.id);
        assertThat(clara.get(board + "&audience=Patients").expect(200).page().select(".tickets"))
                .isEmpty();
    }

    @Test
    void isTheChiefEditorsAlone() {
        var task = story.article().submit().task(0);
        for (var person : List.of(Cast.EDITH, Cast.RAVI, Cast.OTTO, Cast.ADA)) {
            var visitor = new Visitor(api).as(person);
            for (var path : paths(task)) {
                visitor.get(path).expect(403);
            }
            visitor.post("/", "/deciding/tasks/" + task, Map.of("to", "all", "reason", "Mine"))
                    .expect(403);
        }
    }

    @Test
    void takesNoMoreStatementsForMoreRows() {
        var task = story.article().submit().claim(0, Cast.RAVI).task(0);
        story.article().mixed(Cast.RAVI, Cast.OLGA);
        var clara = new Visitor(api).as(Cast.CLARA);
        clara.get("/deciding").expect(200); // the first request of a session writes it
        var few = paths(task).stream().map(path -> statementsOf(clara, path)).toList();
        for (var count = 0; count < 3; count++) {
            story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
            story.article().mixed(Cast.RAVI, Cast.OLGA);
            story.article().submit();
            story.article().approved(Cast.RAVI, Cast.OLGA);
        }
        for (var count = 0; count < 5; count++) {
            Cast.account(
                    people,
                    "loaded-" + count,
                    "Dr Loaded " + count,
                    Set.of(Role.REVIEWER),
                    Set.of("oncology"),
                    false);
        }

        assertThat(paths(task).stream().map(path -> statementsOf(clara, path)).toList())
                .as("statements of %s", paths(task))
                .isEqualTo(few);
    }

    /** Of the second request: the first may prove what nobody had asked for. */
    private int statementsOf(Visitor visitor, String path) {
        visitor.get(path).expect(200);
        visitor.get(path).expect(200);
        return statements.of(path).size();
    }

    private static List<String> paths(String task) {
        return List.of(
                "/deciding",
                "/deciding/work?show=overdue",
                "/deciding/work?show=unclaimed",
                "/deciding/work?show=author",
                "/deciding/work?show=approved",
                "/deciding/board",
                "/deciding/board?status=UNDER_REVIEW",
                "/deciding/reviewers?who=ravi",
                "/deciding/tasks/" + task);
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
