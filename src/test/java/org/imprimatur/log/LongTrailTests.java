package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as its user does, in a virtual machine of its own with a bounded heap. */
@DisplayName("The verification of a long trail")
class LongTrailTests {

    /** A thousand entries a second, signed every second. */
    private static final int BETWEEN_CHECKPOINTS = 1_000;

    private static final String REASON = "The sources carry what the text says, in all sections.";

    private static final int ROUND = 7;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @TempDir Path folder;

    private record Run(int exit, String out, Duration wall) {}

    @Test
    void needsNoMoreMemoryForMoreEntries() throws Exception {
        var trail = trail(40_000, -1);

        assertThat(Files.size(trail)).isGreaterThan(32 << 20);
        assertThat(verify("-Xmx32m", trail).out).startsWith("OK\n40000 entries, 40 checkpoints\n");
    }

    @Test
    void namesTheOneEntryThatWasChanged() throws Exception {
        var run = verify("-Xmx32m", trail(5_000, 3_210));

        assertThat(run.out).startsWith("LEAF_MISMATCH seq 3210: ");
        assertThat(run.exit).isEqualTo(1);
    }

    @Test
    void takesNotVastlyLongerThanTheHashes() throws Exception {
        assertThat(timesTheHashesOf(40_000, 1)).isLessThan(10);
    }

    @Test
    @Tag("full")
    void ofAMillionEntriesTakesNotMuchLongerThanTheirHashes() throws Exception {
        assertThat(timesTheHashesOf(1_000_000, 3)).isLessThanOrEqualTo(3);
    }

    /** How many times as long as reading the file and hashing what is in it. */
    private double timesTheHashesOf(int entries, int each) throws Exception {
        var trail = trail(entries, -1);
        verify("-Xmx512m", trail); // all runs read what is in the file cache

        var hashes = new ArrayList<Run>();
        var runs = new ArrayList<Run>();
        var alone = new ArrayList<Run>();
        for (var i = 0; i < each; i++) {
            hashes.add(hashed(trail));
            runs.add(verify("-Xmx512m", trail));
            alone.add(verify("-Xmx512m", trail, "-XX:ActiveProcessorCount=1"));
        }

        assertThat(runs).allMatch(run -> run.exit == 0);
        System.out.printf(
                "%,d entries, %d MiB, medians of %d: hashed in %.1f s, verified in %.1f s (%.1f times), on one core"
                        + " %.1f s (%.1f times)%n",
                entries,
                Files.size(trail) >> 20,
                each,
                median(hashes),
                median(runs),
                median(runs) / median(hashes),
                median(alone),
                median(alone) / median(hashes));
        return median(runs) / median(hashes);
    }

    @Test
    void ofOneProofTakesNoTimeThatAnybodyWaits() throws Exception {
        assertThat(secondsOfOneProof(3)).isLessThan(2);
    }

    @Test
    @Tag("full")
    void ofOneProofTakesAMoment() throws Exception {
        assertThat(secondsOfOneProof(9)).isLessThanOrEqualTo(0.2);
    }

    /** Beside what the virtual machine takes to start. */
    private double secondsOfOneProof(int each) throws Exception {
        var proof = proof();
        var runs = new ArrayList<Run>();
        var starts = new ArrayList<Run>();
        for (var i = 0; i < each; i++) {
            runs.add(verify("-Xmx512m", proof));
            starts.add(run(List.of("-cp", classes(LongTrailTests.class), Empty.class.getName())));
        }

        assertThat(runs).allMatch(run -> run.out.startsWith("OK\n"));
        System.out.printf(
                "One proof, medians of %d: %.3f s, of which the virtual machine takes %.3f s to start%n",
                each, median(runs), median(starts));
        return median(runs) - median(starts);
    }

    /** What a virtual machine takes that does nothing. */
    static final class Empty {

        private Empty() {}

        public static void main(String[] arguments) {}
    }

    private static double median(List<Run> runs) {
        return runs.stream()
                .mapToDouble(run -> seconds(run.wall))
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** In a virtual machine of its own, as the verifier is. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(hash(Path.of(arguments[0])));
    }

    /** What nobody can verify without: every leaf, the tree over them, and every hidden value. */
    private static Hash hash(Path trail) throws IOException {
        var tree = new CompactRange();
        var salt = new byte[16];
        var hidden = new ArrayList<List<byte[]>>();
        for (var seq = 0; seq < ROUND; seq++) {
            hidden.add(
                    ExaminedEntry.of(entry(seq, Instant.EPOCH), true).disclosed().values().stream()
                            .map(Encoding::utf8)
                            .toList());
        }
        try (var in = Files.newInputStream(trail)) {
            var reader = new TrailExport.Reader(in);
            for (var part = reader.next(); part != null; part = reader.next()) {
                if (part instanceof TrailExport.Part.Entry(TrailEntry entry)) {
                    tree.append(Hasher.leaf(entry.leaf()));
                    for (var value : hidden.get((int) (entry.seq() % ROUND))) {
                        var digest = Hasher.sha256();
                        digest.update(salt);
                        digest.digest(value);
                    }
                }
            }
        }
        return tree.root();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    /** A proof file of an approval, as a reader has it. */
    private Path proof() throws IOException {
        return Files.writeString(
                folder.resolve("one.tlog-proof"), Ledger.of(3).proof(1).toString());
    }

    private Path trail(int entries, int changed) throws IOException {
        var file = folder.resolve(entries + ".trail");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var writer =
                    new TrailExport.Writer(
                            out, List.of(Ledger.KEY.verifier()), List.<VerifierKey>of());
            var tree = new CompactRange();
            var time = Instant.parse("2026-03-01T12:00:00Z");
            for (var seq = 0; seq < entries; seq++) {
                time = time.plusMillis(1);
                var entry = entry(seq, time);
                tree.append(entry.hash());
                if (seq == changed) {
                    entry.leaf()[100] ^= 1;
                }
                writer.entry(entry);
                if (tree.size() % BETWEEN_CHECKPOINTS == 0 || tree.size() == entries) {
                    var checkpoint = new Checkpoint(Ledger.ORIGIN, tree.size(), tree.root());
                    writer.checkpoint(
                            tree.size(),
                            Ledger.KEY
                                    .sign(checkpoint)
                                    .with(Ledger.KEY.cosign(checkpoint, time))
                                    .toString());
                }
            }
            writer.end();
        }
        return file;
    }

    /** Of one article after the other a whole round, with two signed verdicts. */
    private static TrailEntry entry(int seq, Instant time) {
        return switch (seq % ROUND) {
            case 0 -> entry(seq, time, "ROUND_OPENED", "system", "quorum", "2", "slots", "a,b");
            case 1 -> entry(seq, time, "CLAIMED", "ravi", "role", "REVIEWER");
            case 2 -> entry(seq, time, "CLAIMED", "olga", "role", "REVIEWER");
            case 3 -> signed(seq, time, "ravi");
            case 4 -> signed(seq, time, "olga");
            case 5 -> entry(seq, time, "DECIDED", "system", "meaning", "APPROVE");
            default -> entry(seq, time, "APPROVED", "system");
        };
    }

    private static TrailEntry signed(int seq, Instant time, String actor) {
        var text =
                "{\"article\":\"%s\",\"contentHash\":\"%s\",\"meaning\":\"APPROVE\",\"name\":\"Dr %s\",\"nonce\":\"%d\",\"revision\":2,\"round\":1,\"signedAt\":\"%s\"}"
                        .formatted(article(seq), content(seq), actor, seq, MICROS.format(time));
        return entry(
                seq,
                time,
                "RECOMMENDED",
                actor,
                "meaning",
                "APPROVE",
                "name",
                "Dr " + actor,
                "reason",
                REASON,
                "role",
                "REVIEWER",
                "signature",
                text);
    }

    private static TrailEntry entry(
            int seq, Instant time, String action, String actor, String... more) {
        var hidden = new LinkedHashMap<>(Ledger.hidden(more));
        hidden.put("actor", actor);
        hidden.put("article", article(seq));
        return Ledger.row(
                        seq,
                        time,
                        action,
                        Map.of(
                                "contentHash",
                                content(seq),
                                "correlation",
                                new UUID(seq, 7),
                                "number",
                                1,
                                "policy",
                                3,
                                "process",
                                "editorial-review:2",
                                "revision",
                                2,
                                "round",
                                1),
                        hidden)
                .entry();
    }

    private static String article(int seq) {
        return new UUID(8, seq / ROUND).toString();
    }

    private static String content(int seq) {
        return "%064x".formatted(seq / ROUND);
    }

    private static Run verify(String heap, Path trail, String... options) throws Exception {
        var command = new ArrayList<>(List.of(heap));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", classes(VerifyCommand.class), Launcher.class.getName(), "verify"));
        command.addAll(List.of("--key", Ledger.KEY.verifier().toString(), trail.toString()));
        return run(command);
    }

    private static Run hashed(Path trail) throws Exception {
        var run =
                run(
                        List.of(
                                "-Xmx512m",
                                "-cp",
                                classes(VerifyCommand.class)
                                        + File.pathSeparator
                                        + classes(LongTrailTests.class),
                                LongTrailTests.class.getName(),
                                trail.toString()));
        assertThat(run.exit).isZero();
        return run;
    }

    private static String classes(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static Run run(List<String> arguments) throws Exception {
        var began = System.nanoTime();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(arguments);
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), out, Duration.ofNanos(System.nanoTime() - began));
    }
}
