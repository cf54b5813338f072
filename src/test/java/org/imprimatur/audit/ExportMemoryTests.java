package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprimatur.database.DatabaseSettings;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.TrailExport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A trail is exported by a process that could not hold a tenth of it. */
class ExportMemoryTests {

    private static final int HEAP_MB = 28;

    @TempDir Path folder;

    @Test
    void staysTheSameHoweverLongTheTrailIs() throws Exception {
        export(40_000);
    }

    @Test
    @Tag("full")
    void staysTheSameForAMillionEntries() throws Exception {
        export(1_000_000);
    }

    private void export(int entries) throws Exception {
        try (var database =
                EmbeddedMariaDb.start(new DatabaseSettings(folder.resolve("db"), null, false))) {
            fill(database, entries);
            var root = database.root();
            var began = System.nanoTime();
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx" + HEAP_MB + "m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Exporting.class.getName(),
                                    database.url(),
                                    root.name(),
                                    root.password())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.strip()).endsWith("end %d %d".formatted(entries, entries / 10));
            assertThat(process.waitFor()).isZero();
            System.out.printf(
                    "Export: %d entries with a heap of %d MB in %.1f s%n",
                    entries, HEAP_MB, (System.nanoTime() - began) / 1e9);
            readAgain(database, entries);
        }
    }

    /** What a signer does after a start before it signs: all leaves against what was signed, all payloads for the reviews. */
    private void readAgain(EmbeddedMariaDb database, int entries) throws Exception {
        var settings = new LogSettings(folder.resolve("signer"), true, "a.log", null);
        var root = database.root();
        try (var connection = database.connect(root)) {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE imprimatur.log_checkpoint");
            }
            for (var migration : List.of("V30__log.sql", "V39__witnesses.sql")) {
                ScriptUtils.executeSqlScript(
                        connection, new ClassPathResource("db/migration/" + migration));
            }
        }
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(root.name());
            pool.setPassword(root.password());
            var jdbc = JdbcClient.create(pool);
            sign(settings, jdbc, entries);
            var seconds = new ArrayList<Double>();
            for (var start = 0; start < 2; start++) { // the first makes what the second finds
                var transactions = new JdbcTransactionManager(pool);
                var signer =
                        new Signer(
                                settings,
                                jdbc,
                                transactions,
                                new TrailTree(jdbc),
                                new Cosigning(settings, jdbc, transactions),
                                _ -> {});
                jdbc.sql("UPDATE log_lease SET held_until = '2000-01-01'").update();
                var began = System.nanoTime();
                signer.advance();
                seconds.add((System.nanoTime() - began) / 1e9);
                assertThat(signer.trouble()).isEmpty();
            }
            assertThat(jdbc.sql("SELECT MAX(size) FROM log_checkpoint").query(Long.class).single())
                    .isEqualTo(entries);
            System.out.printf(
                    "Signer: %,d entries read again after a start in %.1f s, the first time in %.1f s%n",
                    entries, seconds.getLast(), seconds.getFirst());
        }
    }

    /** As a signer leaves it that is stopped. */
    private static void sign(LogSettings settings, JdbcClient jdbc, int entries) {
        var range = new CompactRange();
        for (var from = 0; from < entries; from += 10_000) {
            jdbc.sql(
                            "SELECT hash FROM imprimatur_trail.leaf WHERE seq >= ? AND seq < ? ORDER BY seq")
                    .params(from, from + 10_000)
                    .query((row, _) -> Hash.of(row.getBytes(1)))
                    .list()
                    .forEach(range::append);
        }
        var signer = new SignerFolder(settings.directory());
        var key = signer.makeKey("a.log");
        var now = Instant.parse("2026-03-01T12:00:00Z");
        signer.write(
                new SignerState(
                        1,
                        now,
                        range.subtrees(),
                        SigningKeys.sign(
                                List.of(key),
                                new Checkpoint("a.log", range.size(), range.root()),
                                now)));
        jdbc.sql("INSERT INTO log_origin VALUES (1, 'a.log', UTC_TIMESTAMP(6))").update();
        jdbc.sql("INSERT INTO log_key VALUES (?, 1, 1)").param(key.verifier().toString()).update();
    }

    /** The tables that an export reads, without the application that fills them. */
    private static void fill(EmbeddedMariaDb database, int entries) throws SQLException {
        var leaf =
                "CONCAT('{\"schema\":\"imprimatur/1\",\"time\":\"2026-03-01T12:00:00.000000Z\",\"action\":\"READ\",\"id\":\"', seq, '\",\"pad\":\"', REPEAT('y', 300), '\"}')";
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement()) {
            for (var sql :
                    List.of(
                            "CREATE TABLE imprimatur_trail.leaf (seq BIGINT PRIMARY KEY, bytes VARBINARY(1024) NOT NULL, hash BINARY(32) NOT NULL, action VARCHAR(64))",
                            "CREATE TABLE imprimatur_trail.payload (seq BIGINT PRIMARY KEY, article UUID, body MEDIUMTEXT NOT NULL)",
                            "CREATE TABLE imprimatur.log_checkpoint (log INT, size BIGINT, note TEXT NOT NULL, PRIMARY KEY (log, size))",
                            "INSERT INTO imprimatur_trail.leaf SELECT seq, %s, UNHEX(SHA2(CONCAT(X'00', %s), 256)), 'READ' FROM seq_0_to_%d"
                                    .formatted(leaf, leaf, entries - 1),
                            "INSERT INTO imprimatur_trail.payload SELECT seq, NULL, CONCAT('{\"actor\":{\"salt\":\"00\",\"value\":\"', REPEAT('x', 1000), '\"}}') FROM seq_0_to_%d"
                                    .formatted(entries - 1),
                            "INSERT INTO imprimatur.log_checkpoint SELECT 1 + seq DIV %1$d, 10 * (1 + seq), REPEAT('z', 400) FROM seq_0_to_%2$d"
                                    .formatted(entries / 20, entries / 10 - 1))) {
                statement.execute(sql);
            }
        }
    }

    /** Runs in a process of its own. */
    static final class Exporting {

        private Exporting() {}

        public static void main(String[] database) throws IOException {
            var stored =
                    new StoredTrail(
                            JdbcClient.create(
                                    new DriverManagerDataSource(
                                            database[0], database[1], database[2])));
            var out = new LastBytes();
            stored.write(
                    new TrailExport.Writer(
                            out, List.of(SigningKey.generate("a.log").verifier()), List.of()),
                    stored.end(),
                    null);
            System.out.println(out.lastLine());
        }
    }

    /** Takes all and keeps the last line. */
    private static final class LastBytes extends OutputStream {

        private byte[] last = {};

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (length > 1) {
                last = Arrays.copyOfRange(bytes, from, from + length);
            }
        }

        String lastLine() {
            return new String(last, StandardCharsets.UTF_8).strip();
        }
    }
}
