package org.imprimatur.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a witness answers")
class WitnessClientTests {

    private static final SigningKey LOG = SigningKey.generate("log.example/trail");
    private static final SigningKey WITNESS = SigningKey.generate("witness.example/w1");
    private static final Hash LEAF = Hasher.leaf(new byte[0]);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** No status: the head of a 200, and no body. */
    private static final int STALLED = -1;

    private record Answer(int status, String body) {}

    private final CountDownLatch leave = new CountDownLatch(1);

    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/add-checkpoint",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    var answer = answers.remove();
                    if (answer.status == STALLED) {
                        exchange.sendResponseHeaders(200, 100);
                        awaitLeave();
                        return;
                    }
                    var body = answer.body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(answer.status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private void awaitLeave() {
        try {
            leave.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        leave.countDown();
        server.stop(0);
    }

    @Test
    void isAForkIfItHasSeenAnotherLog() {
        answers.add(new Answer(422, "the log did not grow\n"));

        assertThat(refusal()).isEqualTo(Verdict.FORK);
    }

    @Test
    void isAForkIfItRefusesTheSizeThatItNamesItself() {
        answers.addAll(List.of(new Answer(409, "1\n"), new Answer(409, "1\n")));

        assertThat(refusal()).isEqualTo(Verdict.FORK);
    }

    @Test
    void isARollbackIfItHasSeenMore() {
        answers.add(new Answer(409, "7\n"));

        assertThat(refusal()).isEqualTo(Verdict.ROLLBACK);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500, 503})
    void isAnAbsenceOtherwise(int status) {
        answers.add(new Answer(status, "not now\n"));

        assertThatExceptionOfType(WitnessClient.Refused.class).isThrownBy(this::cosign);
    }

    /** It may have a new key as well as its old one; only the known one's line may enter a note that is stored. */
    @Test
    void isTakenByTheKnownKeyAlone() {
        var stranger = SigningKey.generate("witness.example/w2");
        answers.add(new Answer(200, line(stranger) + line(WITNESS)));

        var cosigned = cosign();

        assertThat(cosigned.cosignedBy(WITNESS.verifier().asCosigner())).isPresent();
        assertThat(cosigned.note().signatures()).hasSize(2);
    }

    @Test
    void isAnAbsenceIfItIsNotByTheKnownKey() {
        answers.add(new Answer(200, line(SigningKey.generate("witness.example/w2"))));

        assertThatExceptionOfType(WitnessClient.Refused.class).isThrownBy(this::cosign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cosigned", "— witness.example/w1 !\n"})
    void isAnAbsenceIfItIsNoSignature(String body) {
        answers.add(new Answer(200, body));

        assertThatExceptionOfType(WitnessClient.Refused.class).isThrownBy(this::cosign);
    }

    @Test
    void isAnAbsenceIfItHasNoEnd() {
        answers.add(new Answer(200, "x".repeat(1 << 20)));

        assertThatExceptionOfType(WitnessClient.Refused.class).isThrownBy(this::cosign);
    }

    /** A proof file has 4 KB, and a note 64 lines. */
    @Test
    void isOneLineHoweverManyItSends() {
        answers.add(new Answer(200, line(WITNESS).repeat(60)));

        assertThat(cosign().note().signatures()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "many", "9223372036854775808"})
    void isAnAbsenceIfItNamesNoSize(String size) {
        answers.add(new Answer(409, size + "\n"));

        assertThatExceptionOfType(WitnessClient.Refused.class).isThrownBy(this::cosign);
    }

    /** The head of an answer, and then nothing. */
    @Test
    void isAnAbsenceIfItNeverComes() {
        answers.add(new Answer(STALLED, ""));

        assertThatExceptionOfType(WitnessClient.Refused.class)
                .isThrownBy(this::cosign)
                .withMessageContaining("Timeout");
        leave.countDown();
    }

    private static String line(SigningKey witness) {
        var checkpoint = new Checkpoint("log.example/trail", 1, LEAF);
        return witness.cosign(checkpoint, NOW).line() + "\n";
    }

    private Verdict refusal() {
        return catchThrowableOfType(Unsignable.class, this::cosign).verdict();
    }

    private SignedCheckpoint cosign() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new WitnessClient(address, WITNESS.verifier(), Duration.ofSeconds(1))
                .cosign(LOG.sign(new Checkpoint("log.example/trail", 1, LEAF)), 0, (_, _) -> LEAF);
    }
}
