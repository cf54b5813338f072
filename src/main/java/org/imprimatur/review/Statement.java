package org.imprimatur.review;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Factor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person is about to sign: who they are, what they say, and of which text.
 *
 * @param task null for a decision
 * @param number 1 for a verdict, more for its corrections
 * @param meaning name of the verdict or of the outcome
 * @param words all that is said beside it; null where nothing is
 */
record Statement(
        RoundRef round,
        @Nullable TaskId task,
        int number,
        Actor by,
        String signedAs,
        String meaning,
        @Nullable String words) {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The bytes that are signed: a flat JSON object without blanks, its names in order. What it shares with the entry of the
     * trail has the same name and value there, so that it can stand in no other entry.
     *
     * @param nonce a random one: no two signatures are given for the same text
     */
    String text(UUID nonce, Instant at, String zone, Factor factor) {
        return text(nonce.toString(), MICROSECONDS.format(at), zone, factor);
    }

    /**
     * Whether this is what the text says, be it from another moment.
     *
     * @param text that {@link #text} once made
     */
    boolean isSaidBy(String text, Factor factor) {
        var kept = JSON.readTree(text);
        return text.equals(
                text(
                        kept.path("nonce").asString(""),
                        kept.path("signedAt").asString(""),
                        kept.path("zone").asString(""),
                        factor));
    }

    static Instant signedAt(String text) {
        return Instant.parse(JSON.readTree(text).path("signedAt").asString(""));
    }

    private String text(String nonce, String signedAt, String zone, Factor factor) {
        var members = new TreeMap<String, Object>();
        members.put("actor", by.username());
        members.put("article", round.article().toString());
        members.put("contentHash", round.contentHash().hex());
        members.put("factors", factor.name());
        members.put("meaning", meaning);
        members.put("name", signedAs);
        members.put("nonce", nonce);
        members.put("number", number);
        members.put(
                "reasonHash",
                ContentHash.of(
                                Objects.requireNonNullElse(words, "")
                                        .getBytes(StandardCharsets.UTF_8))
                        .hex());
        members.put("revision", round.revision());
        members.put("role", Objects.requireNonNull(by.role()).name());
        members.put("round", round.number());
        members.put("signedAt", signedAt);
        if (task != null) {
            members.put("task", task.toString());
        }
        members.put("zone", zone);
        return JSON.writeValueAsString(members);
    }
}
