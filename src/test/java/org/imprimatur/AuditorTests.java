package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The auditor's desk in a real browser: finds, reads, exports, and changes nothing. */
@SystemTest
class AuditorTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @Autowired Statements statements;
    @Autowired PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Browser browser;
    private Page otto;

    @BeforeEach
    void signIn() {
        browser = Browser.open();
        otto = signIn(browser.window(api.uri("").toString()));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void findsWhatOnePersonDidToOneArticle() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);

        otto.navigate("/auditing");
        otto.locator("#words").fill(article.slug);
        otto.locator("#person").fill(Cast.RAVI);
        otto.locator("#action").selectOption("RECOMMENDED");
        press("Show entries");

        assertThat(otto.locator(".events > li").count()).isEqualTo(1);
        assertThat(otto.locator(".events").innerText())
                .contains("ravi", "signed a verdict", "Approve", "Because of section one");
        assertThat(otto.url()).contains("person=ravi", "action=RECOMMENDED");
        assertThat(otto.locator("#person").inputValue()).isEqualTo(Cast.RAVI);
        Browser.assertAccessible(otto);
        browser.assertQuiet();
    }

    /** By part of a name, also one that is not borne any more; the trail alone is asked, so the file says the same. */
    @Test
    void findsAPersonByAnyNameTheyEverHad() {
        Cast.account(people, "zoe-n", "Zoë Ångström-Lund", Set.of(Role.EDITOR), Set.of(), false);
        Cast.account(people, "zara-n", "Zara Ångström", Set.of(Role.EDITOR), Set.of(), false);
        story.article("zoe-n", "oncology");
        var mine = story.article("zara-n", "oncology");
        new Visitor(api)
                .as("zoe-n")
                .post(
                        "/account",
                        "/account/profile",
                        Map.of("name", "Zoë Lund", "credentials", "", "orcid", ""))
                .expect(303);

        otto.navigate("/auditing?action=CREATED&person=angstrom-lund");
        assertThat(otto.locator(".meant").innerText()).contains("zoe-n", "Zoë Ångström-Lund");
        assertThat(otto.locator(".events > li strong").allInnerTexts()).containsOnly("zoe-n");
        otto.navigate("/auditing?action=CREATED&person=ÅNGSTRÖM");
        assertThat(otto.locator(".meant").innerText()).contains("Several", "zoe-n", "zara-n");
        Browser.assertAccessible(otto);
        otto.locator(".meant a:text('zara-n')").press("Enter");
        otto.waitForURL("**person=zara-n**");
        assertThat(otto.locator(".meant").count()).isZero();
        assertThat(otto.locator(".events > li strong").allInnerTexts()).containsOnly("zara-n");
        otto.navigate("/auditing/" + mine.id + "?person=zoe-n");
        assertThat(otto.locator(".events > li").count()).isZero();
        for (var nobody : List.of("nobody is called so", "%", "_")) {
            otto.navigate("/auditing?person=" + URLEncoder.encode(nobody, StandardCharsets.UTF_8));
            assertThat(otto.locator(".meant").innerText()).contains("No account");
            assertThat(otto.locator(".events > li").count()).isZero();
        }
        assertThat(otto.request().get("/auditing/trail.csv?action=CREATED&person=Zara").text())
                .contains("zara-n")
                .doesNotContain("zoe-n");
        browser.assertQuiet();
    }

    @Test
    void keepsWhatWasTypedWhereADayCannotBeRead() {
        otto.navigate("/auditing?from=yesterday&person=ravi");

        assertThat(otto.locator("[data-errors]").innerText()).contains("year-month-day");
        assertThat(otto.locator("#from").inputValue()).isEqualTo("yesterday");
        assertThat(otto.locator("#person").inputValue()).isEqualTo("ravi");
        Browser.assertAccessible(otto);
        browser.assertQuiet();
    }

    @Test
    void readsPageAfterPageWithoutAGapOrARepetition() {
        for (var made = 0; made < 51; made++) {
            story.article();
        }
        otto.navigate("/auditing?action=CREATED");
        var first = seqs();
        otto.navigate(otto.locator(".more a").getAttribute("href"));
        var second = seqs();

        assertThat(first).hasSize(50).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(second).isNotEmpty();
        assertThat(second.getFirst())
                .isEqualTo(
                        jdbc.sql(
                                        "SELECT MAX(seq) FROM imprimatur_trail.leaf WHERE action = 'CREATED' AND seq < ?")
                                .param(first.getLast())
                                .query(Long.class)
                                .single());
    }

    @Test
    void foldsWhatTheProcessDidAndShowsThePathOfEachRound() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        otto.navigate("/auditing/" + article.id);

        assertThat(otto.locator(".folded details").count()).isEqualTo(1);
        assertThat(otto.locator(".folded .said").first().isVisible()).isFalse();
        otto.locator(".folded summary").press("Enter");
        assertThat(otto.locator(".folded .said").first().innerText()).contains("decided, by rule");
        Browser.assertAccessible(otto);

        otto.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Path of round 1"))
                .press("Enter");
        otto.waitForSelector(".stage .djs-shape.passed");
        assertThat(otto.locator(".picture").isVisible()).isFalse();
        assertThat(otto.locator(".stage [data-element-id=approved].passed").count()).isEqualTo(1);
        assertThat(otto.locator(".stage [data-element-id=rejected].passed").count()).isZero();
        assertThat(otto.locator(".stage .bjs-powered-by").isVisible()).isTrue();
        assertThat(otto.locator(".taken").innerText()).contains("all approve", "Judged");
        otto.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Zoom in"))
                .press("Enter");
        Browser.assertAccessible(otto);
        browser.assertQuiet();
    }

    @Test
    void showsThePathWithoutScriptToo() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var page = signIn(browser.windowWithoutScript(api.uri("").toString()));

        page.navigate("/auditing/" + article.id + "/rounds/1");

        assertThat(page.locator("svg.process").isVisible()).isTrue();
        assertThat(page.locator(".stage").isVisible()).isFalse();
        assertThat(page.locator("svg.process .node.current").textContent()).contains("Decide");
        assertThat(page.locator(".taken [aria-current=step]").innerText())
                .contains("Decide", "The round is here");
    }

    @Test
    void tellsHowEachRoundEnded() {
        var withdrawn = story.article().submit();
        withdrawn.withdraw(Cast.EDITH, withdrawn.etag()).expect(200);
        var superseded = story.article().submit();
        superseded.revise("Another text").expect(200);
        var decided = story.article().mixed(Cast.RAVI, Cast.OLGA);
        decided.decide(Cast.CLARA, "APPROVE").expect(200);

        assertThat(steps(withdrawn, 1)).endsWith("Withdraw", "Withdrawn");
        assertThat(steps(superseded, 1)).endsWith("Supersede the round", "Superseded");
        assertThat(steps(superseded, 2)).endsWith("Review");
        assertThat(steps(decided, 1))
                .endsWith("Decide", "Decision?", "Approve", "Approved", "Judged");
        browser.assertQuiet();
    }

    @Test
    void recordsWhoReadAndWhoExportedOnceEach() {
        var article = story.article().submit();

        otto.navigate("/auditing/" + article.id);
        assertThat(article.actions()).doesNotContain("READ");
        assertThat(newest("READ")).contains("article=" + article.id);

        var before = size();
        otto.navigate("/auditing?words=" + article.slug);
        assertThat(size()).isEqualTo(before + 1);

        var csv = otto.request().get("/auditing/trail.csv?article=" + article.id);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.headers().get("content-disposition")).contains("audit-trail-", ".csv");
        assertThat(csv.text().lines()).hasSize(1 + 3).first().asString().startsWith("seq,at,actor");
        assertThat(csv.text()).contains("edith,EDITOR,SUBMITTED,DRAFT,SUBMITTED");

        var json = otto.request().get("/auditing/trail.json?article=" + article.id);
        var read = new JsonMapper().readTree(json.text());
        assertThat(read.get("entries").size()).isEqualTo(3).isEqualTo(read.get("count").asInt());
        assertThat(newest("EXPORTED")).contains("article=" + article.id);
        assertThat(size()).isEqualTo(before + 3);
    }

    @Test
    void handsOutNoFormula() {
        var article = story.article().submit();
        article.write(Cast.EDITH, "withdrawal")
                .ifMatch(article.etag())
                .post(Map.of("reason", "=HYPERLINK(\"http://evil.example\",\"x\")"))
                .expect(200);

        var csv = otto.request().get("/auditing/trail.csv?article=" + article.id).text();

        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://evil.example\"\"");
    }

    @Test
    void takesTheSameStatementsHoweverMuchThereIsToShow() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var addresses =
                List.of(
                        "/auditing?words=" + article.slug,
                        "/auditing/" + article.id,
                        "/auditing/" + article.id + "/rounds/1",
                        "/auditing/" + article.id + "/state",
                        "/auditing/checkpoints");
        api.proven(article.slug);
        var before = addresses.stream().map(this::statementsOf).toList();

        article.revise("A second text").expect(200);
        article.approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);

        assertThat(addresses.stream().map(this::statementsOf).toList()).isEqualTo(before);
        assertThat(addresses.stream().flatMap(address -> statements.of(address).stream()))
                .as("no page asks the engine")
                .noneMatch(statement -> statement.toUpperCase(Locale.ROOT).contains("ACT_"));
    }

    @Test
    void findsNoPersonInAnEntryThatWasMadeToForget() {
        var article = story.article("edith", "oncology");
        var seq = article.history().getFirst().get("seq").asLong();
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ ->
                                jdbc.sql("CALL imprimatur_trail.redact(?, ?, ?)")
                                        .params(
                                                seq,
                                                LawfulRedaction.agreedOn(jdbc, seq),
                                                LawfulRedaction.PAYLOAD)
                                        .update());

        otto.navigate("/auditing/" + article.id + "?person=edith");
        assertThat(otto.locator(".events > li").count()).isZero();
        otto.navigate("/auditing/" + article.id);
        assertThat(otto.locator("#seq-" + seq).innerText()).contains("redacted");
    }

    @Test
    void notesSomethingThatNobodyCanChange() {
        var article = story.article("edith", "oncology");
        var seq = article.history().getFirst().get("seq").asLong();
        var entry = "/auditing/entries/" + seq;

        otto.navigate(entry);
        otto.locator("#text").fill("Asked for the minutes.\u202E");
        press("Record the note");
        assertThat(otto.locator("[data-errors]").innerText()).contains("control characters");
        assertThat(otto.locator("#text").inputValue()).startsWith("Asked for the minutes.");
        Browser.assertAccessible(otto);
        otto.locator("#text").fill("n".repeat(2001));
        press("Record the note");
        assertThat(otto.locator("[data-errors]").innerText()).contains("2,000");
        otto.locator("#text").fill("Asked for the minutes.");
        press("Record the note");
        otto.locator("#text").fill("They came.");
        press("Record the note");

        assertThat(otto.locator(".annotations .prose").allInnerTexts())
                .containsExactly("Asked for the minutes.", "They came.");
        assertThat(newest("ANNOTATED")).contains("They came.", "otto");
        otto.navigate("/auditing/" + article.id);
        assertThat(otto.locator("#seq-" + seq + " .annotations").innerText())
                .contains("Asked for the minutes.", "They came.");
        assertThat(otto.locator("#seq-" + seq + " .marks").innerText())
                .contains("Bytes fit their hash", "Disclosed values fit");
        var token = otto.locator("input[name=_csrf]").first().inputValue();
        var options = RequestOptions.create().setHeader("X-CSRF-TOKEN", token);
        var before = size();
        for (var refused : List.of("", " ", "n".repeat(2001), "a\u0000b")) {
            assertThat(
                            otto.request()
                                    .post(
                                            entry + "/annotations",
                                            options.setForm(FormData.create().set("text", refused)))
                                    .status())
                    .isEqualTo(422);
        }
        assertThat(
                        otto.request()
                                .post(
                                        "/auditing/entries/999999999/annotations",
                                        options.setForm(FormData.create().set("text", "n")))
                                .status())
                .isEqualTo(404);
        assertThat(
                        jdbc.sql(
                                        "SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE action = 'ANNOTATED' AND JSON_VALUE(CONVERT(bytes USING latin1), '$.annotated') = ?")
                                .param(String.valueOf(seq))
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
        assertThat(size()).as("looking again is recorded, a refusal is not").isEqualTo(before + 4);
    }

    @Test
    void tellsTheStateAsOfAMoment() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var submitted = at(article, "SUBMITTED");
        var approved = at(article, "APPROVED");
        var created = at(article, "CREATED");
        var address = "/auditing/" + article.id + "/state?at=";

        otto.navigate(address + submitted);
        assertThat(otto.locator("main .status").first().innerText()).isEqualTo("Submitted");
        assertThat(otto.locator("main").innerText()).doesNotContain("Approve", "ravi");
        otto.navigate(address + approved);
        assertThat(otto.locator("main").innerText())
                .contains("Approved", "ravi", "olga", "Round 1", "edith");
        Browser.assertAccessible(otto);
        assertThat(otto.locator("main .signature").allInnerTexts())
                .hasSize(2)
                .allSatisfy(
                        signed ->
                                assertThat(signed)
                                        .contains(
                                                "reviewer",
                                                "Approve",
                                                article.hash().substring(0, 8),
                                                " UTC"));
        otto.navigate(address + approved.truncatedTo(ChronoUnit.SECONDS));
        assertThat(otto.locator("main .status").first().innerText()).isEqualTo("Approved");
        otto.navigate(address + "2098-01-01T00:00:00");
        assertThat(otto.locator("[data-errors]").innerText()).contains("has not come", "UTC");
        assertThat(otto.locator("#at").inputValue()).startsWith("2098-01-01T00:00");
        assertThat(otto.locator("main .status").count()).isZero();
        otto.navigate(address + created.minusSeconds(1));
        assertThat(otto.locator("main").innerText()).contains("did not exist");
        otto.navigate(address + "yesterday");
        assertThat(otto.locator("[data-errors]").innerText()).contains("2026-03-31T14:30");
        assertThat(otto.locator("#at").inputValue()).isEqualTo("yesterday");
        assertThat(newest("READ")).contains("at=" + created.minusSeconds(1));
        browser.assertQuiet();
    }

    @Test
    void comparesTwoCheckpointsAndOneThatSomebodyKept() {
        story.article();
        otto.navigate("/auditing/checkpoints");
        otto.waitForCondition(
                () -> {
                    otto.reload();
                    return otto.locator("tbody tr").count() > 1;
                });
        var newer = otto.locator("tbody th").first().innerText();
        var older = otto.locator("tbody th").last().innerText();
        otto.locator("#one").fill(newer);
        otto.locator("#other").fill(older);
        press("Compare");
        assertThat(otto.locator(".compared").innerText())
                .contains(
                        "CONSISTENT",
                        "no key, no signature",
                        "verify consistency consistency-" + older + "-" + newer,
                        "checkpoint-" + newer + " checkpoint-" + older);
        Browser.assertAccessible(otto);
        var proof =
                new JsonMapper()
                        .readTree(
                                otto.request()
                                        .get(
                                                otto.locator(".compared a[download]")
                                                        .first()
                                                        .getAttribute("href"))
                                        .text());
        assertThat(proof.get("size1").asString()).isEqualTo(older);

        var kept = otto.request().get("/auditing/checkpoints/" + older).text();
        assertThat(compared(newer, kept)).contains("CONSISTENT");
        assertThat(compared(newer, kept.replace("\n" + older + "\n", "\n1\n")))
                .contains("BAD_SIGNATURE");
        var foreign =
                SigningKey.generate(kept.lines().findFirst().orElseThrow())
                        .sign(SignedCheckpoint.parse(kept).checkpoint())
                        .toString();
        assertThat(compared(newer, foreign)).contains("UNKNOWN_KEY");
        assertThat(compared(newer, "no checkpoint")).contains("not a checkpoint");
        assertThat(otto.locator("#pasted").inputValue()).isEqualTo("no checkpoint");
        otto.locator("#pasted").fill("no checkpoint ".repeat(2000));
        press("Compare");
        assertThat(otto.locator("#pasted-wrong").innerText()).contains("not a checkpoint");
        assertThat(otto.locator("#pasted").inputValue()).isEqualTo("no checkpoint ".repeat(2000));
        assertThat(compared(newer + "&other=" + older, kept)).contains("Empty one of the two");
        assertThat(compared(older, kept))
                .contains("CONSISTENT", "the same tree")
                .doesNotContain("grew from");
        otto.navigate("/auditing/checkpoints?one=x");
        assertThat(otto.locator("[data-errors] li").count()).isEqualTo(2);
        browser.assertQuiet();
    }

    private String compared(String one, String pasted) {
        otto.navigate(
                "/auditing/checkpoints?one="
                        + one
                        + "&pasted="
                        + URLEncoder.encode(pasted, StandardCharsets.UTF_8));
        return otto.locator("main").innerText();
    }

    private static Instant at(Story.Article article, String action) {
        return article.history().stream()
                .filter(entry -> entry.get("action").asString().equals(action))
                .map(entry -> Instant.parse(entry.get("at").asString()))
                .findFirst()
                .orElseThrow();
    }

    /** Whatever the pages and the API know to change, an auditor is refused and nothing is appended. */
    @Test
    void changesNothing() {
        var article = story.article().submit();
        var task = article.task(0);
        otto.navigate("/auditing");
        var token = otto.locator("input[name=_csrf]").first().inputValue();
        var before = sizeButForTheProcess();
        var tried = 0;
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (var method : mapping.getMethodsCondition().getMethods()) {
                for (var pattern : mapping.getPatternValues()) {
                    if (method.name().matches("GET|HEAD|OPTIONS") || isOwn(pattern)) {
                        continue;
                    }
                    var path =
                            pattern.contains("task") || pattern.startsWith("/reviewing")
                                    ? pattern.replaceAll("\\{[a-z]+}", task)
                                    : pattern.replaceAll("\\{[a-z]+}", article.id);
                    var options = RequestOptions.create().setMethod(method.name());
                    var answer =
                            path.startsWith("/api/")
                                    ? otto.request()
                                            .fetch(
                                                    path,
                                                    options.setHeader(
                                                                    "Authorization",
                                                                    "Bearer "
                                                                            + api.token(Cast.OTTO))
                                                            .setHeader("If-Match", "*"))
                                    : otto.request()
                                            .fetch(path, options.setHeader("X-CSRF-TOKEN", token));
                    assertThat(answer.status())
                            .as(method + " " + path)
                            .isIn(
                                    path.startsWith("/api/")
                                            ? List.of(400, 403, 404, 415, 422, 428)
                                            : List.of(403, 404));
                    tried++;
                }
            }
        }

        assertThat(tried).isGreaterThan(10);
        assertThat(sizeButForTheProcess()).isEqualTo(before);
        assertThat(article.status()).isEqualTo("SUBMITTED");
    }

    /**
     * What is about one's own session or account; asking for a check and comparing checkpoints, which change nothing; and noting
     * something, which adds to the trail and changes nothing else.
     */
    private static boolean isOwn(String pattern) {
        return pattern.matches(
                "/account.*|/auditing/(check|checkpoints|entries/.*)|/language|/sign-.*|/error|/redactions/.*|/api/v1/(tokens|signing-sessions|me|account).*|/articles/.*");
    }

    private int statementsOf(String address) {
        otto.navigate(address);
        return statements.of(address).size();
    }

    private List<String> steps(Story.Article article, int round) {
        otto.navigate("/auditing/" + article.id + "/rounds/" + round);
        return otto.locator(".taken strong:first-child").allInnerTexts();
    }

    private List<Long> seqs() {
        return otto.locator(".events .seq").allInnerTexts().stream()
                .map(text -> Long.valueOf(text.replaceAll("\\D", "")))
                .toList();
    }

    /** Reminders and checks fall due meanwhile. */
    private long sizeButForTheProcess() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM imprimatur_trail.payload WHERE JSON_VALUE(body, '$.actor.value') <> 'system'")
                .query(Long.class)
                .single();
    }

    private long size() {
        return jdbc.sql("SELECT COUNT(*) FROM imprimatur_trail.leaf").query(Long.class).single();
    }

    private String newest(String action) {
        return jdbc.sql(
                        "SELECT p.body FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq WHERE l.action = ? ORDER BY l.seq DESC LIMIT 1")
                .param(action)
                .query(String.class)
                .single();
    }

    private void press(String button) {
        otto.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).press("Enter");
        otto.waitForLoadState();
    }

    private static Page signIn(Page page) {
        page.navigate("/sign-in");
        page.locator("#username").fill(Cast.OTTO);
        page.locator("#password").fill(Cast.PASSWORD);
        page.waitForNavigation(
                () ->
                        page.getByRole(
                                        AriaRole.BUTTON,
                                        new Page.GetByRoleOptions()
                                                .setName("Sign in")
                                                .setExact(true))
                                .press("Enter"));
        return page;
    }
}
