package org.imprimatur.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A small trail with its rows in the open, so that a test can do to them whatever a root session could. */
final class Ledger {

    static final String ORIGIN = "log.example/trail";
    static final SigningKey KEY = SigningKey.generate(ORIGIN);
    static final SigningKey WITNESS = SigningKey.generate("witness.example/w1");
    static final String ARTICLE = "0195f1a0-0000-7000-8000-000000000001";
    static final String CONTENT =
            "3f0a000000000000000000000000000000000000000000000000000000000191";

    /** A signature of before there were texts. */
    static final String SESSION = "0195f1a0-0000-7000-8000-00000000000a";

    private static final Set<String> ABOUT_ACCOUNTS =
            Set.of(
                    "PASSKEY_REGISTERED",
                    "PASSKEY_RENAMED",
                    "PASSKEY_REMOVED",
                    "REDACTION_REQUESTED",
                    "REDACTION_CONSENTED");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** One row of {@code leaf} and the row of {@code payload} beside it. */
    record Row(long seq, byte[] bytes, Hash hash, byte @Nullable [] payload) {

        Row at(long other) {
            return new Row(other, bytes, hash, payload);
        }

        Row withBytes(String other) {
            return new Row(seq, other.getBytes(StandardCharsets.UTF_8), hash, payload);
        }

        Row rehashed() {
            return new Row(seq, bytes, Hasher.leaf(bytes), payload);
        }

        Row withPayload(@Nullable String other) {
            return new Row(
                    seq,
                    bytes,
                    hash,
                    other == null ? null : other.getBytes(StandardCharsets.UTF_8));
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String disclosed() {
            return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
        }

        TrailEntry entry() {
            return new TrailEntry(seq, hash, bytes, payload);
        }
    }

    record Stored(long size, String note) {}

    final List<Row> rows = new ArrayList<>();
    final List<Stored> checkpoints = new ArrayList<>();
    final List<VerifierKey> keys = new ArrayList<>(List.of(KEY.verifier()));
    long begun = Long.MAX_VALUE;
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /** Some events of an article, each signed within a second, cosigned by the witness. */
    static Ledger of(int events) {
        var ledger = new Ledger();
        for (var i = 0; i < events; i++) {
            ledger.pass(Duration.ofMinutes(10)).verdict();
            ledger.pass(Duration.ofSeconds(1)).sign();
        }
        return ledger;
    }

    Ledger pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Ledger verdict() {
        return append(
                "RECOMMENDED",
                Map.of("revision", 2, "contentHash", CONTENT, "round", 1),
                Map.of(
                        "actor", "grace",
                        "article", ARTICLE,
                        "meaning", "APPROVE",
                        "signature", SESSION,
                        "reason", "Gründlich, „sauber“ belegt.\n🙂"));
    }

    /** With what every entry of that action has and a test says nothing of, but for its signature. */
    Ledger append(String action, Map<String, Object> clear, Map<String, String> hidden) {
        var shown = new LinkedHashMap<>(clear);
        var told = new LinkedHashMap<>(hidden);
        BiConsumer<String, String> hide =
                (name, value) -> {
                    if (!shown.containsKey(name)) {
                        told.putIfAbsent(name, value);
                    }
                };
        hide.accept("actor", "ada");
        if (ABOUT_ACCOUNTS.contains(action)) {
            hide.accept("subject", "grace");
        } else if (!action.equals("REDACTED")
                && !action.contains("LOG_")
                && !action.contains("KEY_")) {
            shown.putIfAbsent("revision", 2);
            shown.putIfAbsent("round", 1);
            shown.putIfAbsent("number", 1);
            hide.accept("article", ARTICLE);
            hide.accept("meaning", "APPROVE");
            if (!told.containsKey("contentHash")) {
                shown.putIfAbsent("contentHash", CONTENT);
            }
        }
        return appendAsIs(action, shown, told);
    }

    /** Whatever it may lack. */
    Ledger appendAsIs(String action, Map<String, Object> clear, Map<String, String> hidden) {
        rows.add(row(rows.size(), now, action, clear, hidden));
        return this;
    }

    static Row row(
            long seq,
            Instant time,
            String action,
            Map<String, Object> clear,
            Map<String, String> hidden) {
        var leaf =
                new StringBuilder("{\"schema\":\"imprimatur/1\",\"time\":\"" + TIME.format(time));
        leaf.append("\",\"id\":\"0195f1a0-0000-7000-8000-").append("%012d".formatted(seq));
        leaf.append("\",\"action\":\"").append(action).append('"');
        clear.forEach(
                (name, value) ->
                        leaf.append(",\"")
                                .append(name)
                                .append("\":")
                                .append(value instanceof Number ? value : "\"" + value + "\""));
        var payload = new ArrayList<String>();
        hidden.forEach(
                (name, value) -> {
                    var salt = HexFormat.of().formatHex(salt(seq, name));
                    leaf.append(",\"")
                            .append(name)
                            .append("\":\"")
                            .append(ExaminedEntry.commitment(salt, value))
                            .append('"');
                    payload.add(
                            "\"%s\":{\"salt\":\"%s\",\"value\":\"%s\"}"
                                    .formatted(name, salt, escaped(value)));
                });
        var bytes = leaf.append('}').toString().getBytes(StandardCharsets.US_ASCII);
        return new Row(
                seq,
                bytes,
                Hasher.leaf(bytes),
                ("{" + String.join(",", payload) + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** As the two who have to agree on it make it happen. */
    Ledger redact(int seq) {
        var request = "request " + rows.size();
        return asked(request).consented(request, "otto").redacted(request, seq);
    }

    Ledger asked(String request) {
        return append("REDACTION_REQUESTED", Map.of("request", request), hidden("actor", "ada"));
    }

    Ledger consented(String request, String second) {
        return append(
                "REDACTION_CONSENTED",
                Map.of("request", request, "correlation", request),
                hidden("actor", second, "requester", "ada"));
    }

    Ledger redacted(String correlation, int seq) {
        append(
                "REDACTED",
                Map.of("redacted", seq, "correlation", correlation),
                hidden("actor", "otto"));
        rows.set(seq, rows.get(seq).withPayload("{}"));
        return this;
    }

    Ledger rotated(SigningKey next) {
        return rotated(next, KEY.handOver(next.verifier()));
    }

    /** Says that the log goes on under another key, and whoever made this statement. */
    Ledger rotated(SigningKey next, String handOver) {
        return append(
                "KEY_ROTATED",
                Map.of("fromKey", KEY.verifier(), "toKey", next.verifier(), "handover", handOver),
                Map.of());
    }

    Ledger sign() {
        return sign(KEY);
    }

    /** Whoever has the key signs whatever is there. */
    Ledger sign(SigningKey key) {
        var checkpoint = new Checkpoint(key.verifier().name(), rows.size(), root(rows.size()));
        checkpoints.add(
                new Stored(
                        rows.size(),
                        key.sign(checkpoint)
                                .with(key.cosign(checkpoint, now))
                                .with(WITNESS.cosign(checkpoint, now))
                                .toString()));
        return this;
    }

    Hash root(int size) {
        return Trees.root(
                rows.subList(0, size).stream().map(row -> Hasher.leaf(row.bytes())).toList());
    }

    String newest() {
        return checkpoints.getLast().note();
    }

    TlogProof proof(int seq) {
        var tree = Trees.subtrees(rows.stream().map(Row::hash).toList());
        var checkpoint = SignedCheckpoint.parse(newest());
        return new TlogProof(
                TrailExport.extra(keys, rows.get(seq).entry()),
                seq,
                tree.inclusion(seq, checkpoint.checkpoint().size()).path(),
                checkpoint);
    }

    byte[] export() {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer =
                    new TrailExport.Writer(
                            bytes, keys, List.of(WITNESS.verifier().asCosigner()), begun);
            var next = 0;
            for (var row : rows.stream().sorted(Comparator.comparingLong(Row::seq)).toList()) {
                while (next < checkpoints.size() && checkpoints.get(next).size() <= row.seq()) {
                    write(writer, checkpoints.get(next++));
                }
                writer.entry(row.entry());
            }
            while (next < checkpoints.size()) {
                write(writer, checkpoints.get(next++));
            }
            writer.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(TrailExport.Writer writer, Stored checkpoint) throws IOException {
        writer.checkpoint(checkpoint.size(), checkpoint.note());
    }

    private static byte[] salt(long seq, String name) {
        var salt = Hasher.leaf((seq + name).getBytes(StandardCharsets.US_ASCII)).bytes();
        return Arrays.copyOf(salt, 16);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** In the order given, which {@link Map#of} does not keep. */
    static Map<String, String> hidden(String... namesAndValues) {
        var hidden = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            hidden.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return hidden;
    }
}
