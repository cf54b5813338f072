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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

    private record Answer(int status, String body) {}

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
                    var body = answer.body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(answer.status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
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

    private Verdict refusal() {
        return catchThrowableOfType(Unsignable.class, this::cosign).verdict();
    }

    private SignedCheckpoint cosign() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new WitnessClient(address, WITNESS.verifier())
                .cosign(LOG.sign(new Checkpoint("log.example/trail", 1, LEAF)), 0, (_, _) -> LEAF);
    }
}
