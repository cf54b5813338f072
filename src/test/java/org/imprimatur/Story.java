package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Articles and what people do with them, told over HTTP. Every article has a slug of its own. */
public final class Story {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Api api;

    Story(Api api) {
        this.api = api;
    }

    /** A source that parses, with that slug; {@code text} is what its one section says. */
    public static String source(String slug, String topic, String text) {
        return """
                ---
                question: What helps with %1$s?
                slug: %1$s
                audience: Clinicians
                language: en
                origin: human
                topics: [%2$s]
                references:
                  - {number: 1, kind: Guideline, type: article-journal, title: "A guideline", issued: 2021}
                ---
                ## Guideline: Choosing
                %3$s [1].
                """
                .formatted(slug, topic, text);
    }

    /** An article of its own for one test. */
    public final class Article {

        public final String id;
        public final String slug;
        private final String topic;
        private final String owner;

        private Article(String owner, String topic) {
            this.owner = owner;
            this.topic = topic;
            this.slug = freshSlug();
            this.id =
                    api.as(owner, "/articles")
                            .postMarkdown(source(slug, topic, "The first text"))
                            .expect(201)
                            .json()
                            .get("id")
                            .asString();
        }

        /** A write to this article by somebody, not sent yet; {@code what} is the last part of its path. */
        public Api.Call write(String person, String what) {
            return api.as(person, "/articles/" + id + "/" + what);
        }

        public Api.Answer withdraw(String person, String etag) {
            return write(person, "withdrawal").ifMatch(etag).post(Map.of("reason", "A mistake"));
        }

        /** As its owner sees it now. */
        public Api.Answer seen() {
            return api.as(owner, "/articles/" + id).get().expect(200);
        }

        public String status() {
            return seen().json().get("status").asString();
        }

        public String etag() {
            return seen().etag();
        }

        /** Content hash of the newest revision. */
        public String hash() {
            return seen().json().get("contentHash").asString();
        }

        public Article submit() {
            api.as(owner, "/articles/" + id + "/submission")
                    .ifMatch(etag())
                    .post(Map.of("changeNote", "Please review"))
                    .expect(200);
            return this;
        }

        public Api.Answer revise(String text) {
            return api.as(owner, "/articles/" + id + "/source?changeNote=revised")
                    .ifMatch(etag())
                    .putMarkdown(source(slug, topic, text));
        }

        /** The tasks of the newest round, in their order. */
        public List<JsonNode> tasks() {
            var rounds = rounds();
            return rounds.isEmpty()
                    ? List.of()
                    : List.copyOf(rounds.getLast().get("tasks").values());
        }

        public List<JsonNode> rounds() {
            return List.copyOf(
                    api.as(owner, "/articles/" + id + "/rounds")
                            .get()
                            .expect(200)
                            .json()
                            .get("items")
                            .values());
        }

        public String task(int slot) {
            return tasks().get(slot).get("id").asString();
        }

        public Article claim(int slot, String reviewer) {
            api.as(reviewer, "/tasks/" + task(slot) + "/claim").post().expect(200);
            return this;
        }

        /** A signed verdict on the newest text. */
        public Api.Answer recommend(int slot, String reviewer, String recommendation) {
            return sign(task(slot), reviewer, recommendation, hash());
        }

        /** Another verdict of the same person on the newest text, in the place of their last. */
        public Api.Answer correct(int slot, String reviewer, String recommendation) {
            return sign(
                    task(slot),
                    "correction",
                    reviewer,
                    recommendation,
                    hash(),
                    api.signingToken(reviewer));
        }

        public Api.Answer decide(String person, String decision) {
            return decide(person, decision, etag(), hash());
        }

        public Api.Answer decide(String person, String decision, String etag, String hash) {
            return write(person, "decision").ifMatch(etag).post(decision(person, decision, hash));
        }

        public Map<String, Object> decision(String person, String decision, String hash) {
            return Map.of(
                    "decision",
                    decision,
                    "reason",
                    "As discussed",
                    "contentHash",
                    hash,
                    "signingToken",
                    api.signingToken(person));
        }

        /** Before the chief editor: one reviewer approves, the other asks for changes. */
        public Article mixed(String first, String second) {
            submit().claimedBy(first, second);
            recommend(0, first, "APPROVE").expect(200);
            recommend(1, second, "REQUEST_CHANGES").expect(200);
            return this;
        }

        public Article claimedBy(String first, String second) {
            return claim(0, first).claim(1, second);
        }

        public Article approved(String first, String second) {
            submit().claimedBy(first, second);
            recommend(0, first, "APPROVE").expect(200);
            recommend(1, second, "APPROVE").expect(200);
            assertThat(status()).isEqualTo("APPROVED");
            return this;
        }

        /** Over the verdict of the second alone: the first withdrew theirs. */
        public Article approvedAfterADoubt(String first, String second) {
            submit().claimedBy(first, second);
            recommend(0, first, "APPROVE").expect(200);
            correct(0, first, "REQUEST_CHANGES").expect(200);
            recommend(1, second, "APPROVE").expect(200);
            decide(Cast.CLARA, "APPROVE").expect(200);
            return this;
        }

        /** The actions of the trail, oldest first. */
        public List<String> actions() {
            return history().stream().map(entry -> entry.get("action").asString()).toList();
        }

        public List<JsonNode> history() {
            return List.copyOf(
                    api.as(owner, "/articles/" + id + "/history?limit=200")
                            .get()
                            .expect(200)
                            .json()
                            .get("items")
                            .values());
        }

        public JsonNode badge() {
            return api.anonymously("/articles/" + slug + "/badge.json").get().expect(200).json();
        }
    }

    /** A slug that no other article of this run has. */
    public static String freshSlug() {
        return "story-" + COUNT.incrementAndGet();
    }

    /** A new draft by edith that two oncologists will judge. */
    public Article article() {
        return article(Cast.EDITH, "oncology");
    }

    public Article article(String owner, String topic) {
        return new Article(owner, topic);
    }

    /** Signs a verdict over HTTP, whatever comes of it. */
    public Api.Answer sign(
            String task, String reviewer, String recommendation, String contentHash) {
        return sign(task, reviewer, recommendation, contentHash, api.signingToken(reviewer));
    }

    public Api.Answer sign(
            String task,
            String reviewer,
            String recommendation,
            String contentHash,
            @Nullable String signingToken) {
        return sign(task, "recommendation", reviewer, recommendation, contentHash, signingToken);
    }

    private Api.Answer sign(
            String task,
            String what,
            String reviewer,
            String recommendation,
            String contentHash,
            @Nullable String signingToken) {
        var body = new HashMap<String, Object>();
        body.put("recommendation", recommendation);
        body.put("comment", "Because of section one");
        body.put("contentHash", contentHash);
        body.put("signingToken", signingToken);
        return api.as(reviewer, "/tasks/" + task + "/" + what).post(body);
    }
}
