package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.LawfulRedaction;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.policy.PolicyEvent;
import org.imprimatur.process.ProcessEvent;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trail on the real database: what it promises, and what whoever got hold of the application's account can do to it. */
@SystemTest
class TrailTests {

    static final JsonMapper JSON = new JsonMapper();

    @Autowired Api api;
    @Autowired Story story;
    @Autowired EmbeddedMariaDb database;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationEventPublisher events;
    @Autowired PlatformTransactionManager transactions;

    record Stored(long seq, String leaf, String payload) {

        JsonNode json() {
            return JSON.readTree(leaf);
        }
    }

    @Nested
    class InTheTransactionOfTheChange {

        @Test
        void takesTheChangeBackWhereTheEntryIsRefused() {
            var transaction = new TransactionTemplate(transactions);
            var before = size();
            var username = "never-" + UUID.randomUUID();

            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(
                            () ->
                                    transaction.executeWithoutResult(
                                            _ -> {
                                                rename(Cast.EMIL, username);
                                                events.publishEvent(tooLong());
                                            }));

            assertThat(displayName(Cast.EMIL)).isEqualTo("Emil Brandt");
            assertThat(size()).isEqualTo(before);
        }

        @Test
        void refusesACommandAsAWholeWhileTheTrailCannotBeReached() throws SQLException {
            var article = story.article();
            asRoot("REVOKE EXECUTE ON PROCEDURE imprimatur_trail.append FROM imprimatur_app");
            try {
                api.as(Cast.EDITH, "/articles/" + article.id + "/submission")
                        .ifMatch(article.etag())
                        .post(java.util.Map.of("changeNote", "Please"))
                        .expectProblem(500, "internal-error");
            } finally {
                asRoot("GRANT EXECUTE ON PROCEDURE imprimatur_trail.append TO imprimatur_app");
            }

            assertThat(article.status()).isEqualTo("DRAFT");
            assertThat(article.rounds()).isEmpty();
            assertThat(article.actions()).containsExactly("CREATED");
            assertThat(
                            jdbc.sql("SELECT COUNT(*) FROM review_task WHERE article_id = ?")
                                    .param(UUID.fromString(article.id))
                                    .query(Integer.class)
                                    .single())
                    .isZero();
            article.submit();
        }

        @Test
        void leavesNothingOfWhatWasRolledBack() {
            var before = size();
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            status -> {
                                events.publishEvent(refused());
                                status.setRollbackOnly();
                            });

            assertThat(size()).isEqualTo(before);
        }

        @Test
        void refusesEventsOutsideATransaction() {
            assertThatExceptionOfType(IllegalTransactionStateException.class)
                    .isThrownBy(() -> events.publishEvent(refused()));
        }

        @Test
        void keepsTheEntriesOfAnInnerTransactionApart() {
            var inner = new TransactionTemplate(transactions);
            inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            var before = size();

            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            status -> {
                                events.publishEvent(refused());
                                inner.executeWithoutResult(_ -> events.publishEvent(refused()));
                                events.publishEvent(refused());
                                status.setRollbackOnly();
                            });

            assertThat(size()).isEqualTo(before + 1);
        }

        @Test
        void givesAllEventsOfOneActionOneCorrelationId() {
            var article = story.article().submit();
            var history = article.history();

            assertThat(article.actions()).containsExactly("CREATED", "SUBMITTED", "ROUND_OPENED");
            assertThat(correlation(history.get(1))).isEqualTo(correlation(history.get(2)));
            assertThat(correlation(history.get(0))).isNotEqualTo(correlation(history.get(1)));
        }

        private String correlation(JsonNode entry) {
            return entry.get("correlationId").asString();
        }

        private void rename(String username, String name) {
            jdbc.sql("UPDATE account SET display_name = ? WHERE username = ?")
                    .params(name, username)
                    .update();
        }

        private String displayName(String username) {
            return jdbc.sql("SELECT display_name FROM account WHERE username = ?")
                    .param(username)
                    .query(String.class)
                    .single();
        }
    }

    @Nested
    class AsAWhole {

        @Test
        void hasNoGapAndNoStepBackInTimeHoweverManyCommitAndRollBackAtOnce() throws Exception {
            var before = size();
            var threads = 8;
            var each = 25;
            var start = new CyclicBarrier(threads);
            var commits = 0;
            try (var people = Executors.newFixedThreadPool(threads)) {
                var work = new ArrayList<Callable<Integer>>();
                for (var thread = 0; thread < threads; thread++) {
                    work.add(
                            () -> {
                                start.await();
                                var committed = 0;
                                for (var turn = 0; turn < each; turn++) {
                                    var keep = turn % 3 != 0;
                                    new TransactionTemplate(transactions)
                                            .executeWithoutResult(
                                                    status -> {
                                                        events.publishEvent(refused());
                                                        if (!keep) {
                                                            status.setRollbackOnly();
                                                        }
                                                    });
                                    committed += keep ? 1 : 0;
                                }
                                return committed;
                            });
                }
                for (var done : people.invokeAll(work)) {
                    commits += done.get();
                }
            }

            var all = stored();
            assertThat(all).hasSize((int) (before + commits));
            assertThat(all).extracting(Stored::seq).containsExactlyElementsOf(upTo(all.size()));
            assertThat(all).extracting(entry -> entry.json().get("time").asString()).isSorted();
        }

        @Test
        void keepsTheLeafHashBesideTheBytes() {
            story.article().submit();

            jdbc.sql("SELECT seq, bytes, hash FROM imprimatur_trail.leaf")
                    .query(
                            row -> {
                                assertThat(row.getBytes(3))
                                        .as("leaf hash of %s", row.getLong(1))
                                        .isEqualTo(leafHash(row.getBytes(2)));
                            });
        }

        @Test
        void holdsTheHashOfEveryValueItDiscloses() {
            story.article().approved(Cast.RAVI, Cast.OLGA);

            assertThat(stored())
                    .isNotEmpty()
                    .allSatisfy(
                            entry ->
                                    JSON.readTree(entry.payload())
                                            .properties()
                                            .forEach(
                                                    member ->
                                                            assertThat(
                                                                            entry.json()
                                                                                    .get(
                                                                                            member
                                                                                                    .getKey())
                                                                                    .asString())
                                                                    .isEqualTo(
                                                                            commitment(
                                                                                    member
                                                                                            .getValue()))));
        }

        @Test
        void isStampedByTheDatabaseInUtc() {
            var article = story.article();

            var at = Instant.parse(article.history().getFirst().get("at").asString());

            assertThat(Duration.between(at, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
            var leaf = stored().getLast().leaf();
            assertThat(leaf)
                    .matches(
                            "\\{\"schema\":\"imprimatur/1\",\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\",\"id\":.*");
        }

        private static String commitment(JsonNode disclosed) {
            return Leaf.commitment(
                    HexFormat.of().parseHex(disclosed.get("salt").asString()),
                    disclosed.get("value").asString());
        }

        private static List<Long> upTo(int size) {
            return java.util.stream.LongStream.range(0, size).boxed().toList();
        }
    }

    @Nested
    class AgainstTheApplicationsAccount {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE imprimatur_trail.leaf SET bytes = '{}'",
                    "UPDATE imprimatur_trail.payload SET body = '{}'",
                    "UPDATE imprimatur_trail.head SET id = 1",
                    "DELETE FROM imprimatur_trail.leaf",
                    "DELETE FROM imprimatur_trail.payload",
                    "INSERT INTO imprimatur_trail.leaf VALUES (99999, '{}', '')",
                    "INSERT INTO imprimatur_trail.payload VALUES (99999, NULL, '{}')",
                    "REPLACE INTO imprimatur_trail.leaf VALUES (0, '{}')",
                    "LOAD DATA LOCAL INFILE '/dev/null' INTO TABLE imprimatur_trail.leaf",
                    "TRUNCATE TABLE imprimatur_trail.leaf",
                    "DROP TABLE imprimatur_trail.leaf",
                    "ALTER TABLE imprimatur_trail.leaf ADD note TEXT",
                    "RENAME TABLE imprimatur_trail.leaf TO imprimatur_trail.gone",
                    "CREATE INDEX quick ON imprimatur_trail.leaf (bytes(10))",
                    "CREATE TRIGGER imprimatur_trail.forge BEFORE INSERT ON imprimatur_trail.leaf FOR EACH ROW SET NEW.bytes = ''",
                    "CREATE TEMPORARY TABLE imprimatur_trail.leaf (seq BIGINT, bytes BLOB)",
                    "CREATE TEMPORARY TABLE leaf (seq BIGINT, bytes BLOB)",
                    "CREATE OR REPLACE PROCEDURE imprimatur_trail.append(a TEXT, b TEXT) SELECT 1",
                    "ALTER PROCEDURE imprimatur_trail.append SQL SECURITY INVOKER",
                    "DROP PROCEDURE imprimatur_trail.append",
                    "LOCK TABLES imprimatur_trail.leaf WRITE",
                    "LOCK TABLES imprimatur_trail.head READ",
                    "DROP DATABASE imprimatur_trail",
                    "GRANT INSERT ON imprimatur_trail.leaf TO imprimatur_app",
                    "SET GLOBAL time_zone = '+05:00'",
                    "SET STATEMENT sql_mode = '' FOR INSERT INTO imprimatur_trail.leaf VALUES (99999, '{}', '')"
                })
        void refuses(String statement) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> asApplication(tells -> tells.execute(statement)))
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.getErrorCode())
                                            .as(refusal.getMessage())
                                            .isIn(1044, 1142, 1227, 1370, 1290, 4166));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"action\":\"FORGED\",\"time\":\"2020-01-01T00:00:00.000000Z\"}",
                    "{\"action\":\"FORGED\",\"schema\":\"other/1\"}",
                    "{\"action\":\"FORGED\",\"\\u0074ime\":\"2020-01-01T00:00:00.000000Z\"}",
                    "{\"action\":\"FORGED\",\"\\u0074\\u0069me\":1}",
                    "{\"action\":\"FORGED\",\"action\":\"CREATED\"}",
                    "{\"a\":1,\"action\":\"FORGED\",\"a\":2}",
                    "{\"action\":\"FORGED\",\"a\":\"\\\"\"}",
                    "{\"action\":\"FORGED\",\"a\":{\"b\":1}}",
                    "{\"action\":\"FORGED\",\"a\":[1]}",
                    "{\"action\":\"FORGED\",\"a\":null}",
                    "{\"action\":\"FORGED\",\"a\":true}",
                    "{\"action\":\"FORGED\",\"a\":1.5}",
                    "{\"action\":\"FORGED\",\"a\":01}",
                    "{\"action\":\"FORGED\",\"a\":-1}",
                    "{\"action\":\"FORGED\",}",
                    "{,\"action\":\"FORGED\"}",
                    "{\"action\":\"FORGED\"}\n",
                    "{\"action\":\"FORGED\"}\n{\"action\":\"FORGED\"}",
                    "{\"action\":\"FORGED\"}{\"action\":\"FORGED\"}",
                    "\n{\"action\":\"FORGED\"}",
                    " {\"action\":\"FORGED\"}",
                    "{ \"action\":\"FORGED\"}",
                    "{\"action\":\"forged\"}",
                    "{\"action\":7}",
                    "{\"other\":\"FORGED\"}",
                    "{\"other\":\",action:FORGED,\"}",
                    "{\"action\":\"FORGED\",\"a\":\"größer\"}",
                    "{\"action\":\"FORGED\",\"ａ\":1}",
                    "{\"action\":\"FORGED\",\"a\":\"\u0000\"}",
                    "{\"action\":\"FORGED\",\"a\":\"\u007f\"}",
                    "{'action':'FORGED'}",
                    "{\"action\":\"FORGED\"",
                    "[]",
                    "{}",
                    "",
                    "null"
                })
        void takesNoEventThatTwoReadersCouldReadDifferently(String event) {
            assertRefused(event, "{}");
        }

        /** Whatever regular expressions, texts and zones mean in the caller's session. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET default_regex_flags = 'MULTILINE,DOTALL,EXTENDED,UNGREEDY'",
                    "SET sql_mode = ''",
                    "SET sql_mode = 'ORACLE'",
                    "SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT'",
                    "SET collation_connection = 'latin1_german1_ci'",
                    "SET collation_connection = 'utf16_general_ci'",
                    "SET old_mode = 'UTF8_IS_UTF8MB3'",
                    "SET sql_select_limit = 0",
                    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                    "SET time_zone = '+13:00'",
                    "SET unique_checks = 0, foreign_key_checks = 0, check_constraint_checks = 0"
                })
        void isNotFooledByTheCallersSettings(String setting) throws SQLException {
            var refused =
                    List.of(
                            "{\"action\":\"FORGED\"}\n{\"a\":1}",
                            "x\n{\"action\":\"FORGED\"}",
                            "{\"action\":\"FORGED\",\"TIME\":1,\"time\":2}",
                            "{\"action\":\"FORGED\",\"a\":\"\\\"}",
                            "{\"action\":\"F O\"}");
            for (var event : refused) {
                assertThatExceptionOfType(SQLException.class)
                        .as(event)
                        .isThrownBy(
                                () ->
                                        inTransaction(
                                                tells -> {
                                                    tells.execute(setting);
                                                    append(tells.getConnection(), event, "{}");
                                                }));
            }
            var before = size();
            inTransaction(
                    tells -> {
                        tells.execute(setting);
                        append(tells.getConnection(), byOtto("HONEST"), LawfulRedaction.PAYLOAD);
                    });
            assertThat(size()).isEqualTo(before + 1);
            assertTimeIsTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET time_zone = '-11:59'",
                    "SET time_zone = 'SYSTEM'",
                    "SET time_zone = '+00:00'"
                })
        void cannotBeGivenATime(String setting) throws SQLException {
            inTransaction(
                    tells -> {
                        tells.execute(setting);
                        var zone = zone(tells);
                        append(tells.getConnection(), byOtto("TIMED"), LawfulRedaction.PAYLOAD);
                        assertThat(zone(tells)).isEqualTo(zone);
                    });

            assertTimeIsTrue();
        }

        @Test
        void takesNothingOutsideATransaction() throws SQLException {
            var before = size();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () ->
                                    asApplication(
                                            tells ->
                                                    append(
                                                            tells.getConnection(),
                                                            "{\"action\":\"HALF\"}",
                                                            "{}")))
                    .withMessageContaining("in a transaction");

            assertThat(size()).isEqualTo(before);
            story.article();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "7",
                    "\"text\"",
                    "",
                    "{",
                    "{\"article\":{\"value\":\"not a uuid\"}}",
                    "{\"article\":{\"value\":\"019A0000-0000-7000-8000-000000000001\"}}"
                })
        void takesNoPayloadThatIsNone(String payload) throws SQLException {
            assertRefused("{\"action\":\"FORGED\"}", payload);
            story.article(); // and nobody is in anybody's way afterwards
        }

        @Test
        void takesNoPayloadTooDeepToBeRead() {
            assertRefused(
                    "{\"action\":\"FORGED\"}", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
        }

        @Test
        void takesNoEventOverOneKilobyte() {
            assertRefused("{\"action\":\"LONG\",\"a\":\"" + "x".repeat(950) + "\"}", "{}");
            assertRefused("{\"action\":\"LONG\",\"a\":\"" + "x".repeat(70_000) + "\"}", "{}");
        }

        /** An earlier snapshot does not let a caller write over what came after it. */
        @Test
        void appendsBehindWhatOthersAppendedSinceTheCallersSnapshot() throws SQLException {
            asApplication(
                    tells -> {
                        tells.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                        tells.getConnection().setAutoCommit(false);
                        tells.execute("SELECT COUNT(*) FROM imprimatur_trail.leaf");
                        story.article();
                        try {
                            append(tells.getConnection(), byOtto("LATE"), LawfulRedaction.PAYLOAD);
                            tells.getConnection().commit();
                        } catch (SQLException staleSnapshot) { // some servers refuse outright
                            tells.getConnection().rollback();
                        }
                    });
            story.article();

            var all = stored();
            assertThat(all.getLast().seq()).isEqualTo(all.size() - 1);
        }

        private void assertRefused(String event, String payload) {
            var before = size();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () ->
                                    asApplication(
                                            tells -> {
                                                var connection = tells.getConnection();
                                                connection.setAutoCommit(false);
                                                try {
                                                    append(connection, event, payload);
                                                } finally {
                                                    connection
                                                            .commit(); // an attacker keeps whatever
                                                    // was written
                                                }
                                            }))
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.getSQLState())
                                            .as(refusal.getMessage())
                                            .isIn("45000", "22001"));
            assertThat(size()).isEqualTo(before);
        }

        private void assertTimeIsTrue() {
            var at = Instant.parse(stored().getLast().json().get("time").asString());
            assertThat(Duration.between(at, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        }

        private static String zone(Statement tells) throws SQLException {
            try (var row = tells.executeQuery("SELECT @@session.time_zone")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Nested
    class WhenRedacted {

        @Test
        void keepsTheLeafForgetsThePayloadAndSaysSo() throws SQLException {
            story.article();
            var entry = stored().getLast();

            redact(entry.seq());

            var after = stored();
            assertThat(after.get((int) entry.seq()).leaf()).isEqualTo(entry.leaf());
            assertThat(payloads(entry.seq())).isZero();
            assertThat(after.getLast().json().get("action").asString()).isEqualTo("REDACTED");
            assertThat(after.getLast().json().get("redacted").asLong()).isEqualTo(entry.seq());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"action\":\"CREATED\",\"redacted\":%d}",
                    "{\"action\":\"redacted\",\"redacted\":%d}",
                    "{\"action\":\"REDACTED\"}",
                    "{\"action\":\"REDACTED\",\"redacted\":\"%d\"}",
                    "{\"action\":\"REDACTED\",\"redacted\":%d0}",
                    "{\"action\":\"REDACTED\",\"redacted\":%d,\"action\":\"CREATED\"}",
                    "{\"action\":\"REDACTED\",\"redacted\":%d,\"redacted\":0}",
                    "{\"a\":{\"action\":\"REDACTED\",\"redacted\":%d}}"
                })
        void isNotRedactedInSilenceOrUnderAnotherName(String event) {
            story.article();
            var seq = stored().getLast().seq();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> redact(seq, event.formatted(seq)))
                    .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo("45000"));
            assertThat(payloads(seq)).isOne();
        }

        @Test
        void isNotRedactedTwiceNorBeforeItExists() throws SQLException {
            story.article();
            var seq = stored().getLast().seq();
            redact(seq);

            for (var nothing : List.of(seq, size(), -1L)) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(
                                () ->
                                        redact(
                                                nothing,
                                                "{\"action\":\"REDACTED\",\"redacted\":"
                                                        + nothing
                                                        + "}"));
            }
        }

        private void redact(long seq) throws SQLException {
            inTransaction(
                    tells -> {
                        var one = new SingleConnectionDataSource(tells.getConnection(), true);
                        var event = LawfulRedaction.agreedOn(JdbcClient.create(one), seq);
                        redact(tells, seq, event);
                    });
        }

        private void redact(long seq, String event) throws SQLException {
            inTransaction(tells -> redact(tells, seq, event));
        }

        private static void redact(Statement tells, long seq, String event) throws SQLException {
            try (var call =
                    tells.getConnection().prepareCall("CALL imprimatur_trail.redact(?, ?, ?)")) {
                call.setLong(1, seq);
                call.setString(2, event);
                call.setString(3, LawfulRedaction.PAYLOAD);
                call.execute();
            }
        }

        private int payloads(long seq) {
            return jdbc.sql(
                            "SELECT COUNT(*) FROM imprimatur_trail.payload WHERE seq = ? AND body <> '{}'")
                    .param(seq)
                    .query(Integer.class)
                    .single();
        }
    }

    @FunctionalInterface
    interface Telling {
        void to(Statement database) throws SQLException;
    }

    /** An event that says nothing of any table, so that the trail still fits them. */
    private static ProcessEvent refused() {
        return new ProcessEvent.ProcessRefused("editorialReview", 1, "ab".repeat(32), "A test");
    }

    private static PolicyEvent tooLong() {
        return new PolicyEvent.PolicyAdopted(1, "ab".repeat(600));
    }

    private static void append(Connection connection, String event, String payload)
            throws SQLException {
        try (var call = connection.prepareStatement("CALL imprimatur_trail.append(?, ?)")) {
            call.setString(1, event);
            call.setString(2, payload);
            call.execute();
        }
    }

    /** An event that stays in the trail, where each names its actor. */
    private static String byOtto(String action) {
        return "{\"action\":\"%s\",%s}".formatted(action, LawfulRedaction.ACTOR);
    }

    private static byte[] leafHash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }

    private void inTransaction(Telling telling) throws SQLException {
        asApplication(
                tells -> {
                    tells.getConnection().setAutoCommit(false);
                    telling.to(tells);
                    tells.getConnection().commit();
                });
    }

    private void asApplication(Telling telling) throws SQLException {
        try (var connection = database.connect(database.application());
                var statement = connection.createStatement()) {
            telling.to(statement);
        }
    }

    private void asRoot(String statements) throws SQLException {
        try (var connection = database.connect(database.root());
                var tells = connection.createStatement()) {
            for (var statement : statements.split("; ")) {
                tells.execute(statement);
            }
        }
    }

    private long size() {
        return jdbc.sql("SELECT COUNT(*) FROM imprimatur_trail.leaf").query(Long.class).single();
    }

    private List<Stored> stored() {
        return jdbc.sql(
                        "SELECT l.seq, CONVERT(l.bytes USING utf8mb4), COALESCE(p.body, '{}') FROM imprimatur_trail.leaf l LEFT JOIN imprimatur_trail.payload p ON p.seq = l.seq ORDER BY l.seq")
                .query((row, _) -> new Stored(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }
}
