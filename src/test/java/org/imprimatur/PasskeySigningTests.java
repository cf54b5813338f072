package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imprimatur.log.Launcher;
import org.imprimatur.log.VirtualPasskey;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.imprimatur.people.SigningRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys that sign: what a key answered to is what is signed, once, and a stranger can check it offline. */
@SystemTest
class PasskeySigningTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired SigningRequests requests;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Invariants invariants;

    @TempDir Path home;

    private final String reviewer = "signs-" + UUID.randomUUID().toString().substring(0, 8);
    private final String chief = "chief-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void makeAccounts() {
        letWrongTriesGrowOld();
        Cast.account(
                people, reviewer, "Dr Zoë Grün", Set.of(Role.REVIEWER), Set.of("oncology"), false);
        Cast.account(people, chief, "Prof Chief Signs", Set.of(Role.CHIEF_EDITOR), Set.of(), false);
    }

    @AfterEach
    void letWrongTriesGrowOld() {
        clock.advance(Duration.ofMinutes(16));
    }

    /** A person, signed in, with a key of their own. */
    private final class Signer {

        final Visitor visitor;
        final VirtualPasskey key = VirtualPasskey.of(-7);

        Signer(String name) {
            visitor = new Visitor(api).as(name);
            key.rpId = "localhost";
            key.origin = "http://localhost:8080";
            key.credential = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
            var fields = Map.of("passkey", "Key", "confirm", Cast.PASSWORD);
            visitor.post("/account", "/account/passkeys", fields).expect(303);
            var offer = visitor.get("/account/passkeys/new").page().select("form[data-challenge]");
            visitor.post(
                            "/account",
                            "/account/passkeys/new",
                            key.registers(offer.attr("data-challenge")))
                    .expect(303);
        }

        JsonNode asked(String address, Map<String, String> form) {
            return JSON.readTree(
                    visitor.post("/account", address + "/signature", form)
                            .expect(200)
                            .response()
                            .body());
        }

        Map<String, String> answers(JsonNode question, Map<String, String> form) {
            var all = new HashMap<>(form);
            all.put("request", question.get("request").asString());
            key.answers(question.get("challenge").asString())
                    .forEach((name, value) -> all.put("passkey." + name, value));
            key.count++;
            return all;
        }

        /** Going on from the draft that the try before this one left. */
        Visitor.Seen signs(String review, Map<String, String> form) {
            var all = new HashMap<>(form);
            all.put(
                    "version",
                    visitor.get(review).page().select("#verdict input[name=version]").val());
            return visitor.post("/account", review + "/recommendation", all);
        }
    }

    private static Map<String, String> verdict(Story.Article article, String meaning) {
        var form = new LinkedHashMap<String, String>();
        form.put("recommendation", meaning);
        form.put("comment", "Read twice,\r\nand checked.");
        form.put("contentHash", article.hash());
        form.put("zone", "Europe/Berlin");
        return form;
    }

    private static String review(Story.Article article) {
        return "/reviewing/" + article.task(0);
    }

    @Test
    void signAVerdictAndADecisionThatAnybodyCanCheck() throws Exception {
        var article = story.article().submit().claim(0, reviewer).claim(1, Cast.OLGA);
        var signer = new Signer(reviewer);
        var form = verdict(article, "REQUEST_CHANGES");
        var question = signer.asked(review(article), form);
        assertThat(signer.signs(review(article), signer.answers(question, form)).expect(303))
                .satisfies(
                        seen -> assertThat(seen.location()).isEqualTo(review(article) + "?done"));
        article.recommend(1, Cast.OLGA, "APPROVE").expect(200);

        var decides = new Signer(chief);
        var decision =
                Map.of(
                        "decision", "APPROVE",
                        "reason", "As discussed,\r\ntwice.",
                        "contentHash", article.hash(),
                        "round", "1");
        var asked = decides.asked("/deciding/" + article.id, decision);
        decides.visitor
                .post("/deciding", "/deciding/" + article.id, decides.answers(asked, decision))
                .expect(303);

        assertThat(article.status()).isEqualTo("APPROVED");
        assertThat(article.actions()).contains("RECOMMENDED", "DECIDED", "APPROVED");
        invariants.hold();
        verifiesOffline(article);
    }

    @Test
    void areGoodForOneSignatureOfOnePersonForOneTextInTime() {
        var article = story.article().submit().claim(0, reviewer);
        var other = story.article().submit().claim(0, reviewer);
        var signer = new Signer(reviewer);
        var form = verdict(article, "APPROVE");
        var question = signer.asked(review(article), form);
        var before = signatures();

        // for another task
        var moved = new HashMap<>(signer.answers(question, form));
        moved.put("contentHash", other.hash());
        refused(signer, review(other), moved);
        // for another verdict, and with other words
        question = signer.asked(review(article), form);
        refused(signer, review(article), signer.answers(question, verdict(article, "REJECT")));
        question = signer.asked(review(article), form);
        var words = new HashMap<>(signer.answers(question, form));
        words.put("comment", "Not read at all");
        refused(signer, review(article), words);
        // from a page elsewhere, without proof of who is there, to another question
        question = signer.asked(review(article), form);
        signer.key.origin = "https://localhost.evil.example";
        refused(signer, review(article), signer.answers(question, form));
        signer.key.origin = "http://localhost:8080";
        signer.key.flags = 0x01;
        refused(signer, review(article), signer.answers(question, form));
        signer.key.flags = 0x05;
        var earlier = signer.answers(question, form);
        earlier.put("request", signer.asked(review(article), form).get("request").asString());
        refused(signer, review(article), earlier);
        // somebody else's key
        var stranger = new Signer(chief);
        var borrowed = stranger.answers(question, form);
        refused(signer, review(article), borrowed);
        // half an answer, and one to nothing
        refused(signer, review(article), Map.of());
        var half = signer.answers(question, form);
        half.remove("passkey.signature");
        refused(signer, review(article), half);
        half.put("request", UUID.randomUUID().toString());
        refused(signer, review(article), half);
        // too late
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        refused(signer, review(article), signer.answers(question, form));
        assertThat(signatures()).isEqualTo(before);

        // and once
        question = signer.asked(review(article), form);
        var good = signer.answers(question, form);
        signer.signs(review(article), good).expect(303);
        assertThat(signatures()).isEqualTo(before + 1);
        var again = verdict(other, "APPROVE");
        again.putAll(good);
        again.put("contentHash", other.hash());
        refused(signer, review(other), again);
        assertThat(signatures()).isEqualTo(before + 1);
        invariants.hold();
    }

    @Test
    void areAskedNothingAboutWhatCannotBeSigned() {
        var article = story.article().submit().claim(0, reviewer);
        var signer = new Signer(reviewer);
        var lacking = verdict(article, "REJECT");
        lacking.put("comment", "");

        signer.visitor.post("/account", review(article) + "/signature", lacking).expect(422);
        signer.visitor.post("/account", review(article) + "/signature", Map.of()).expect(422);
        assertThat(
                        new Visitor(api)
                                .as(Cast.OLGA)
                                .post(
                                        "/account",
                                        review(article) + "/signature",
                                        verdict(article, "APPROVE"))
                                .status())
                .isEqualTo(409);
    }

    /** What the verifier would never read must not count as a verdict either. */
    @Test
    void signNothingThatNobodyCouldCheck() {
        var article = story.article().submit().claim(0, reviewer);
        var signer = new Signer(reviewer);
        var form = verdict(article, "APPROVE");
        var before = signatures();

        signer.key.more = ",\"x\":1.5";
        refused(signer, review(article), signer.answers(signer.asked(review(article), form), form));
        assertThat(signatures()).isEqualTo(before);
        signer.key.more = ",\"x\":1";
        signer.signs(review(article), signer.answers(signer.asked(review(article), form), form))
                .expect(303);
        invariants.hold();
    }

    @Test
    void leaveNoAnswerThatNothingCameOf() {
        var article = story.article().submit().claim(0, reviewer);
        var signer = new Signer(reviewer);
        unused(signer, article);
        assertThat(waiting()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        requests.forgetUnused();
        assertThat(waiting()).as("answers that are too old").isZero();

        unused(signer, article);
        var key = signer.visitor.get("/account").page().select("a[href^=/account/passkeys/]");
        signer.visitor.post("/account", key.attr("href") + "/removal", Map.of()).expect(303);
        assertThat(waiting()).as("answers of a key that was removed").isZero();
    }

    /** The key answered, and meanwhile other words were sent. */
    private void unused(Signer signer, Story.Article article) {
        var question = signer.asked(review(article), verdict(article, "APPROVE"));
        refused(
                signer,
                review(article),
                signer.answers(question, verdict(article, "REQUEST_CHANGES")));
    }

    private long waiting() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM signature_request q JOIN account a ON a.id = q.account_id"
                                + " WHERE a.username = ? AND q.assertion IS NOT NULL AND q.used_at IS NULL")
                .param(reviewer)
                .query(Long.class)
                .single();
    }

    @Test
    void signNothingForADisabledAccount() {
        var article = story.article().submit().claim(0, reviewer);
        var signer = new Signer(reviewer);
        var form = verdict(article, "APPROVE");
        var answered = signer.answers(signer.asked(review(article), form), form);
        var before = signatures();
        disable(true);
        try {
            signer.visitor.postAsIs("/account", review(article) + "/recommendation", answered);
            assertThat(signatures()).isEqualTo(before);
        } finally {
            disable(false);
        }
    }

    /** The story of a key, in a browser with an authenticator of its own. */
    @Test
    void tellOneStoryInABrowser() throws Exception {
        try (var browser = Browser.open()) {
            var page = browser.window(api.uri("").toString());
            plugIn(page);
            page.navigate("/sign-in");
            page.locator("#username").fill(reviewer);
            page.locator("#password").fill(Cast.PASSWORD);
            press(page, "Sign in");
            page.navigate("/account");
            page.locator("#passkey").fill("Test authenticator");
            page.locator("#confirm").fill(Cast.PASSWORD);
            press(page, "Add a passkey");
            Browser.assertAccessible(page);
            press(page, "Create passkey");
            assertThat(page.locator("[role=status]").innerText()).contains("passkey is ready");
            Browser.assertAccessible(page);
            press(page, "Sign out");

            page.navigate("/sign-in");
            Browser.assertAccessible(page);
            press(page, "Sign in with a passkey");
            assertThat(page.url()).endsWith("/reviewing");

            var article = story.article().submit().claim(0, reviewer).claim(1, Cast.OLGA);
            page.navigate(review(article));
            page.locator("#recommend-APPROVE").check();
            page.locator("#comment").fill("Read twice,\nand checked.");
            Browser.assertAccessible(page);
            press(page, "Sign with a passkey instead");
            assertThat(page.locator("main").innerText()).contains("passkey");
            article.recommend(1, Cast.OLGA, "APPROVE").expect(200);
            assertThat(article.status()).isEqualTo("APPROVED");
            browser.assertQuiet();
            verifiesOffline(article);
        }
        invariants.hold();
    }

    /** Whoever chose the key and got no answer from it has not signed, however open the password still is. */
    @Test
    void areNotReplacedByThePasswordBehindAnybodysBack() {
        try (var browser = Browser.open()) {
            var page = browser.window(api.uri("").toString());
            var authenticator = plugIn(page);
            page.navigate("/sign-in");
            page.locator("#username").fill(reviewer);
            page.locator("#password").fill(Cast.PASSWORD);
            press(page, "Sign in");
            page.navigate("/account");
            page.locator("#passkey").fill("Test authenticator");
            page.locator("#confirm").fill(Cast.PASSWORD);
            press(page, "Add a passkey");
            press(page, "Create passkey");
            var first = story.article().submit().claim(0, reviewer);
            page.navigate(review(first));
            page.locator("#recommend-APPROVE").check();
            page.locator("#password").fill(Cast.PASSWORD);
            press(page, "Sign verdict");

            var article = story.article().submit().claim(0, reviewer);
            page.navigate(review(article));
            page.locator("#recommend-REJECT").check();
            var notice = page.locator("[data-passkey-failed]");
            chooseTheKey(page);
            notice.waitFor();
            assertThat(notice.innerText()).contains("Say what has to change");
            page.locator("#recommend-APPROVE").check();
            page.route("**/signature", route -> route.abort());
            chooseTheKey(page);
            assertThat(notice.innerText()).contains("No passkey answered");
            page.unroute("**/signature");
            page.route(
                    "**/signature",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            chooseTheKey(page);
            assertThat(notice.innerText()).contains("No passkey answered");
            page.unroute("**/signature");
            assertThat(article.actions()).doesNotContain("RECOMMENDED");

            setVerified(authenticator, false);
            chooseTheKey(page);
            assertThat(notice.innerText()).contains("No passkey answered");
            press(page, "Sign verdict");
            assertThat(article.actions()).contains("RECOMMENDED");
            assertThat(page.locator("main").innerText()).contains("with the password");

            var last = story.article().submit().claim(0, reviewer);
            page.navigate(review(last));
            page.locator("#recommend-APPROVE").check();
            page.context()
                    .clearCookies(
                            new BrowserContext.ClearCookiesOptions()
                                    .setName(Pattern.compile(".*imprimatur$")));
            chooseTheKey(page);
            assertThat(notice.innerText())
                    .contains("Your session has ended", "Press “Save draft”")
                    .doesNotContain("passkey");
            press(page, "Save draft");
            assertThat(page.url()).contains("/sign-in");
            page.route(
                    "**/passkey/question",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
            page.locator("form[data-passkey] button").press("Enter");
            notice.waitFor();
            assertThat(notice.innerText()).contains("open for too long");
        }
    }

    private static void chooseTheKey(Page page) {
        var button = page.locator("[data-passkey-sign]");
        button.press("Enter");
        page.waitForCondition(button::isEnabled);
    }

    private record Authenticator(CDPSession session, String id) {}

    private static void setVerified(Authenticator authenticator, boolean verified) {
        var arguments = new JsonObject();
        arguments.addProperty("authenticatorId", authenticator.id());
        arguments.addProperty("isUserVerified", verified);
        authenticator.session().send("WebAuthn.setUserVerified", arguments);
    }

    private static Authenticator plugIn(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        var added = session.send("WebAuthn.addVirtualAuthenticator", arguments);
        return new Authenticator(session, added.get("authenticatorId").getAsString());
    }

    private static void press(Page page, String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(true);
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
    }

    /** Export and proof, in a process that has the verifier and nothing else. */
    private void verifiesOffline(Story.Article article) throws Exception {
        api.proven(article.slug);
        var key = api.anonymously("/log/key").get().expect(200).text().lines().toList().getLast();
        var proof =
                file(
                        "a.tlog-proof",
                        api.anonymously(
                                        "/articles/"
                                                + article.slug
                                                + "/revisions/1/proof.tlog-proof")
                                .get());
        var export =
                file("trail.zip", api.as(Cast.OTTO, "/exports/trail?article=" + article.id).get());
        var leaves =
                jdbc.sql(
                                "SELECT MAX(LENGTH(l.bytes)) FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                        + " WHERE p.body LIKE ?")
                        .param("%" + article.id + "%")
                        .query(Long.class)
                        .single();
        var answers =
                jdbc.sql(
                                "SELECT COUNT(*) FROM imprimatur_trail.payload WHERE body LIKE ? AND body LIKE '%authenticatorData%'")
                        .param("%" + article.id + "%")
                        .query(Long.class)
                        .single();

        assertThat(answers).as("entries that hold the answer of a key").isPositive();
        assertThat(Files.size(proof)).as("bytes of the proof").isLessThanOrEqualTo(4096);
        assertThat(leaves).as("bytes of the largest leaf").isLessThanOrEqualTo(1024);
        assertThat(verify(key, proof))
                .startsWith("OK\n")
                .contains("contentHash: " + article.hash());
        assertThat(verify(key, export)).startsWith("OK\n");
    }

    private Path file(String name, Api.Answer answer) throws Exception {
        return Files.write(home.resolve(name), answer.expect(200).response().body());
    }

    private static String verify(String key, Path file) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                Launcher.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath(),
                                Launcher.class.getName(),
                                "verify",
                                "--key",
                                key,
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD) // how far it is
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void refused(Signer signer, String review, Map<String, String> form) {
        assertThat(signer.signs(review, form).status()).isIn(403, 409, 422);
    }

    private long signatures() {
        return jdbc.sql("SELECT COUNT(*) FROM recommendation").query(Long.class).single();
    }

    private void disable(boolean disabled) {
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql("UPDATE account SET disabled = ? WHERE username = ?")
                                .params(disabled, reviewer)
                                .update());
    }
}
