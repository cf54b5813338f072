package org.imprimatur.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A witness that says what it likes, of the time above all. The verifier must never blame the log for it. */
@SystemTest
@DisplayName("What a witness says")
class CosigningTests {

    private static final SigningKey WITNESS = SigningKey.generate("witness.example/w1");
    private static final VerifierKey KEY = WITNESS.verifier().asCosigner();

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationEventPublisher events;

    /** How far the witness's clock is ahead of ours, by the size it is asked about. */
    private final Map<Long, Long> ahead = new HashMap<>();

    private boolean refuses;
    private HttpServer server;
    private Tampering root;

    @BeforeEach
    void start() throws IOException, SQLException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/add-checkpoint",
                exchange -> {
                    var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    var asked =
                            SignedCheckpoint.parse(request.substring(request.indexOf("\n\n") + 2))
                                    .checkpoint();
                    var at = Instant.now().plusSeconds(ahead.getOrDefault(asked.size(), 0L));
                    var answer = (WITNESS.cosign(asked, at).line() + "\n").getBytes(UTF_8);
                    exchange.sendResponseHeaders(refuses ? 422 : 200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        signer.stop();
        story.article().submit();
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
    }

    @AfterEach
    void stop() throws SQLException {
        root.close();
        server.stop(0);
        endLease();
        signer.start();
    }

    @Test
    void isKeptIfItIsOfThisMoment() {
        ask();

        assertThat(newest().cosignedBy(KEY)).isPresent();
        assertThat(isCovered()).isTrue();
    }

    /** Away for an hour, in which nothing happened. */
    @Test
    void isKeptHoweverOldTheCheckpointIsIfNothingFollowedIt() {
        makeOlder(newest().checkpoint().size() - 1, 3_600);

        ask();

        assertThat(isCovered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 29, 60, 200_000_000_000L})
    void isLetGoIfItIsOfAnotherTime(long seconds) {
        ahead.put(newest().checkpoint().size(), seconds);

        ask();

        assertIsLetGo();
    }

    /** After 4.3 s, in which entries came, and with a clock that is 29 s ahead. */
    @Test
    void isLetGoIfEntriesCameMeanwhile() {
        appendBehind(4);
        ahead.put(newest().checkpoint().size(), 29L);

        ask();

        assertIsLetGo();
    }

    /** It refused for 45 s, and what it says now is right; but not of what was signed before. */
    @Test
    void isLetGoIfItComesTooLateForWhatFollows() {
        appendBehind(45);

        ask();

        assertIsLetGo();
    }

    /** As above, by the signer itself: the log goes on, and the next checkpoint is covered. */
    @Test
    void isAskedForAgainOverWhatFollowed() throws SQLException {
        endLease();
        var cosigning = cosigning(jdbc);
        var witnessed =
                new Signer(settings, jdbc, transactions, new TrailTree(jdbc), cosigning, events);
        refuses = true;
        story.article().submit();
        witnessed.advance();
        assertThat(witnessed.refusal().orElseThrow().verdict()).isEqualTo(Verdict.FORK);
        root.undo();
        var refused = newest();
        var size = refused.checkpoint().size();
        var approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        witnessed.advance();
        root.undo();
        assertThat(newest()).hasToString(refused.toString());

        refuses = false;
        ahead.put(size, 45L);
        witnessed.advance();

        root.undo();
        assertThat(witnessed.trouble()).isEmpty();
        assertThat(checkpoint(size)).hasToString(refused.toString());
        assertThat(newest().checkpoint().size()).isGreaterThan(size);
        assertThat(newest().cosignedBy(KEY)).isPresent();
        assertThat(
                        new CoveringCheckpoint(jdbc, cosigning, settings)
                                .newest()
                                .map(SignedCheckpoint::checkpoint))
                .contains(newest().checkpoint());
        assertThat(approved.badge().get("status").asString()).isEqualTo("APPROVED");
        assertThat(root.fsck().verdict()).isEqualTo("OK");
    }

    /** One signer of two signs. */
    private void endLease() throws SQLException {
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE log_lease SET held_until = '2000-01-01'");
        }
    }

    private void ask() {
        root.run(
                "UPDATE log_checkpoint SET covered_at = NULL WHERE size = ?",
                newest().checkpoint().size());
        cosigning(root.jdbc).catchUp(log(), new TrailTree(root.jdbc));
    }

    private Cosigning cosigning(JdbcClient over) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Cosigning(
                new LogSettings(
                        settings.directory(),
                        true,
                        null,
                        new LogSettings.Witness(url, KEY.toString())),
                over,
                transactions);
    }

    private void assertIsLetGo() {
        assertThat(newest().cosignedBy(KEY)).isEmpty();
        assertThat(isCovered()).isFalse();
    }

    private boolean isCovered() {
        return root.jdbc
                .sql(
                        "SELECT covered_at IS NOT NULL FROM log_checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1")
                .param(log())
                .query(Boolean.class)
                .single();
    }

    /** An entry that is not signed yet. */
    private void appendBehind(int secondsAgo) {
        root.run("CALL imprimatur_trail.append('{\"action\":\"NOTED\"}', '{}')");
        makeOlder(newest().checkpoint().size(), secondsAgo);
    }

    private void makeOlder(long seq, int seconds) {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REGEXP_REPLACE(CONVERT(bytes USING utf8mb4), '\"time\":\"[^\"]*\"',"
                        + " DATE_FORMAT(UTC_TIMESTAMP(6) - INTERVAL ? SECOND, '\"time\":\"%Y-%m-%dT%H:%i:%s.%fZ\"')) WHERE seq = ?",
                seconds, seq);
    }

    private int log() {
        return root.jdbc.sql("SELECT MAX(number) FROM log_origin").query(Integer.class).single();
    }

    private SignedCheckpoint newest() {
        return notes("ORDER BY log DESC, size DESC LIMIT 1").getFirst();
    }

    private SignedCheckpoint checkpoint(long size) {
        return notes("WHERE size = " + size + " ORDER BY log DESC").getFirst();
    }

    private List<SignedCheckpoint> notes(String which) {
        return root.jdbc
                .sql("SELECT note FROM log_checkpoint " + which)
                .query((row, _) -> SignedCheckpoint.parse(Objects.requireNonNull(row.getString(1))))
                .list();
    }
}
