package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, as a log meets it. */
@DisplayName("A witness")
class WitnessTests {

    private static final SigningKey LOG = SigningKey.generate("log.example/trail");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private final List<Hash> leaves = Trees.leaves(20);
    private final Subtrees tree = Trees.subtrees(leaves);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        start(LOG.verifier().toString());
    }

    private void start(String logs) throws IOException {
        server =
                WitnessCommand.start(
                        List.of(
                                "--listen",
                                "127.0.0.1:0",
                                "--state",
                                folder.toString(),
                                "--name",
                                "witness.example/w1",
                                "--log",
                                logs),
                        () -> NOON,
                        new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void cosignsWhatOnlyGrew() throws Exception {
        for (var size : List.of(0, 1, 8, 8, 13, 20)) {
            var answer = send(request(seen(), size));

            assertThat(answer.statusCode()).isEqualTo(200);
            var cosigned = SignedCheckpoint.parse(signed(size) + answer.body());
            assertThat(cosigned.cosignedBy(key())).contains(NOON);
            assertThat(seen()).isEqualTo((long) size);
        }
    }

    @Test
    void saysWhatItHasSeenToWhoDoesNotKnow() throws Exception {
        send(request(0, 8));

        var answer = send(request(0, 13));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("8\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(send(request(7, 13)).statusCode()).isEqualTo(409);
        assertThat(seen()).isEqualTo(8);
    }

    /** As a file of settings names them, in which one option has one value. */
    @Test
    void knowsSeveralKeysOfOneOption() throws Exception {
        var next = SigningKey.generate("log.example/next");
        stop();
        start(LOG.verifier() + "  " + next.verifier());

        for (var key : List.of(LOG, next)) {
            var checkpoint = new Checkpoint(key.verifier().name(), 8, tree.root(8));
            assertThat(send("old 0\n\n" + key.sign(checkpoint)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotCosignAnotherHistory() throws Exception {
        send(request(0, 8));
        var other = new Checkpoint("log.example/trail", 13, Trees.flipped(tree.root(13), 9));
        assertThat(send("old 8\n" + proof(8, 13) + "\n" + LOG.sign(other)).statusCode())
                .isEqualTo(422);
        var same = new Checkpoint("log.example/trail", 8, Trees.flipped(tree.root(8), 9));
        assertThat(send("old 8\n\n" + LOG.sign(same)).statusCode()).isEqualTo(422);
        assertThat(send("old 7\n\n" + LOG.sign(same)).statusCode()).isEqualTo(409);
        assertThat(send("old 8\n\n" + signed(13)).statusCode()).isEqualTo(422);
        assertThat(send("old 8\n" + proof(8, 13) + "\n" + signed(8)).statusCode()).isEqualTo(422);
        assertThat(seen()).isEqualTo(8);
    }

    @Test
    void doesNotCosignABeginningThatIsNone() throws Exception {
        assertThat(send("old 0\n" + proof(8, 13) + "\n" + signed(13)).statusCode()).isEqualTo(422);
        var notEmpty = new Checkpoint("log.example/trail", 0, tree.root(1));
        assertThat(send("old 0\n\n" + LOG.sign(notEmpty)).statusCode()).isEqualTo(422);
        assertThat(seen()).isZero();
    }

    @Test
    void knowsOnlyItsLogs() throws Exception {
        var elsewhere = SigningKey.generate("log.example/other");
        var checkpoint = new Checkpoint("log.example/other", 1, tree.root(1));
        assertThat(send("old 0\n\n" + elsewhere.sign(checkpoint)).statusCode()).isEqualTo(404);
        var impostor = SigningKey.generate("log.example/trail");
        var mine = new Checkpoint("log.example/trail", 1, tree.root(1));
        assertThat(send("old 0\n\n" + impostor.sign(mine)).statusCode()).isEqualTo(403);
        assertThat(send("old 0\n\n" + signed(1).replace("\n1\n", "\n2\n")).statusCode())
                .isEqualTo(403);
        var line = SignedCheckpoint.parse(signed(2)).note().signatures().getFirst();
        assertThat(send("old 0\n\n" + LOG.sign(mine).with(line)).statusCode())
                .as("one line of two is false")
                .isEqualTo(403);
        assertThat(
                        send("old 0\n\n"
                                        + LOG.sign(mine)
                                                .with(
                                                        impostor.sign(mine)
                                                                .note()
                                                                .signatures()
                                                                .getFirst()))
                                .statusCode())
                .as("a line of an unknown key")
                .isEqualTo(200);
    }

    @Test
    void readsNothingButRequests() throws Exception {
        for (var body :
                List.of(
                        "",
                        "old 0",
                        "old 0\n",
                        "old 0\n" + signed(1),
                        "old\n\n" + signed(1),
                        "old 00\n\n" + signed(1),
                        "old -1\n\n" + signed(1),
                        "old 2\n\n" + signed(1),
                        "new 0\n\n" + signed(1),
                        "old 0\nnohash\n\n" + signed(1),
                        "old 0\n"
                                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64)
                                + "\n"
                                + signed(1),
                        "old 0\n\nlog.example/trail\n1\n",
                        "x".repeat(100_000))) {
            assertThat(send(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(seen()).isZero();
    }

    @Test
    void showsMonitorsTheNewest() throws Exception {
        var path = "/" + WitnessState.name("log.example/trail") + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        send(request(0, 8));

        var newest = SignedCheckpoint.parse(get(path).body());

        assertThat(newest.checkpoint().size()).isEqualTo(8);
        assertThat(newest.cosignedBy(key())).contains(NOON);
        assertThat(newest.signedBy(LOG.verifier())).isEqualTo(SignedCheckpoint.Standing.VALID);
        assertThat(get("/" + WitnessState.name("other") + "/checkpoint").statusCode())
                .isEqualTo(404);
    }

    @Test
    void remembersWhenItIsStartedAgain() throws Exception {
        send(request(0, 8));
        var key = key();
        stop();
        start();

        assertThat(send(request(0, 13)).body()).isEqualTo("8\n");
        assertThat(send(request(8, 13)).statusCode()).isEqualTo(200);
        assertThat(key()).isEqualTo(key);
    }

    @Test
    void doesNotBeginAnewWithWhatItCannotRead() throws Exception {
        send(request(0, 8));
        var file = folder.resolve(WitnessState.name("log.example/trail") + ".checkpoint");
        Files.writeString(file, "half a check");

        assertThat(send(request(0, 13)).statusCode()).isEqualTo(500);
        assertThat(Files.readString(file)).isEqualTo("half a check");
    }

    /** T18, of a witness: what it saw is lost, and that it saw something is not. */
    @Test
    void doesNotBeginAnewWithWhatItHasLost() throws Exception {
        send(request(0, 8));
        Files.delete(folder.resolve(WitnessState.name("log.example/trail") + ".checkpoint"));

        assertThat(send(request(0, 13)).statusCode()).isEqualTo(500);
        stop();
        start();
        assertThat(send(request(0, 13)).statusCode()).isEqualTo(500);
    }

    @Test
    void keepsItsKeyToItself() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("witness.key"))))
                .isEqualTo("r--------");
    }

    @Test
    void startsOnlyAsItIsCalled() {
        var key = LOG.verifier().toString();
        for (var arguments :
                List.of(
                        List.<String>of(),
                        List.of("--listen", "127.0.0.1:0", "--state", folder.toString()),
                        List.of("--listen", "127.0.0.1:0", "--log", key),
                        List.of("--state", folder.toString(), "--log", key),
                        List.of("--listen", "0", "--state", folder.toString(), "--log", key),
                        List.of(
                                "--listen",
                                "127.0.0.1:x",
                                "--state",
                                folder.toString(),
                                "--log",
                                key),
                        List.of(
                                "--listen",
                                "127.0.0.1:0",
                                "--state",
                                folder.toString(),
                                "--log",
                                "key"),
                        List.of(
                                "--listen",
                                "127.0.0.1:99999",
                                "--state",
                                folder.toString(),
                                "--log",
                                key),
                        List.of("--nonsense", "1"))) {
            assertThatExceptionOfType(Unreadable.class)
                    .as(arguments.toString())
                    .isThrownBy(() -> WitnessCommand.start(arguments, () -> NOON, System.out));
        }
    }

    /** Killed without warning, in a process of its own, and started again. */
    @Test
    void forgetsNothingWhenItIsKilled() throws Exception {
        stop();
        var process = child();
        assertThat(send(request(0, 8)).statusCode()).isEqualTo(200);
        process.destroyForcibly().waitFor();

        var again = child();
        try {
            assertThat(send(request(0, 13)).body()).isEqualTo("8\n");
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    private int port = -1;

    private Process child() throws IOException {
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
                                "witness",
                                "--listen",
                                "127.0.0.1:0",
                                "--state",
                                folder.toString(),
                                "--log",
                                LOG.verifier().toString())
                        .redirectErrorStream(true)
                        .start();
        var out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("witness " + key());
        var listening = out.readLine();
        port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
        return process;
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri("/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + (port < 0 ? server.getAddress().getPort() : port) + path);
    }

    private String request(long old, int size) {
        return "old " + old + "\n" + proof(old, size) + "\n" + signed(size);
    }

    private String proof(long old, long size) {
        var lines = new ArrayList<String>();
        tree.consistency(old, size).path().forEach(hash -> lines.add(hash + "\n"));
        return String.join("", lines);
    }

    private String signed(int size) {
        return LOG.sign(new Checkpoint("log.example/trail", size, tree.root(size))).toString();
    }

    private long seen() throws IOException {
        return new WitnessState(folder)
                .newest("log.example/trail")
                .map(newest -> newest.checkpoint().size())
                .orElse(0L);
    }

    private VerifierKey key() throws IOException {
        return SigningKey.parse(
                        Files.readString(folder.resolve("witness.key"), StandardCharsets.UTF_8))
                .verifier()
                .asCosigner();
    }
}
