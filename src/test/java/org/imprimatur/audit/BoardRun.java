package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The history of one article as chance writes it: people who may and people who may not ask over HTTP for whatever comes
 * to their minds, in any order. Beside it runs a ledger of its own that knows only which wishes were granted, and tells
 * from those alone whether the board may have approved.
 */
final class BoardRun {

    /** What each of the policy's rules asks for: two slots, and no smaller quorum. */
    private static final int QUORUM = 2;

    private static final List<String> TOPICS =
            List.of("oncology", "oncology", "oncology", "pharmacology", "hepatology", "cardiology");

    private static final List<String> OWNERS = List.of(Cast.EDITH, Cast.EMIL, Cast.SOLO);

    private static final List<String> REVIEWERS =
            List.of(
                    Cast.RAVI,
                    Cast.OLGA,
                    Cast.OMAR,
                    Cast.MEI,
                    Cast.PAUL,
                    Cast.SOLO,
                    Cast.CARL,
                    Cast.CLARA);

    private static final List<String> DECIDERS =
            List.of(Cast.CLARA, Cast.CARL, Cast.SOLO, Cast.EDITH, Cast.OTTO);

    private static final List<String> WORDS =
            List.of("APPROVE", "APPROVE", "APPROVE", "REQUEST_CHANGES", "REJECT");

    private static final String OTHER_TEXT = "0".repeat(64);

    private enum Wish {
        SUBMIT,
        CLAIM,
        RELEASE,
        RECOMMEND,
        CORRECT,
        DECIDE,
        WITHDRAW,
        REVISE,
        REOPEN
    }

    private static final List<Wish> WISHES =
            List.of(
                    Wish.SUBMIT,
                    Wish.SUBMIT,
                    Wish.CLAIM,
                    Wish.CLAIM,
                    Wish.CLAIM,
                    Wish.CLAIM,
                    Wish.RELEASE,
                    Wish.RECOMMEND,
                    Wish.RECOMMEND,
                    Wish.RECOMMEND,
                    Wish.RECOMMEND,
                    Wish.CORRECT,
                    Wish.DECIDE,
                    Wish.DECIDE,
                    Wish.WITHDRAW,
                    Wish.REVISE,
                    Wish.REOPEN);

    /** What there is to see before a wish. */
    private record Scene(Api.Answer seen, List<JsonNode> tasks) {

        String status() {
            return text(seen.json(), "status");
        }
    }

    private record Verdict(String person, String word, String hash) {}

    private final Api api;
    private final Random random;
    private final String owner;
    private final Story.Article article;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private int approvals;
    private int granted;
    private int refused;

    BoardRun(Api api, Story story, Random random) {
        this.api = api;
        this.random = random;
        this.owner = one(OWNERS);
        this.article = story.article(owner, one(TOPICS));
    }

    BoardRun play() {
        article.submit();
        for (var wishes = 8 + random.nextInt(12); wishes > 0; wishes--) {
            var scene = new Scene(article.seen().expect(200), article.tasks());
            wish(random.nextInt(3) == 0 ? one(WISHES) : sensible(scene), scene);
        }
        assertThat(article.actions()).filteredOn("APPROVED"::equals).hasSize(approvals);
        return this;
    }

    int approvals() {
        return approvals;
    }

    int granted() {
        return granted;
    }

    int refused() {
        return refused;
    }

    /** What somebody who wants to bring the article forward would do next. */
    private Wish sensible(Scene scene) {
        var status = scene.status();
        if (!status.equals("SUBMITTED") && !status.equals("UNDER_REVIEW")) {
            return switch (status) {
                case "APPROVED" -> Wish.REVISE;
                case "REJECTED" -> Wish.REOPEN;
                default -> random.nextBoolean() ? Wish.SUBMIT : Wish.REVISE;
            };
        }
        if (scene.tasks.stream().anyMatch(BoardRun::isUnclaimed)) {
            return Wish.CLAIM;
        }
        return scene.tasks.stream().anyMatch(BoardRun::isUnsigned) ? Wish.RECOMMEND : Wish.DECIDE;
    }

    private static boolean isUnsigned(JsonNode task) {
        return task.get("recommendation").isNull();
    }

    private static boolean isUnclaimed(JsonNode task) {
        return isUnsigned(task) && holder(task) == null;
    }

    private void wish(Wish wish, Scene scene) {
        var etag = scene.seen.etag();
        var hash = random.nextInt(12) == 0 ? OTHER_TEXT : text(scene.seen.json(), "contentHash");
        switch (wish) {
            case SUBMIT ->
                    heard(
                            article.write(mostly(owner, DECIDERS), "submission")
                                    .ifMatch(etag)
                                    .post(Map.of("changeNote", "Please")));
            case WITHDRAW -> heard(article.withdraw(mostly(owner, DECIDERS), etag));
            case REVISE -> heard(article.revise("Text " + random.nextInt(1_000)));
            case REOPEN ->
                    heard(
                            article.write(one(DECIDERS), "reopening")
                                    .ifMatch(etag)
                                    .post(Map.of("reason", "Think again")));
            case DECIDE -> decide(scene.tasks, etag, hash);
            case CLAIM, RELEASE, RECOMMEND, CORRECT -> onTask(wish, scene.tasks, hash);
        }
    }

    private void decide(List<JsonNode> tasks, String etag, String hash) {
        var person = one(DECIDERS);
        var word = one(WORDS);
        var answer = article.decide(person, word, etag, hash);
        if (heard(answer) && approved(answer)) {
            approvals++;
            var counted = requireQuorum(tasks, hash);
            assertThat(word).isEqualTo("APPROVE");
            assertThat(person).isNotEqualTo(owner);
            assertThat(counted).extracting(Verdict::person).doesNotContain(person);
            assertThat(counted).extracting(Verdict::word).contains("APPROVE");
        }
    }

    private void onTask(Wish wish, List<JsonNode> tasks, String hash) {
        if (tasks.isEmpty()) {
            return;
        }
        var likely =
                tasks.stream()
                        .filter(wish == Wish.CLAIM ? BoardRun::isUnclaimed : BoardRun::isUnsigned)
                        .toList();
        var task = one(likely.isEmpty() || random.nextInt(6) == 0 ? tasks : likely);
        var id = text(task, "id");
        var holder = holder(task);
        if (wish == Wish.CLAIM || wish == Wish.RELEASE) {
            var person =
                    wish == Wish.CLAIM || holder == null
                            ? one(REVIEWERS)
                            : mostly(holder, REVIEWERS);
            var path = "/tasks/" + id + (wish == Wish.CLAIM ? "/claim" : "/release");
            heard(
                    wish == Wish.CLAIM
                            ? api.as(person, path).post()
                            : api.as(person, path).post(Map.of("reason", "No time")));
            return;
        }
        var person = holder == null ? one(REVIEWERS) : mostly(holder, REVIEWERS);
        var word = one(WORDS);
        var answer =
                api.as(
                                person,
                                "/tasks/"
                                        + id
                                        + (wish == Wish.CORRECT
                                                ? "/correction"
                                                : "/recommendation"))
                        .post(
                                Map.of(
                                        "recommendation",
                                        word,
                                        "comment",
                                        "Because " + random.nextInt(1_000),
                                        "contentHash",
                                        hash,
                                        "signingToken",
                                        api.signingToken(
                                                random.nextInt(15) == 0 ? owner : person)));
        if (heard(answer)) {
            verdicts.put(id, new Verdict(person, word, hash));
            var all = tasks.stream().map(slot -> verdicts.get(text(slot, "id"))).toList();
            if (approved(answer)) {
                approvals++;
                requireQuorum(tasks, hash);
            }
            assertThat(approved(answer))
                    .as("approved by %s", all)
                    .isEqualTo(all.stream().allMatch(BoardRun::isApproval));
        }
    }

    private static boolean isApproval(@Nullable Verdict verdict) {
        return verdict != null && verdict.word().equals("APPROVE");
    }

    /** @return the verdicts that count */
    private List<Verdict> requireQuorum(List<JsonNode> tasks, String hash) {
        var counted =
                tasks.stream()
                        .map(slot -> verdicts.get(text(slot, "id")))
                        .filter(Objects::nonNull)
                        .toList();
        Set<String> people = new HashSet<>();
        counted.forEach(verdict -> people.add(verdict.person()));
        assertThat(counted).allMatch(verdict -> verdict.hash().equals(hash));
        assertThat(counted).noneMatch(verdict -> verdict.word().equals("REJECT"));
        assertThat(people).doesNotContain(owner).hasSizeGreaterThanOrEqualTo(QUORUM);
        return counted;
    }

    private boolean heard(Api.Answer answer) {
        assertThat(answer.status()).as(answer::text).isLessThan(500);
        var yes = answer.status() == 200;
        if (yes) {
            granted++;
        } else {
            refused++;
        }
        return yes;
    }

    private static boolean approved(Api.Answer answer) {
        return text(answer.json(), "status").equals("APPROVED");
    }

    private static @Nullable String holder(JsonNode task) {
        var holder = task.get("holder");
        return holder.isNull() ? null : text(holder, "username");
    }

    private static String text(JsonNode of, String name) {
        return of.get(name).asString();
    }

    private String mostly(String person, List<String> others) {
        return random.nextInt(5) == 0 ? one(others) : person;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
