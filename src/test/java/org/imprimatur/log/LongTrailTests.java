package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    private static final List<byte[]> HIDDEN =
            Stream.of(new UUID(7, 7), new UUID(8, 8), "APPROVE", REASON, "REVIEWER", Ledger.SESSION)
                    .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
                    .toList();

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
    @Tag("full")
    void ofAMillionEntriesTakesNotMuchLongerThanTheirHashes() throws Exception {
        var trail = trail(1_000_000, -1);
        verify("-Xmx512m", trail); // both runs read what is in the file cache

        var hashes = hash(trail);
        var run = verify("-Xmx512m", trail);
        var alone = verify("-Xmx512m", trail, "-XX:ActiveProcessorCount=1");
        var start = verify("-Xmx512m", trail(1, -1));

        assertThat(run.exit).isZero();
        System.out.printf(
                "10^6 entries, %d MiB: hashed in %.1f s, verified in %.1f s (%.1f times), on one core %.1f s"
                        + " (%.1f times); one entry in %.2f s%n",
                Files.size(trail) >> 20,
                seconds(hashes),
                seconds(run.wall),
                seconds(run.wall) / seconds(hashes),
                seconds(alone.wall),
                seconds(alone.wall) / seconds(hashes),
                seconds(start.wall));
    }

    /** What nobody can verify without: every leaf, the tree over them, and every hidden value. */
    private static Duration hash(Path trail) throws IOException {
        var began = System.nanoTime();
        var tree = new CompactRange();
        var salt = new byte[16];
        try (var in = Files.newInputStream(trail)) {
            var reader = new TrailExport.Reader(in);
            for (var part = reader.next(); part != null; part = reader.next()) {
                if (part instanceof TrailExport.Part.Entry(TrailEntry entry)) {
                    tree.append(Hasher.leaf(entry.leaf()));
                    for (var value : HIDDEN) {
                        var digest = Hasher.sha256();
                        digest.update(salt);
                        digest.digest(value);
                    }
                }
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
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

    private static TrailEntry entry(int seq, Instant time) {
        return Ledger.row(
                        seq,
                        time,
                        "RECOMMENDED",
                        Map.of(
                                "contentHash",
                                Ledger.CONTENT,
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
                        Map.of(
                                "actor",
                                new UUID(7, seq % 40).toString(),
                                "article",
                                new UUID(8, seq % 5_000).toString(),
                                "meaning",
                                "APPROVE",
                                "reason",
                                REASON,
                                "role",
                                "REVIEWER",
                                "signature",
                                Ledger.SESSION))
                .entry();
    }

    private static Run verify(String heap, Path trail, String... options) throws Exception {
        var classes =
                Path.of(
                        VerifyCommand.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        var began = System.nanoTime();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add(heap);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classes.toString(), Launcher.class.getName(), "verify"));
        command.addAll(List.of("--key", Ledger.KEY.verifier().toString(), trail.toString()));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), out, Duration.ofNanos(System.nanoTime() - began));
    }
}
