package org.imprimatur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code config/database-accounts.sql} grants, and above all what it does not. */
class AccountRightsTests {

    /** Denied for a schema, an account, a table, a column, a routine, an operation; no such role; the server's options forbid it. */
    static final Set<Integer> DENIED = Set.of(1044, 1045, 1142, 1143, 1370, 1227, 1959, 1290);

    static EmbeddedMariaDb database;

    @BeforeAll
    static void makeOneTableInEachSchema() throws SQLException {
        database =
                EmbeddedMariaDb.start(
                        new DatabaseSettings(
                                Databases.newDirectory(), Databases.server().daemon(), false));
        migrate("CREATE TABLE note (text VARCHAR(20))");
        migrate("CREATE TABLE imprimatur_trail.leaf (text VARCHAR(20), at DATETIME(6))");
        migrate(
                """
                CREATE DEFINER = CURRENT_USER PROCEDURE imprimatur_trail.append(entry VARCHAR(20)) SQL SECURITY DEFINER
                INSERT INTO imprimatur_trail.leaf VALUES (entry, SYSDATE(6))
                """);
        migrate("GRANT EXECUTE ON PROCEDURE imprimatur_trail.append TO imprimatur_app");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id INT)",
                "CREATE TABLE imprimatur_trail.mine (id INT)",
                "ALTER TABLE note ADD more INT",
                "ALTER TABLE imprimatur_trail.leaf ADD more INT",
                "CREATE INDEX quick ON note (text)",
                "DROP TABLE note",
                "TRUNCATE TABLE note",
                "DROP DATABASE imprimatur_trail",
                "INSERT INTO imprimatur_trail.leaf VALUES ('forged', NOW())",
                "UPDATE imprimatur_trail.leaf SET text = 'forged'",
                "DELETE FROM imprimatur_trail.leaf",
                "TRUNCATE TABLE imprimatur_trail.leaf",
                "REPLACE INTO imprimatur_trail.leaf VALUES ('forged', NOW())",
                "LOCK TABLES imprimatur_trail.leaf WRITE",
                "CREATE TRIGGER forge BEFORE INSERT ON imprimatur_trail.leaf FOR EACH ROW SET NEW.text = ''",
                "CREATE PROCEDURE mine() SELECT 1",
                "DROP PROCEDURE imprimatur_trail.append",
                "ALTER PROCEDURE imprimatur_trail.append SQL SECURITY INVOKER",
                "CREATE VIEW mine AS SELECT 1",
                "CREATE EVENT mine ON SCHEDULE EVERY 1 DAY DO SELECT 1",
                "CREATE DATABASE mine",
                "CREATE USER mine",
                "GRANT INSERT ON imprimatur_trail.* TO imprimatur_app",
                "SET ROLE imprimatur_migration",
                "SET timestamp = 1",
                "SET GLOBAL innodb_flush_log_at_trx_commit = 0",
                "SELECT * FROM mysql.global_priv",
                "SELECT 1 INTO OUTFILE '/tmp/imprimatur-test'",
                "SHUTDOWN"
            })
    void refuseToTheApplication(String statement) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> tell(database.application(), statement))
                .satisfies(
                        refusal ->
                                assertThat(refusal.getErrorCode())
                                        .as(refusal.getMessage())
                                        .isIn(DENIED));
    }

    @Test
    void letTheApplicationKeepItsRows() throws SQLException {
        tell(database.application(), "INSERT INTO note VALUES ('a')");
        tell(database.application(), "UPDATE note SET text = 'b'");
        tell(database.application(), "DELETE FROM note");
    }

    @Test
    void letTheApplicationAppendToTheTrailByItsProcedureAndReadIt() throws SQLException {
        tell(database.application(), "CALL imprimatur_trail.append('true')");

        try (var connection = database.connect(database.application());
                var row =
                        connection
                                .createStatement()
                                .executeQuery("SELECT text FROM imprimatur_trail.leaf")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("true");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE DATABASE mine",
                "CREATE USER mine",
                "SELECT * FROM mysql.global_priv",
                "SHUTDOWN"
            })
    void refuseToTheMigrationWhatLiesOutsideItsSchemas(String statement) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> tell(database.migration(), statement))
                .satisfies(refusal -> assertThat(refusal.getErrorCode()).isIn(DENIED));
    }

    private static void migrate(String statement) throws SQLException {
        tell(database.migration(), statement);
    }

    private static void tell(Account account, String statement) throws SQLException {
        try (var connection = database.connect(account)) {
            connection.createStatement().execute(statement);
        }
    }
}
