package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.Cast.CARL;
import static org.imprimatur.Cast.CLARA;
import static org.imprimatur.Cast.EDITH;
import static org.imprimatur.Cast.EMIL;
import static org.imprimatur.Cast.MEI;
import static org.imprimatur.Cast.OLGA;
import static org.imprimatur.Cast.OMAR;
import static org.imprimatur.Cast.OTTO;
import static org.imprimatur.Cast.PAUL;
import static org.imprimatur.Cast.RAVI;
import static org.imprimatur.Cast.SOLO;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Everything the OpenAPI document says may be answered is really answered, and looks as it says. */
@SystemTest
class RealAnswersTests {

    private static final Map<String, String> REASON = Map.of("reason", "As agreed");
    private static final Map<String, String> NOTE = Map.of("changeNote", "Please review");
    private static final String STALE = "\"stale\"";

    /** Needs a database that is away, or a round that is overdue; both have tests of their own. */
    private static final Set<String> OUT_OF_REACH =
            Set.of("unavailable", "decideArticle requirements-unsatisfied");

    @Autowired Api api;
    @Autowired Story story;
    @Autowired MovableClock clock;

    ApiDocument document;
    final Set<String> seen = new TreeSet<>();

    @BeforeEach
    void read() {
        document = ApiDocument.readFrom(api);
    }

    @Test
    void areThoseOfTheDocumentInEveryStatusAndWithEveryProblemType() {
        signIn();
        approveAndRevise();
        rejectAndReopen();
        submitTooEarlyAndTooLate();
        disputeTasks();
        signWrongly();
        correct();
        export();
        document.operations().forEach(this::refuseByShape);

        var documented = new TreeSet<String>();
        for (var operation : document.operations()) {
            documented.add(operation.id() + " " + operation.success());
            operation.problems().stream()
                    .filter(problem -> !OUT_OF_REACH.contains(problem))
                    .map(problem -> operation.id() + " " + problem)
                    .filter(pair -> !OUT_OF_REACH.contains(pair))
                    .forEach(documented::add);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(documented);
    }

    private void signIn() {
        var basic = "Basic " + base64(EDITH + ":" + Cast.PASSWORD);
        note(api.anonymously("/api/v1/tokens").header("Authorization", basic).post());
        note(
                api.anonymously("/api/v1/tokens/current")
                        .header("Authorization", "Bearer " + api.freshToken(EDITH))
                        .delete());
        note(api.as(RAVI, "/signing-sessions").post(Map.of("password", Cast.PASSWORD)));
        expect("wrong-password", api.as(PAUL, "/signing-sessions").post(Map.of("password", "no")));
        stopGuessing();
    }

    private void stopGuessing() {
        var nobody = "Basic " + base64("nobody:guess");
        for (var wrong = 0; wrong < 10; wrong++) {
            api.as(PAUL, "/signing-sessions").post(Map.of("password", "no"));
            api.anonymously("/api/v1/tokens").header("Authorization", nobody).post();
        }
        expect(
                "too-many-requests",
                api.as(PAUL, "/signing-sessions").post(Map.of("password", Cast.PASSWORD)));
        expect(
                "too-many-requests",
                api.anonymously("/api/v1/tokens").header("Authorization", nobody).post());
        clock.advance(Duration.ofMinutes(15));
    }

    private void approveAndRevise() {
        var slug = "answers-" + UUID.randomUUID();
        var source = Story.source(slug, "oncology", "The first text");
        var id = note(api.as(EDITH, "/articles").postMarkdown(source)).json().get("id").asString();
        expect("slug-taken", api.as(EDITH, "/articles").postMarkdown(source));
        expect("invalid-source", api.as(EDITH, "/articles").postMarkdown("Just words"));
        expect("not-allowed", api.as(RAVI, "/articles").postMarkdown(source));
        note(api.as(EDITH, "/articles?limit=1&status=DRAFT&q=answers").get());
        note(api.as(EDITH, "/articles/" + id).get());
        note(api.as(EDITH, "/articles/" + id + "/source").get());
        note(api.as(EDITH, "/articles/" + id + "/requirements").get());

        var article = story.article().approved(RAVI, OLGA);
        note(api.as(EDITH, at(article)).get());
        note(api.as(EDITH, at(article, "/rounds")).get());
        note(api.as(EDITH, at(article, "/history?limit=3")).get());
        note(api.as(RAVI, "/tasks?view=done&sort=priority&limit=1").get());
        note(api.anonymously("/articles/" + article.slug + "/badge.json").get());
        note(api.anonymously("/articles/" + article.slug + "/badge.svg").get());
        expect("not-allowed", api.as(RAVI, at(article, "/requirements")).get());
        expect("not-allowed", api.as(EMIL, at(article, "/rounds")).get());
        expect("not-allowed", api.as(EMIL, at(article, "/history")).get());
        expect(
                "not-allowed",
                api.as(EMIL, at(article, "/source")).ifMatch(article.etag()).putMarkdown(source));
        expect(
                "invalid-source",
                api.as(EDITH, at(article, "/source")).ifMatch(article.etag()).putMarkdown("Words"));
        expect(
                "too-large",
                api.as(EDITH, at(article, "/source"))
                        .ifMatch(article.etag())
                        .putMarkdown("x".repeat(600_000)));
        note(article.revise("A newer text"));
    }

    private void rejectAndReopen() {
        var article = story.article().submit().claimedBy(RAVI, OLGA);
        expect("no-open-decision", article.decide(CLARA, "REJECT"));
        expect("illegal-transition", change(CLARA, article, "/reopening", REASON));
        note(article.recommend(0, RAVI, "REJECT"));
        expect("task-not-open", article.recommend(1, OLGA, "APPROVE"));
        expect("task-not-open", api.as(OLGA, task(article, 1, "/release")).post(REASON));
        expect("task-not-open", api.as(OLGA, task(article, 1, "/claim")).post());
        note(api.as(EDITH, at(article, "/rounds")).get());
        expect("not-allowed", article.decide(EDITH, "REJECT"));
        expect("veto-stands", article.decide(CLARA, "APPROVE"));
        expect("stale-content", decide(article, "0".repeat(64), api.signingToken(CLARA)));
        expect("signing-required", decide(article, article.hash(), null));
        note(article.decide(CLARA, "REJECT"));
        expect("illegal-transition", article.revise("Another text"));
        expect("not-allowed", change(EDITH, article, "/reopening", REASON));
        note(change(CLARA, article, "/reopening", REASON));
    }

    private void submitTooEarlyAndTooLate() {
        var article = story.article();
        expect("illegal-transition", change(EDITH, article, "/withdrawal", REASON));
        expect("not-allowed", change(EMIL, article, "/submission", NOTE));
        note(change(EDITH, article, "/submission", NOTE));
        expect("illegal-transition", change(EDITH, article, "/submission", NOTE));
        expect("not-allowed", change(EMIL, article, "/withdrawal", REASON));
        note(change(EDITH, article, "/withdrawal", REASON));

        var refused = story.article().submit().claimedBy(RAVI, OLGA);
        refused.recommend(0, RAVI, "REQUEST_CHANGES").expect(200);
        refused.recommend(1, OLGA, "REQUEST_CHANGES").expect(200);
        expect("requirements-unsatisfied", change(EDITH, refused, "/submission", NOTE));
        note(api.as(EDITH, at(refused, "/requirements")).get());
    }

    private void disputeTasks() {
        var article = story.article().submit();
        note(api.as(RAVI, "/tasks?article=" + article.id).get());
        expect("not-allowed", api.as(EMIL, task(article, 0, "/claim")).post());
        expect("wrong-specialty", api.as(MEI, task(article, 0, "/claim")).post());
        expect("not-allowed", api.as(RAVI, task(article, 0, "/release")).post(REASON));
        expect("not-allowed", article.recommend(0, RAVI, "APPROVE"));
        note(api.as(RAVI, task(article, 0, "/claim")).post());
        note(api.as(RAVI, "/tasks?view=mine&article=" + article.id).get());
        expect("one-slot-per-round", api.as(RAVI, task(article, 1, "/claim")).post());
        expect("task-already-claimed", api.as(OMAR, task(article, 0, "/claim")).post());
        expect("task-already-claimed", api.as(OMAR, task(article, 0, "/release")).post(REASON));
        expect("task-already-claimed", article.recommend(0, OMAR, "APPROVE"));
        note(api.as(RAVI, task(article, 0, "/release")).post(REASON));
    }

    private void signWrongly() {
        var own = story.article(SOLO, "oncology").submit();
        expect("four-eyes", api.as(SOLO, task(own, 0, "/claim")).post());
        expect("four-eyes", own.recommend(0, SOLO, "APPROVE"));

        var article = story.article().submit().claimedBy(CARL, OLGA);
        var task = article.task(0);
        expect("stale-content", story.sign(task, CARL, "APPROVE", "0".repeat(64)));
        expect("signing-required", story.sign(task, CARL, "APPROVE", article.hash(), null));
        article.recommend(0, CARL, "REJECT").expect(200);
        expect("four-eyes", article.decide(CARL, "REJECT"));
    }

    private void correct() {
        var own = story.article(SOLO, "oncology").submit();
        expect("four-eyes", correct(own, SOLO, own.hash(), "no token"));

        var article = story.article().submit().claimedBy(RAVI, OLGA);
        var token = api.signingToken(RAVI);
        expect("task-not-open", correct(article, RAVI, article.hash(), token));
        article.recommend(0, RAVI, "APPROVE").expect(200);
        expect("not-allowed", correct(article, OLGA, article.hash(), token));
        expect("wrong-specialty", correct(article, MEI, article.hash(), token));
        expect("stale-content", correct(article, RAVI, "0".repeat(64), token));
        expect("signing-required", correct(article, RAVI, article.hash(), null));
        note(correct(article, RAVI, article.hash(), token));
    }

    private Api.Answer correct(
            Story.Article article, String person, String hash, @Nullable String signingToken) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("recommendation", "REQUEST_CHANGES");
        body.put("comment", "A source was retracted");
        body.put("contentHash", hash);
        body.put("signingToken", signingToken);
        return api.as(person, task(article, 0, "/correction")).post(body);
    }

    private void export() {
        var article = story.article();
        note(api.as(OTTO, "/exports/trail?article=" + article.id).get());
        expect("not-allowed", api.as(CLARA, "/exports/trail").get());
        expect("not-found", api.as(OTTO, "/exports/trail?article=" + UUID.randomUUID()).get());
        expect("invalid-input", api.as(OTTO, "/exports/trail?article=x").get());
    }

    /** What every operation of its kind refuses, whatever it is about. */
    private void refuseByShape(ApiDocument.Operation operation) {
        var draft = story.article();
        var path = operation.path().replace("/api/v1", "");
        var unknown =
                path.replace("{id}", UUID.randomUUID().toString()).replace("{slug}", "unheard-of");
        var somebody = path.startsWith("/tasks") ? RAVI : CLARA;
        if (operation.isPublic()) {
            expect("not-found", send(operation, api.anonymously(unknown)));
            return;
        }
        expect("unauthenticated", send(operation, api.anonymously("/api/v1" + unknown)));
        if (path.contains("{id}")) {
            expect("not-found", send(operation, api.as(somebody, unknown).ifMatch("*")));
        }
        var there = path.replace("{id}", draft.id);
        if (operation.takes("IfMatch")) {
            var owner =
                    Set.of("reviseSource", "submitArticle").contains(operation.id())
                            ? EDITH
                            : CLARA;
            expect("precondition-required", send(operation, api.as(owner, there)));
            expect("stale-precondition", send(operation, api.as(owner, there).ifMatch(STALE)));
        }
        if (operation.takes("IdempotencyKey")) {
            var key = UUID.randomUUID().toString();
            var source = Story.source("key-" + key, "oncology", "A text");
            note(keyed(EDITH, "/articles", key).postMarkdown(source));
            expect("idempotency-key-reused", keyed(EDITH, unknown, key).postMarkdown("Other"));
            expect("invalid-input", keyed(EDITH, unknown, "k".repeat(201)).postMarkdown("Other"));
            expect("too-large", keyed(EDITH, unknown, key + "!").postMarkdown(new byte[600_000]));
        }
        if (operation.takesJson()) {
            expect(
                    "invalid-input",
                    api.as(somebody, unknown).ifMatch("*").post(Map.of("unknown", 1)));
        }
        for (var wrong : List.of("limit=0", "revision=x", "changeNote=" + "x".repeat(4001))) {
            if (operation.takes(wrong.split("=", 2)[0])) {
                var owner = path.startsWith("/tasks") ? RAVI : EDITH;
                expect(
                        "invalid-input",
                        send(operation, api.as(owner, there + "?" + wrong).ifMatch("*")));
            }
        }
    }

    private static Api.Answer send(ApiDocument.Operation operation, Api.Call call) {
        return switch (operation.method()) {
            case "GET" -> call.get();
            case "DELETE" -> call.delete();
            case "PUT" -> call.putMarkdown(Story.source("unheard-of", "oncology", "A text"));
            default -> operation.takesJson() ? call.post(operation.exampleBody()) : call.post();
        };
    }

    /** Holds the answer against the document and remembers that it came. */
    private Api.Answer note(Api.Answer answer) {
        document.check(answer);
        var told =
                answer.status() < 300
                        ? String.valueOf(answer.status())
                        : answer.json().get("type").asString().replace("/problems/", "");
        seen.add(document.operationOf(answer).id() + " " + told);
        return answer;
    }

    private void expect(String problem, Api.Answer answer) {
        note(answer);
        assertThat(answer.status()).as(answer::text).isGreaterThanOrEqualTo(400);
        answer.expectProblem(answer.status(), problem);
    }

    private Api.Answer change(
            String person, Story.Article article, String step, Map<String, String> body) {
        return api.as(person, at(article, step)).ifMatch(article.etag()).post(body);
    }

    private Api.Answer decide(Story.Article article, String hash, @Nullable String signingToken) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("decision", "REJECT");
        body.put("reason", "As agreed");
        body.put("contentHash", hash);
        body.put("signingToken", signingToken);
        return api.as(CLARA, at(article, "/decision")).ifMatch(article.etag()).post(body);
    }

    private Api.Call keyed(String person, String path, String key) {
        return api.as(person, path).ifMatch("*").header("Idempotency-Key", key);
    }

    private static String at(Story.Article article) {
        return at(article, "");
    }

    private static String at(Story.Article article, String step) {
        return "/articles/" + article.id + step;
    }

    private static String task(Story.Article article, int slot, String step) {
        return "/tasks/" + article.task(slot) + step;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
