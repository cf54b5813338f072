package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What no honest client sends. It is refused in words, changes nothing and costs nobody else anything. */
@SystemTest
class BadInputTests {

    private static final long FIFTY_MEGABYTES = 50L << 20;

    @Autowired Api api;
    @Autowired Story story;

    static Stream<byte[]> notSources() {
        return Stream.of(
                utf8(""),
                utf8("\u0000"),
                utf8(Story.source("nul", "oncology", "A \u0000 b")),
                utf8(Story.source("bell", "oncology", "A \u0007 b")),
                new byte[] {(byte) 0xc3, (byte) 0x28},
                invalidAt(Story.source("utf8", "oncology", "A @ b"), (byte) 0xff),
                // a surrogate of its own, as some encoders write it
                invalidAt(
                        Story.source("cesu", "oncology", "A @ b"),
                        (byte) 0xed,
                        (byte) 0xa0,
                        (byte) 0x80),
                Story.source("utf16", "oncology", "A").getBytes(StandardCharsets.UTF_16),
                utf8("---\n" + "a: [".repeat(5_000)),
                utf8("---\na: &x [1]\nb: *x\n---\n"),
                utf8(Story.source("q".repeat(400), "oncology", "A")),
                utf8(Story.source("quote", "oncology", "> ".repeat(20_000))));
    }

    @ParameterizedTest
    @MethodSource("notSources")
    void isNotASource(byte[] bytes) {
        api.as(Cast.EDITH, "/articles").postMarkdown(bytes).expectProblem(422, "invalid-source");
    }

    @Test
    void keepsWhatIsMerelyUnusual() {
        var text = "Emoji 👩🏽‍⚕️ and 𝔐𝔞𝔱𝔥, e\u0301 and é, العربية, \u200b\u2028 end";
        var source = Story.source(Story.freshSlug(), "oncology", text);
        var created = api.as(Cast.EDITH, "/articles").postMarkdown(source);
        if (created.status() == 422) { // refused in words where a character could deceive readers
            text = "Emoji 👩🏽‍⚕️ and 𝔐𝔞𝔱𝔥, e\u0301 and é, العربية end";
            source = Story.source(Story.freshSlug(), "oncology", text);
            created = api.as(Cast.EDITH, "/articles").postMarkdown(source).expect(201);
        }
        var id = created.json().get("id").asString();

        var stored = api.as(Cast.EDITH, "/articles/" + id + "/source").get().expect(200);

        assertThat(stored.text()).contains(text);
    }

    @Test
    void keepsEmojiInWhatPeopleWrite() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var comment = "👩🏽‍⚕️ ".repeat(300).strip();
        api.as(Cast.RAVI, "/tasks/" + article.task(0) + "/recommendation")
                .post(
                        Map.of(
                                "recommendation",
                                "REJECT",
                                "comment",
                                comment,
                                "contentHash",
                                article.hash(),
                                "signingToken",
                                api.signingToken(Cast.RAVI)))
                .expect(200);

        assertThat(article.tasks().getFirst().get("comment").asString()).isEqualTo(comment);
    }

    @Test
    void takesTheLongestNoteThatItPromisesToTake() {
        var article = story.article();
        var note = "n".repeat(4_000);

        article.write(Cast.EDITH, "source?changeNote=" + note)
                .ifMatch(article.etag())
                .putMarkdown(Story.source(article.slug, "oncology", "Another text"))
                .expect(200);
        article.write(Cast.EDITH, "submission")
                .ifMatch(article.etag())
                .post(Map.of("changeNote", "🩺".repeat(2_000)))
                .expect(200);
        article.write(Cast.EDITH, "withdrawal")
                .ifMatch(article.etag())
                .post(Map.of("reason", note + "n"))
                .expectProblem(422, "invalid-input");
    }

    static Stream<String> notSubmissions() {
        return Stream.of(
                "",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{",
                "{}",
                "{\"changeNote\":null}",
                "{\"changeNote\":\"\"}",
                "{\"changeNote\":\" \\t \"}",
                "{\"changeNote\":1}",
                "{\"changeNote\":true}",
                "{\"changeNote\":[\"a\"]}",
                "{\"changeNote\":{\"a\":1}}",
                "{\"changeNote\":\"a\",\"status\":\"APPROVED\"}",
                "{\"changeNote\":\"a\"}{}",
                "{\"changeNote\":\"a\"} trailing",
                "{\"changeNote\":\"\\u0000\"}",
                "{\"changeNote\":\"\\ud800\"}",
                "{\"changeNote\":\"\\u001b[31m\"}",
                "{\"changeNote\":\"" + "a".repeat(4_001) + "\"}",
                "{\"changeNote\":\"" + "a".repeat(400_000) + "\"}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                "[".repeat(100_000),
                "{\"changeNote\":".repeat(5_000),
                "{\"changeNote\":" + "9".repeat(50_000) + "}",
                "\u0000");
    }

    @ParameterizedTest
    @MethodSource("notSubmissions")
    void isNotASubmission(String body) {
        var article = story.article();

        json(article, utf8(body)).expectProblem(422, "invalid-input");

        assertThat(article.actions()).containsExactly("CREATED");
    }

    @Test
    void isNotASubmissionWithInvalidUtf8() {
        var article = story.article();

        json(article, invalidAt("{\"changeNote\":\"a @ b\"}", (byte) 0xff))
                .expectProblem(422, "invalid-input");

        assertThat(article.status()).isEqualTo("DRAFT");
    }

    @Test
    void isNotADecisionWithANumberForItsName() {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        for (var decision : List.of("0", "\"0\"", "\"approve\"", "\"\"", "true", "[]")) {
            article.write(Cast.CLARA, "decision")
                    .ifMatch(article.etag())
                    .header("Content-Type", "application/json")
                    .method(
                            "POST",
                            BodyPublishers.ofString(
                                    "{\"decision\":%s,\"reason\":\"r\",\"contentHash\":\"%s\",\"signingToken\":\"%s\"}"
                                            .formatted(
                                                    decision,
                                                    article.hash(),
                                                    api.signingToken(Cast.CLARA))))
                    .expectProblem(422, "invalid-input");
        }
    }

    @Test
    void isTooLarge() {
        for (var key : new String[] {"", "large-1"}) {
            for (var body : List.of(announced(), inChunks())) {
                for (var type : List.of("text/markdown", "application/json")) {
                    var call = api.as(Cast.EDITH, "/articles").header("Content-Type", type);
                    if (!key.isEmpty()) {
                        call.header("Idempotency-Key", key);
                    }
                    var answer = call.method("POST", body);
                    if (type.equals("application/json")) { // refused for either reason
                        assertThat(answer.status()).isIn(413, 415);
                    } else {
                        answer.expectProblem(413, "too-large");
                    }
                }
            }
        }
        var article = story.article();
        for (var body : List.of(announced(), inChunks())) {
            article.write(Cast.EDITH, "submission")
                    .ifMatch(article.etag())
                    .header("Content-Type", "application/json")
                    .method("POST", body)
                    .expectProblem(413, "too-large");
        }
        assertThat(article.status()).isEqualTo("DRAFT");
    }

    @Test
    void isTooLargeForManyAtOnceWithoutHurtingAnybody() {
        var answers =
                Together.times(
                        16,
                        () ->
                                api.as(Cast.EDITH, "/articles")
                                        .header("Content-Type", "text/markdown")
                                        .method("POST", inChunks()));

        answers.forEach(answer -> answer.expectProblem(413, "too-large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/articles/not-a-uuid",
                "/articles/not-a-uuid/source",
                "/articles/00000000-0000-0000-0000-000000000000",
                "/articles/00000000-0000-0000-0000-000000000000/history",
                "/tasks/1",
                "/articles/%00",
                "/articles/%0a",
                "/articles/..;/tasks",
                "/articles/;a=b",
                "//articles",
                "/articles//x",
                "/articles/%2e%2e/tasks",
                "/articles/%2f",
                "/articles/%5c",
                "/articles/%25",
                "/articles/%ff",
                "/articles/%F0%9F%A9%BA",
                "/articles.json"
            })
    void findsNothingThere(String path) {
        var answer = api.as(Cast.EDITH, path).get();

        assertThat(answer.status()).isIn(400, 404);
        if (answer.status() == 404) {
            answer.expectProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/articles?limit=0",
                "/articles?limit=201",
                "/articles?limit=a",
                "/articles?limit=99999999999",
                "/articles?status=NONE",
                "/articles?cursor=%00",
                "/articles?cursor=AAAA",
                "/articles?cursor=4pyT",
                "/tasks?view=other",
                "/tasks?sort=other",
                "/tasks?article=other",
                "/tasks?cursor=AAAA"
            })
    void doesNotUnderstandTheQuestion(String path) {
        api.as(Cast.RAVI, path).get().expectProblem(422, "invalid-input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // after priority 1, the year 999999999 and an id
                "/tasks?cursor=MR8rOTk5OTk5OTk5LTAxLTAxVDAwOjAwHzAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA",
                "/articles?limit=",
                "/articles?q=%00",
                "/articles?q=%25%5C_%27%22",
                "/articles?q=%F0%9F%A9%BA",
                "/articles?q=%ED%A0%80",
                "/articles?q=%ff",
                "/articles?q=a&q=b",
                "/articles?unknown=1",
                "/tasks?specialty=%00",
                "/tasks?specialty=%27%20OR%201=1"
            })
    void findsWhatThereIs(String path) {
        var answer = api.as(Cast.RAVI, path).get();

        assertThat(answer.status()).as(answer::text).isIn(200, 400, 422);
    }

    @Test
    void doesNotSpeakThatWay() {
        api.as(Cast.EDITH, "/articles")
                .header("Content-Type", "application/xml")
                .method("POST", BodyPublishers.ofString("<a/>"))
                .expectProblem(415, "unsupported-media-type");
        api.as(Cast.EDITH, "/articles")
                .header("Content-Type", "no type at all")
                .method("POST", BodyPublishers.ofString("a"))
                .expectProblem(415, "unsupported-media-type");
        api.as(Cast.EDITH, "/articles")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("POST", BodyPublishers.ofString("a=b"))
                .expectProblem(415, "unsupported-media-type");
        api.as(Cast.EDITH, "/articles")
                .header("Accept", "application/xml")
                .get()
                .expectProblem(406, "not-acceptable");
        api.as(Cast.EDITH, "/articles")
                .method("PATCH", BodyPublishers.noBody())
                .expectProblem(405, "method-not-allowed");
        api.as(Cast.EDITH, "/articles").delete().expectProblem(405, "method-not-allowed");
    }

    @Test
    void isNotAForm() {
        for (var size : new int[] {100, 3_000_000}) {
            for (var method : new String[] {"POST", "PUT"}) {
                var answer =
                        api.as(Cast.EDITH, "/articles")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .method(
                                        method,
                                        BodyPublishers.ofInputStream(
                                                () ->
                                                        new ByteArrayInputStream(
                                                                utf8("a=" + "b".repeat(size)))));
                assertThat(answer.status()).as(answer::text).isIn(405, 413, 415);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\"",
                "\"\"",
                "W/\"\"",
                ",",
                ", ,",
                "\"a\" \"b\"",
                "\"*\"",
                "0",
                "null",
                "\"00000000-0000-0000-0000-000000000000-0\""
            })
    void isNotTheTag(String ifMatch) {
        var article = story.article();

        article.write(Cast.EDITH, "submission")
                .ifMatch(ifMatch)
                .post(Map.of("changeNote", "Please"))
                .expectProblem(412, "stale-precondition");
    }

    @Test
    void isTheTagAmongOthers() {
        var article = story.article();

        article.write(Cast.EDITH, "submission")
                .ifMatch("\"other\" , " + article.etag())
                .post(Map.of("changeNote", "Please"))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b c",
                "bearer x",
                "Basic !!!",
                "Basic OnBhc3N3b3Jk",
                "Digest x"
            })
    void isNobody(String authorization) {
        for (var path : List.of("/api/v1/articles", "/api/v1/tokens")) {
            api.anonymously(path)
                    .header("Authorization", authorization)
                    .post()
                    .expectProblem(401, "unauthenticated");
        }
    }

    private Api.Answer json(Story.Article article, byte[] body) {
        return article.write(Cast.EDITH, "submission")
                .ifMatch(article.etag())
                .header("Content-Type", "application/json")
                .method("POST", BodyPublishers.ofByteArray(body));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text with these bytes in place of the {@code @}. */
    private static byte[] invalidAt(String text, byte... bytes) {
        return text.replace("@", new String(bytes, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static BodyPublisher announced() {
        return BodyPublishers.fromPublisher(inChunks(), FIFTY_MEGABYTES);
    }

    private static BodyPublisher inChunks() {
        return BodyPublishers.ofInputStream(() -> new Spaces(FIFTY_MEGABYTES));
    }

    /** So many spaces, made while they are read. */
    private static final class Spaces extends InputStream {

        private long left;

        Spaces(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var read = (int) Math.min(left, length);
            java.util.Arrays.fill(bytes, offset, offset + read, (byte) ' ');
            left -= read;
            return read;
        }
    }
}
