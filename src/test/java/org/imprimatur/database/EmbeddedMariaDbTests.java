package org.imprimatur.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class EmbeddedMariaDbTests {

    final MariaDbServer server = Databases.server();
    final DatabaseSettings settings =
            new DatabaseSettings(Databases.newDirectory(), server.daemon(), true);
    final Path home = server.home(settings.directory());

    @BeforeEach
    @AfterEach
    void leaveNothing() throws IOException {
        FileSystemUtils.deleteRecursively(home);
    }

    @Nested
    class Started {

        EmbeddedMariaDb database;

        @BeforeEach
        void start() {
            database = EmbeddedMariaDb.start(settings);
        }

        @AfterEach
        void stop() {
            database.close();
        }

        @Test
        void hasBothSchemasAndSpeaksWholeUnicode() throws SQLException {
            assertThat(
                            ask(
                                    "SELECT GROUP_CONCAT(schema_name, ' ', default_collation_name ORDER BY 1)"
                                            + " FROM information_schema.schemata WHERE schema_name LIKE 'imprimatur%'"))
                    .isEqualTo(
                            "imprimatur utf8mb4_uca1400_ai_ci,imprimatur_trail utf8mb4_uca1400_ai_ci");
            assertThat(ask("SELECT '🩺'")).isEqualTo("🩺");
        }

        @Test
        void confirmsOnlyWhatIsOnDiskAndLetsNobodyChooseTheTime() throws SQLException {
            assertThat(
                            ask(
                                    "SELECT CONCAT_WS(' ', @@innodb_flush_log_at_trx_commit, @@secure_timestamp,"
                                            + " @@transaction_isolation, @@time_zone, @@bind_address)"))
                    .isEqualTo("1 YES READ-COMMITTED +00:00 127.0.0.1");
        }

        @Test
        void keepsThePasswordsToItsOwner() throws IOException {
            assertThat(home.resolve("data/accounts.properties"))
                    .satisfies(
                            file ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(file)))
                                            .isEqualTo("rw-------"));
            assertThat(database.root()).asString().doesNotContain(database.root().password());
        }

        @Test
        void givesItsFolderToNobodyElse() {
            assertThatExceptionOfType(UnusableDatabase.class)
                    .isThrownBy(() -> EmbeddedMariaDb.start(settings))
                    .withMessageContaining(
                            "Another application is using the database in "
                                    + home.toAbsolutePath());
        }

        @Test
        void opensToRootOfTheBundledClientWithOneOptionsFile() throws Exception {
            var client =
                    new ProcessBuilder(
                                    server.daemon().resolveSibling("mariadb").toString(),
                                    "--defaults-file=" + home.resolve("run/root.cnf"),
                                    "--skip-column-names",
                                    "--execute=SELECT CURRENT_USER()")
                            .redirectErrorStream(true)
                            .start();

            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualToIgnoringNewLines("root@127.0.0.1");
        }

        @Nested
        class WithACommittedRow {

            @BeforeEach
            void commit() throws SQLException {
                tell("CREATE TABLE note (text VARCHAR(20))");
                tell("INSERT INTO note VALUES ('kept')");
            }

            @Test
            void keepsItWhenStoppedAndStartedAgain() throws SQLException {
                database.close();

                database = EmbeddedMariaDb.start(settings);

                assertThat(ask("SELECT text FROM note")).isEqualTo("kept");
            }

            @Test
            void keepsItWhenKilledAndServesAgainAtTheSameAddress() throws Exception {
                var url = database.url();
                database.kill();
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask("SELECT 1"));

                database.restart();

                assertThat(database.url()).isEqualTo(url);
                assertThat(ask("SELECT text FROM note")).isEqualTo("kept");
            }

            @Test
            void losesItWhenNothingIsToBeKept() throws SQLException {
                database.close();

                database =
                        EmbeddedMariaDb.start(
                                new DatabaseSettings(
                                        settings.directory(), settings.server(), false));

                assertThat(
                                ask(
                                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'note'"))
                        .isEqualTo("0");
            }
        }

        String ask(String query) throws SQLException {
            try (var connection = database.connect(database.application());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(query)) {
                row.next();
                return row.getString(1);
            }
        }

        void tell(String statement) throws SQLException {
            try (var connection = database.connect(database.migration())) {
                connection.createStatement().execute(statement);
            }
        }
    }

    @Nested
    class FoundInDisorder {

        @Test
        void beginsAgainWhenItsDataWereHalfMade() throws IOException {
            Files.createDirectories(home.resolve("data.incomplete/mysql"));
            Files.writeString(home.resolve("data.incomplete/ibdata1"), "half a page");

            EmbeddedMariaDb.start(settings).close();

            assertThat(home.resolve("data.incomplete")).doesNotExist();
        }

        @Test
        void endsTheServerOfAnApplicationThatWasKilled() throws Exception {
            var application = applicationThatCommitsOneRow();
            var orphan =
                    ProcessHandle.of(
                                    Long.parseLong(
                                            Files.readAllLines(home.resolve("run/server.process"))
                                                    .getFirst()))
                            .orElseThrow();
            application.destroyForcibly().waitFor();
            assertThat(orphan.isAlive()).isTrue();

            try (var database = EmbeddedMariaDb.start(settings);
                    var connection = database.connect(database.application());
                    var row = connection.createStatement().executeQuery("SELECT text FROM note")) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(row.next()).isTrue();
            }
        }

        @Test
        void leavesAProcessAloneThatOnlyHasTheNumberOfItsServer() throws IOException {
            var somebodyElse = new ProcessBuilder("sleep", "60").start();
            try {
                Files.createDirectories(home.resolve("run"));
                Files.writeString(
                        home.resolve("run/server.process"),
                        somebodyElse.pid() + "\n2026-01-01T00:00:00Z");

                EmbeddedMariaDb.start(settings).close();

                assertThat(somebodyElse.isAlive()).isTrue();
            } finally {
                somebodyElse.destroyForcibly();
            }
        }

        @Test
        void startsOverAProcessFileThatWasHalfWritten() throws IOException {
            Files.createDirectories(home.resolve("run"));
            Files.writeString(home.resolve("run/server.process"), "12");

            EmbeddedMariaDb.start(settings).close();

            assertThat(home.resolve("run/server.process")).doesNotExist();
        }

        /** Returns when the row is committed; the application then idles. */
        private Process applicationThatCommitsOneRow() throws IOException {
            var application =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    CommitOneRow.class.getName(),
                                    settings.directory().toString(),
                                    server.daemon().toString())
                            .redirectErrorStream(true)
                            .start();
            assertThat(application.inputReader().lines().anyMatch("committed"::equals)).isTrue();
            return application;
        }
    }

    static final class CommitOneRow {

        public static void main(String[] arguments) throws Exception {
            var database =
                    EmbeddedMariaDb.start(
                            new DatabaseSettings(
                                    Path.of(arguments[0]), Path.of(arguments[1]), true));
            try (var connection = database.connect(database.migration())) {
                connection.createStatement().execute("CREATE TABLE note (text VARCHAR(20))");
                connection.createStatement().execute("INSERT INTO note VALUES ('kept')");
            }
            System.out.println("committed");
            Thread.currentThread().join(); // until it is killed
        }
    }

    @Nested
    class WithoutAServer {

        @Test
        void saysWhatToDoWhenTheNamedProgramIsNone() {
            assertThatExceptionOfType(UnusableDatabase.class)
                    .isThrownBy(
                            () ->
                                    EmbeddedMariaDb.start(
                                            new DatabaseSettings(
                                                    settings.directory(),
                                                    Path.of("/bin/true"),
                                                    true)))
                    .withMessage("/bin/true is not a MariaDB server that can run here.")
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.remedy())
                                            .contains("imprimatur.database.server"));
        }
    }
}
