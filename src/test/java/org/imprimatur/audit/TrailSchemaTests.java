package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.Findings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application's account sees of what somebody let it do, or made the tables do. */
@SystemTest
@DisplayName("The trail’s schema")
class TrailSchemaTests {

    @Autowired EmbeddedMariaDb database;
    @Autowired JdbcClient jdbc;
    @Autowired Story story;

    @BeforeEach
    void hasEntries() {
        story.article();
    }

    /** Another account's rights are shown to the database's root alone, and so not found from here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GRANT UPDATE (body) ON imprimatur_trail.payload TO imprimatur_app@'%' | REVOKE UPDATE (body) ON imprimatur_trail.payload FROM imprimatur_app@'%' | UPDATE (`body`) ON `imprimatur_trail`.`payload`: a right that no migration gave
                    GRANT DELETE, UPDATE ON imprimatur_trail.* TO PUBLIC | REVOKE DELETE, UPDATE ON imprimatur_trail.* FROM PUBLIC | UPDATE, DELETE ON `imprimatur_trail`.*
                    GRANT INSERT ON `imprimatur\\_%`.* TO PUBLIC | REVOKE INSERT ON `imprimatur\\_%`.* FROM PUBLIC | INSERT ON
                    CREATE ROLE hidden; GRANT DELETE ON imprimatur_trail.leaf TO hidden; GRANT hidden TO imprimatur_app@'%'; SET DEFAULT ROLE hidden FOR imprimatur_app@'%' | SET DEFAULT ROLE NONE FOR imprimatur_app@'%'; DROP ROLE hidden | GRANT `hidden`: a right
                    GRANT SELECT ON imprimatur.* TO imprimatur_app@'%' WITH GRANT OPTION; GRANT INSERT ON imprimatur_trail.leaf TO PUBLIC | REVOKE GRANT OPTION ON imprimatur.* FROM imprimatur_app@'%'; REVOKE INSERT ON imprimatur_trail.leaf FROM PUBLIC | INSERT ON `imprimatur_trail`.`leaf`
                    GRANT FILE ON *.* TO imprimatur_app@'%' | REVOKE FILE ON *.* FROM imprimatur_app@'%' | FILE ON *.*
                    CREATE TABLE imprimatur.aside (seq BIGINT PRIMARY KEY) SELECT seq FROM imprimatur_trail.payload; ALTER TABLE imprimatur_trail.payload ADD CONSTRAINT aside FOREIGN KEY (seq) REFERENCES imprimatur.aside (seq) ON DELETE CASCADE | ALTER TABLE imprimatur_trail.payload DROP FOREIGN KEY aside; DROP TABLE imprimatur.aside | table payload: a key that no migration made
                    ALTER TABLE imprimatur_trail.payload MODIFY actor VARCHAR(64) AS (LEFT(REPLACE(JSON_VALUE(body, '$.actor.value'), 'edith', 'nobody'), 64)) VIRTUAL INVISIBLE | ALTER TABLE imprimatur_trail.payload MODIFY actor VARCHAR(64) AS (LEFT(JSON_VALUE(body, '$.actor.value'), 64)) VIRTUAL INVISIBLE | it is found under something else than it says
                    """)
    void isHeldAgainstWhatTheMigrationsMade(String how, String back, String words)
            throws SQLException {
        assertThat(found()).isEmpty();
        asRoot(how);
        try {
            assertThat(found()).anySatisfy(found -> assertThat(found).contains(words));
        } finally {
            asRoot(back);
        }
        assertThat(found()).isEmpty();
    }

    private List<String> found() {
        var findings = new Findings();
        new TrailSchema(jdbc).check(findings);
        return findings.all().stream().map(Object::toString).toList();
    }

    private void asRoot(String statements) throws SQLException {
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement()) {
            for (var one : statements.split("; ")) {
                statement.executeUpdate(one);
            }
        }
    }
}
