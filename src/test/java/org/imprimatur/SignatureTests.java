package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.imprimatur.people.SigningRequests;
import org.imprimatur.review.Judgement;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.SignRecommendation;
import org.imprimatur.review.SigningMeans;
import org.imprimatur.review.TaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts and decisions are signed: by whom, when, of which text, and never without a fresh factor. */
@SystemTest
class SignatureTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired MovableClock clock;
    @Autowired SignRecommendation signRecommendation;
    @Autowired SigningRequests requests;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Invariants invariants;
    @Autowired JsonMapper json;

    private Api.Answer correct(
            Story.Article article, int slot, String reviewer, Map<String, ?> changed) {
        var body = new HashMap<String, Object>();
        body.put("recommendation", "REJECT");
        body.put("comment", "The trial was retracted");
        body.put("contentHash", article.hash());
        body.put("signingToken", api.signingToken(reviewer));
        body.putAll(changed);
        return api.as(reviewer, "/tasks/" + article.task(slot) + "/correction").post(body);
    }

    /** One claimed review, one open decision: everything that can be signed. */
    private record Signable(Story.Article review, Story.Article decision) {}

    private Signable signable() {
        return new Signable(
                story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA),
                story.article().mixed(Cast.RAVI, Cast.OLGA));
    }

    /** E1. Every path on which a verdict, a correction or a decision is signed, with every token that is no fresh factor. */
    @Test
    void areNeverGivenWithoutAFreshFactor() {
        var of = signable();
        var corrected = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        corrected.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        var old = api.signingToken(Cast.RAVI);
        var oldOfClara = api.signingToken(Cast.CLARA);
        clock.advance(Duration.ofMinutes(5));
        var tokens = new ArrayList<@Nullable String>();
        tokens.add(null); // none
        tokens.add("");
        tokens.add("guessed");
        tokens.add(old); // older than five minutes
        tokens.add(oldOfClara);
        tokens.add(api.signingToken(Cast.OLGA)); // another person's, and fresh
        tokens.add(api.token(Cast.RAVI)); // proves who asks, not that they are there
        var before = signatures();

        for (var token : tokens) {
            story.sign(of.review().task(0), Cast.RAVI, "APPROVE", of.review().hash(), token)
                    .expectProblem(403, "signing-required");
            var with = new HashMap<String, @Nullable String>();
            with.put("signingToken", token);
            correct(corrected, 0, Cast.RAVI, with).expectProblem(403, "signing-required");
            var decision = new HashMap<String, @Nullable Object>();
            decision.putAll(of.decision().decision(Cast.CLARA, "APPROVE", of.decision().hash()));
            decision.put("signingToken", token);
            of.decision()
                    .write(Cast.CLARA, "decision")
                    .ifMatch(of.decision().etag())
                    .post(decision)
                    .expectProblem(403, "signing-required");
        }

        assertThat(signatures()).isEqualTo(before);
        invariants.hold();
    }

    /** E1. The same for people whose factor is fresh, and whose say is gone. */
    @Test
    void areNotGivenByWhoeverHasNoSayAnyMore() {
        var of = signable();
        var before = signatures();

        story.sign(of.review().task(0), Cast.OLGA, "APPROVE", of.review().hash())
                .expectProblem(409, "task-already-claimed");
        story.sign(of.review().task(0), Cast.PAUL, "APPROVE", of.review().hash())
                .expectProblem(403, "wrong-specialty");
        story.sign(of.review().task(0), Cast.EDITH, "APPROVE", of.review().hash())
                .expectProblem(403, "four-eyes");
        of.decision().decide(Cast.EMIL, "APPROVE").expectProblem(403, "not-allowed");
        of.decision().decide(Cast.RAVI, "APPROVE").expectProblem(403, "not-allowed");
        correct(of.decision(), 0, Cast.OLGA, Map.of()).expectProblem(403, "not-allowed");

        Cast.account(
                people,
                "dismissed",
                "Dr Dismissed",
                Set.of(Role.REVIEWER),
                Set.of("oncology"),
                false);
        var left = story.article().submit().claim(0, "dismissed");
        left.recommend(0, "dismissed", "APPROVE").expect(200);
        var token = api.signingToken("dismissed");
        past("UPDATE account SET roles = ? WHERE username = ?", "AUDITOR", "dismissed");
        correct(left, 0, "dismissed", Map.of("signingToken", token))
                .expectProblem(403, "not-allowed");
        past("UPDATE account SET roles = ? WHERE username = ?", "REVIEWER", "dismissed");
        past("UPDATE account SET disabled = ? WHERE username = ?", true, "dismissed");
        correct(left, 0, "dismissed", Map.of("signingToken", token)).expect(401);
        past("UPDATE account SET disabled = ? WHERE username = ?", false, "dismissed");

        assertThat(signatures()).isEqualTo(before + 1);
        invariants.hold();
    }

    /** Past the application: the trail does not know of it, and the invariants would say so. */
    private void past(String sql, Object... parameters) {
        transaction.executeWithoutResult(
                _ -> assertThat(jdbc.sql(sql).params(parameters).update()).isEqualTo(1));
    }

    private int signatures() {
        return jdbc.sql(
                        "SELECT (SELECT COUNT(*) FROM recommendation) + (SELECT COUNT(signature) FROM decision)")
                .query(Integer.class)
                .single();
    }

    /** E1. A text that was fixed for a key: nothing is signed with it before the key has answered. */
    @Test
    void areNotGivenForATextThatNoKeyHasAnswered() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var ravi = people.active(Cast.RAVI).orElseThrow();
        var task = new TaskId(UUID.fromString(article.task(0)));
        var approval = new Judgement(Recommendation.APPROVE, null, List.of());
        var means = SigningMeans.of(null, "Asia/Kolkata");

        var fixed = signRecommendation.request(task, ravi, approval, article.hash(), means);

        var text = json.readTree(fixed.text());
        assertThat(text.get("meaning").asString()).isEqualTo("APPROVE");
        assertThat(text.get("factors").asString()).isEqualTo("PASSKEY");
        assertThat(text.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(text.get("nonce").asString()).isEqualTo(fixed.id().toString());
        assertThat(requests.waiting(ravi, fixed.id()).text()).isEqualTo(fixed.text());
        story.sign(article.task(0), Cast.RAVI, "APPROVE", article.hash(), fixed.id().toString())
                .expectProblem(403, "signing-required");
        refused(() -> requests.waiting(people.active(Cast.OLGA).orElseThrow(), fixed.id()));
        clock.advance(Duration.ofMinutes(5));
        refused(() -> requests.waiting(ravi, fixed.id()));
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (Refusal refusal) {
            assertThat(refusal.type()).isEqualTo(ProblemType.SIGNING_REQUIRED);
            return;
        }
        throw new AssertionError("Not refused");
    }

    /** E2, in the API: what the outside contract hands out, and the trail with it. */
    @Test
    void sayWhoInWhichRoleWhenWhatAndOfWhichText() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var decision = new HashMap<String, @Nullable Object>();
        decision.putAll(article.decision(Cast.CLARA, "APPROVE", article.hash()));
        decision.put("zone", "Europe/Berlin");
        article.write(Cast.CLARA, "decision").ifMatch(article.etag()).post(decision).expect(200);

        var round = article.rounds().getLast();

        speaks(
                round.get("tasks").get(0).get("signature"),
                article,
                Map.of(
                        "actor", "ravi",
                        "name", "Dr Ravi Menon",
                        "role", "REVIEWER",
                        "meaning", "APPROVE",
                        "zone", "UTC",
                        "task", article.task(0)));
        speaks(
                round.get("decision").get("signature"),
                article,
                Map.of(
                        "actor", "clara",
                        "name", "Prof Clara Weiss",
                        "role", "CHIEF_EDITOR",
                        "meaning", "APPROVE",
                        "zone", "Europe/Berlin"));
    }

    /** E2, in the history: a program that reads only this knows what was signed, too. */
    @Test
    void standWholeInTheHistory() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var signed = article.tasks().getFirst().get("contentHash").asString();
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        var entry = article.history().getLast();
        var signature = entry.get("signature");
        var text = json.readTree(signature.get("text").asString());

        assertThat(entry.get("meaning").asString()).isEqualTo("APPROVE");
        assertThat(entry.get("round").asInt()).isEqualTo(1);
        Map.of(
                        "name", "Dr Ravi Menon",
                        "role", "REVIEWER",
                        "meaning", "APPROVE",
                        "contentHash", signed,
                        "zone", "UTC",
                        "factor", "PASSWORD")
                .forEach(
                        (name, value) ->
                                assertThat(signature.get(name).asString())
                                        .as(name)
                                        .isEqualTo(value));
        assertThat(Instant.parse(signature.get("signedAt").asString()))
                .isEqualTo(Instant.parse(text.get("signedAt").asString()));
        assertThat(article.history().getFirst().get("signature").isNull()).isTrue();
    }

    private void speaks(JsonNode signature, Story.Article article, Map<String, String> said) {
        var text = json.readTree(signature.get("text").asString());
        var expected = new HashMap<>(said);
        expected.put("article", article.id);
        expected.put("contentHash", article.hash());
        expected.put("factors", "PASSWORD");
        expected.forEach(
                (name, value) -> assertThat(text.get(name).asString()).as(name).isEqualTo(value));
        assertThat(text.get("revision").asInt()).isEqualTo(1);
        assertThat(text.get("signedAt").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        for (var name : List.of("name", "role", "zone")) {
            assertThat(signature.get(name).asString()).isEqualTo(said.get(name));
        }
        assertThat(signature.get("superseded").asBoolean()).isFalse();
    }

    @Test
    void areRefusedInAZoneThatNobodyKnows() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        correct(article, 0, Cast.RAVI, Map.of("zone", "Mars/Olympus"))
                .expectProblem(422, "invalid-input");
    }

    /** A rejection that comes as a correction does what a first one does. */
    @Test
    void canBeCorrectedWhileTheRoundIsOpen() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        correct(article, 0, Cast.RAVI, Map.of()).expect(200);

        var task = article.tasks().getFirst();
        assertThat(task.get("recommendation").asString()).isEqualTo("REJECT");
        assertThat(task.get("superseded").size()).isEqualTo(1);
        assertThat(task.get("superseded").get(0).get("recommendation").asString())
                .isEqualTo("APPROVE");
        assertThat(task.get("superseded").get(0).get("signature").get("superseded").asBoolean())
                .isTrue();
        assertThat(article.actions()).endsWith("RECOMMENDED", "CORRECTED");
        article.recommend(1, Cast.OLGA, "APPROVE").expectProblem(409, "task-not-open");
        article.decide(Cast.CLARA, "APPROVE").expectProblem(409, "veto-stands");
        article.decide(Cast.CLARA, "REJECT").expect(200);
        invariants.hold();
    }

    /** Each stays in the trail for ever. */
    @Test
    void canBeCorrectedTwentyTimes() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        for (var number = 1; number <= 20; number++) {
            again(article, number).expect(200);
        }

        again(article, 21).expectProblem(422, "invalid-input");

        assertThat(article.tasks().getFirst().get("superseded").size()).isEqualTo(20);
        invariants.hold();
    }

    private Api.Answer again(Story.Article article, int number) {
        return correct(
                article,
                0,
                Cast.RAVI,
                Map.of(
                        "recommendation",
                        "REQUEST_CHANGES",
                        "comment",
                        "For the " + number + ". time"));
    }

    @Test
    void countInTheirNewestFormWhereTheRuleDecides() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
        correct(article, 0, Cast.RAVI, Map.of("recommendation", "APPROVE")).expect(200);

        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);

        assertThat(article.status()).isEqualTo("APPROVED");
        invariants.hold();
    }

    @Test
    void countInTheirNewestFormWhereTheChiefEditorDecides() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        correct(article, 1, Cast.OLGA, Map.of()).expect(200);
        article.decide(Cast.CLARA, "APPROVE").expectProblem(409, "veto-stands");
        correct(article, 1, Cast.OLGA, Map.of("recommendation", "REQUEST_CHANGES")).expect(200);

        article.decide(Cast.CLARA, "APPROVE").expect(200);

        assertThat(article.status()).isEqualTo("APPROVED");
        assertThat(article.tasks().get(1).get("superseded").size()).isEqualTo(2);
        correct(article, 1, Cast.OLGA, Map.of()).expectProblem(409, "task-not-open");
        invariants.hold();
    }

    /** The chief editor is asked only while no rule applies. */
    @ParameterizedTest
    @CsvSource({"1, OLGA, APPROVE, APPROVED", "0, RAVI, REQUEST_CHANGES, CHANGES_REQUESTED"})
    void settleARoundByRuleThatWaitedForTheChiefEditor(
            int slot, String reviewer, String corrected, String status) {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);

        correct(
                        article,
                        slot,
                        reviewer.toLowerCase(Locale.ROOT),
                        Map.of("recommendation", corrected))
                .expect(200);

        assertThat(article.status()).isEqualTo(status);
        assertThat(article.actions()).contains("CORRECTED", "DECIDED");
        article.decide(Cast.CLARA, "REJECT").expectProblem(409, "no-open-decision");
        assertThat(new Visitor(api).as(Cast.CLARA).get("/deciding").text())
                .doesNotContain(article.slug);
        invariants.hold();
    }

    /** One verdict is no quorum, whatever it was before; the reviews that the veto closed stay closed. */
    @Test
    void leaveToTheChiefEditorWhatAVetoCutShort() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REJECT").expect(200);

        correct(article, 0, Cast.RAVI, Map.of("recommendation", "APPROVE")).expect(200);

        assertThat(article.status()).isEqualTo("UNDER_REVIEW");
        article.decide(Cast.CLARA, "APPROVE").expectProblem(409, "requirements-unsatisfied");
        article.decide(Cast.CLARA, "REQUEST_CHANGES").expect(200);
        invariants.hold();
    }

    @Test
    void areCorrectedByWhoeverSignedAndByNobodyElse() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        correct(article, 0, Cast.RAVI, Map.of()).expectProblem(409, "task-not-open");
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        correct(article, 0, Cast.OLGA, Map.of()).expectProblem(403, "not-allowed");
        correct(article, 0, Cast.CLARA, Map.of()).expectProblem(403, "not-allowed");
        correct(article, 0, Cast.RAVI, Map.of("contentHash", "0".repeat(64)))
                .expectProblem(409, "stale-content");
        correct(
                        article,
                        0,
                        Cast.RAVI,
                        Map.of("recommendation", "APPROVE", "comment", "Because of section one"))
                .expectProblem(422, "invalid-input");
        correct(article, 0, Cast.RAVI, Map.of("comment", "")).expectProblem(422, "invalid-input");
        assertThat(article.tasks().getFirst().get("superseded").size()).isZero();
    }

    /** Two presses of one button, or two windows: one correction. */
    @Test
    void areCorrectedOnceByTheSameCorrection() throws Exception {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);

        var answers = Together.times(4, () -> correct(article, 0, Cast.RAVI, Map.of()));

        assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(200);
        assertThat(article.tasks().getFirst().get("superseded").size()).isEqualTo(1);
        invariants.hold();
    }

    /** E4. */
    @Test
    void areSupersededByAnyByteThatIsChanged() {
        changeBytes(4);
    }

    @Test
    @Tag("full")
    void areSupersededByAnyOfAHundredBytes() {
        changeBytes(100);
    }

    /** Each round judges the text of the one before with one byte changed, and is signed. */
    private void changeBytes(int bytes) {
        var article = story.article().submit();
        var source =
                new String(
                        api.as(Cast.EDITH, "/articles/" + article.id + "/source")
                                .get()
                                .expect(200)
                                .response()
                                .body(),
                        StandardCharsets.UTF_8);
        var text = source.indexOf("The first text");
        var hashes = new HashSet<>(Set.of(article.hash()));
        for (var changed = 0; changed < bytes; changed++) {
            article.claim(0, Cast.RAVI);
            article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
            assertThat(superseded(article)).endsWith(false);
            var place = text + changed % 14;
            var was = source.charAt(place);
            var with =
                    (char) (was >= 'a' && was < 'z' ? was + 1 : 'a'); // never the same text twice
            source = source.substring(0, place) + with + source.substring(place + 1);
            api.as(Cast.EDITH, "/articles/" + article.id + "/source?changeNote=a+byte")
                    .ifMatch(article.etag())
                    .putMarkdown(source)
                    .expect(200);
            assertThat(hashes.add(article.hash())).isTrue();

            assertThat(superseded(article)).hasSize(changed + 1).containsOnly(true);
        }
        var timeline = new Visitor(api).as(Cast.OTTO).get("/auditing/" + article.id).page();
        assertThat(timeline.select(".signature"))
                .isNotEmpty()
                .allSatisfy(
                        signature ->
                                assertThat(signature.select(".chip").text())
                                        .startsWith("Superseded"));
        System.out.println(bytes + " bytes changed after signing, every signature superseded");
    }

    private static List<Boolean> superseded(Story.Article article) {
        return article.rounds().stream()
                .flatMap(round -> round.get("tasks").valueStream())
                .filter(task -> !task.get("signature").isNull())
                .map(task -> task.get("signature").get("superseded").asBoolean())
                .toList();
    }

    /** What stands in every page and file that shows a verdict: who, in which role, when, what, of which text. */
    @Test
    void standOnEveryViewAndInEveryExport() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        var hash = article.hash();
        var short_ = hash.substring(0, 8);
        try (var browser = Browser.open()) {
            var pages =
                    Map.of(
                            Cast.OLGA, List.of("/reviewing/" + article.task(1)),
                            Cast.EDITH, List.of("/editing/" + article.id),
                            Cast.CLARA, List.of("/deciding", "/editing/" + article.id));
            pages.forEach(
                    (person, paths) -> {
                        var page = signIn(browser, person);
                        for (var path : paths) {
                            page.navigate(path);
                            while (!page.content().contains(short_)
                                    && page.locator(".more a").count() > 0) {
                                page.locator(".more a").click(); // others wait for longer
                            }
                            var shown =
                                    page.locator(".signature").allInnerTexts().stream()
                                            .filter(text -> text.contains("Dr Olga Petrenko"))
                                            .toList();
                            assertThat(shown)
                                    .as(path)
                                    .anySatisfy(
                                            text ->
                                                    assertThat(text)
                                                            .contains(
                                                                    "reviewer",
                                                                    "Request changes",
                                                                    short_,
                                                                    " UTC",
                                                                    "confirmed with the password"));
                            Browser.assertAccessible(page);
                        }
                    });
            article.decide(Cast.CLARA, "APPROVE").expect(200);
            var otto = signIn(browser, Cast.OTTO);
            otto.navigate("/auditing/" + article.id);
            assertThat(otto.content()).contains("\"contentHash\":\"" + hash);
            assertThat(otto.locator(".events .signature").allInnerTexts())
                    .hasSize(3)
                    .anySatisfy(
                            text ->
                                    assertThat(text)
                                            .contains(
                                                    "Dr Olga Petrenko",
                                                    "reviewer",
                                                    "Request changes",
                                                    short_,
                                                    " UTC",
                                                    "confirmed with the password"));
            var reader = browser.window(api.uri("").toString());
            reader.navigate("/articles/" + article.slug + "/record");
            assertThat(reader.locator("main").innerText())
                    .contains("Dr Ravi Menon", "signed as reviewer", " UTC", hash)
                    .containsOnlyOnce("recommended to publish")
                    .doesNotContain("Olga");
            for (var format : List.of("csv", "json")) {
                var file =
                        otto.context()
                                .request()
                                .get(
                                        api.uri(
                                                        "/auditing/trail."
                                                                + format
                                                                + "?article="
                                                                + article.id)
                                                .toString());
                assertThat(file.status()).as(format).isEqualTo(200);
                assertThat(file.text())
                        .contains("Dr Olga Petrenko", "REVIEWER", "REQUEST_CHANGES", hash)
                        .contains("signedAs", "signedAt", "zone", "factor", "signedText");
            }
            browser.assertQuiet();
        }
    }

    /** From the button, with script and without. */
    @Test
    void areCorrectedOnThePage() {
        try (var browser = Browser.open()) {
            for (var script : List.of(true, false)) {
                var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
                article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
                var base = api.uri("").toString();
                var ravi =
                        signedIn(
                                script ? browser.window(base) : browser.windowWithoutScript(base),
                                Cast.RAVI);
                ravi.navigate("/reviewing/" + article.task(0));
                ravi.waitForNavigation(
                        () -> ravi.locator("a:text('Correct my verdict')").press("Enter"));
                ravi.locator("#recommend-REQUEST_CHANGES").check();
                ravi.locator("#comment").fill("");
                ravi.locator("#password").fill(Cast.PASSWORD);
                press(ravi, "Sign the correction");
                assertThat(ravi.locator("#recommend-REQUEST_CHANGES").isChecked()).isTrue();
                assertThat(article.tasks().getFirst().get("superseded").size()).isZero();
                if (script) {
                    Browser.assertAccessible(ravi);
                }
                ravi.locator("#comment").fill("Name the dose, please.");
                ravi.locator("#password").fill(Cast.PASSWORD);
                press(ravi, "Sign the correction");

                assertThat(ravi.locator("main").innerText())
                        .contains("Request changes", "One earlier verdict, superseded");
                assertThat(article.tasks().getFirst().get("recommendation").asString())
                        .isEqualTo("REQUEST_CHANGES");
            }
            browser.assertQuiet();
        }
        invariants.hold();
    }

    private Page signIn(Browser browser, String person) {
        return signedIn(browser.window(api.uri("").toString()), person);
    }

    private static Page signedIn(Page page, String person) {
        page.navigate("/sign-in");
        page.locator("#username").fill(person);
        page.locator("#password").fill(Cast.PASSWORD);
        press(page, "Sign in");
        return page;
    }

    private static void press(Page page, String button) {
        page.waitForNavigation(
                () ->
                        page.getByRole(
                                        AriaRole.BUTTON,
                                        new Page.GetByRoleOptions().setName(button).setExact(true))
                                .press("Enter"));
    }
}
