package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.audit.RotateKey;
import org.imprimatur.log.Launcher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SignedCheckpoint.Standing;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** An application and its witness, two processes that know each other's keys; the witness is killed and comes back. */
class WitnessProcessTests {

    private static final String ORIGIN = "witnessed.example.org/log";

    @TempDir Path folder;

    private @Nullable Application application;
    private @Nullable Process witness;

    @AfterEach
    void end() {
        if (witness != null) {
            witness.destroy();
        }
        if (application != null) {
            application.stop();
        }
    }

    @Test
    void leavesProofsPendingWhileItIsAwayAndCatchesUp() throws IOException {
        var port = Application.freePort();
        var log = SigningKey.generate(ORIGIN);
        var signer = Files.createDirectories(folder.resolve("signer"));
        Files.writeString(signer.resolve("signer.key"), log.file());
        var key = startWitness(port, log.verifier());
        application =
                Application.start(
                        folder,
                        "--imprimatur.log.directory=" + signer,
                        "--imprimatur.log.origin=" + ORIGIN,
                        "--imprimatur.log.witness.url=http://127.0.0.1:" + port,
                        "--imprimatur.log.witness.key=" + key);
        var api = application.api;
        var seen = application.story().article().approved(Cast.RAVI, Cast.OLGA);
        assertThat(api.proven(seen.slug).get("proof").asString()).isEqualTo("covered");
        assertThat(newest(api).cosignedBy(key)).isPresent();

        var next =
                VerifierKey.parse(
                        RotateKey.in(
                                new MockEnvironment()
                                        .withProperty(
                                                "imprimatur.log.directory", signer.toString())));
        var waiting = application.story().article().approved(Cast.RAVI, Cast.OLGA);
        assertThat(api.proven(waiting.slug).get("proof").asString()).isEqualTo("covered");
        assertThat(newest(api).signedBy(next))
                .as("a key that the witness would not take waits")
                .isEqualTo(Standing.ABSENT);

        Objects.requireNonNull(witness).destroyForcibly().onExit().join();
        var article = application.story().article().approved(Cast.RAVI, Cast.OLGA);
        awaitCheckpointOver(api, article);
        assertThat(article.badge().get("status").asString()).isEqualTo("APPROVED");
        assertThat(article.badge().get("proof").asString()).isEqualTo("pending");
        assertThat(api.anonymously("/articles/" + article.slug).get().expect(200).text())
                .contains("Approved, proof pending")
                .doesNotContain("Medically reviewed");
        assertThat(seen.badge().get("proof").asString()).isEqualTo("covered");

        assertThat(startWitness(port, log.verifier(), next)).isEqualTo(key);
        assertThat(api.proven(article.slug).get("proof").asString()).isEqualTo("covered");
        assertThat(newest(api).cosignedBy(key)).isPresent();
        awaitTurn(api, next);
        var afterwards = application.story().article().approved(Cast.RAVI, Cast.OLGA);
        assertThat(api.proven(afterwards.slug).get("proof").asString()).isEqualTo("covered");
        assertThat(newest(api).signedBy(log.verifier())).isEqualTo(Standing.ABSENT);
        assertThat(
                        Fsck.of(application.root(), signer, Clock.systemUTC())
                                .run((_, _) -> {})
                                .verdict())
                .as("to whoever checks the whole")
                .isEqualTo("OK");
    }

    /** The log signs on, alone: a checkpoint that holds the approval is there, without the witness's line. */
    private void awaitCheckpointOver(Api api, Story.Article article) {
        var size =
                api
                                .as(Cast.OTTO, "/articles/" + article.id + "/history")
                                .get()
                                .expect(200)
                                .json()
                                .get("items")
                                .values()
                                .stream()
                                .mapToLong(entry -> entry.get("seq").asLong())
                                .max()
                                .orElseThrow()
                        + 1;
        var until = System.nanoTime() + 20_000_000_000L;
        while (newest(api).checkpoint().size() < size) {
            assertThat(System.nanoTime()).as("signed without a witness").isLessThan(until);
        }
    }

    private static void awaitTurn(Api api, VerifierKey next) {
        var until = System.nanoTime() + 20_000_000_000L;
        while (newest(api).signedBy(next) != Standing.VALID) {
            assertThat(System.nanoTime()).as("signed with the next key").isLessThan(until);
        }
    }

    private static SignedCheckpoint newest(Api api) {
        return SignedCheckpoint.parse(api.anonymously("/log/checkpoint").get().expect(200).text());
    }

    /** @return its key, as it prints it */
    private VerifierKey startWitness(int port, VerifierKey... logs) throws IOException {
        var state = Files.createDirectories(folder.resolve("witness"));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Launcher.class.getName(),
                                "witness",
                                "--listen",
                                "127.0.0.1:" + port,
                                "--state",
                                state.toString()));
        for (var log : logs) {
            command.addAll(List.of("--log", log.toString()));
        }
        witness = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        var output = witness.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("listening")) {
                return VerifierKey.parse(said.getFirst().substring("witness ".length()));
            }
        }
        throw new AssertionError("It did not start:\n" + String.join("\n", said));
    }
}
