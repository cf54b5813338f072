package org.imprimatur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flywaydb.core.Flyway;
import org.imprimatur.SystemTest;
import org.imprimatur.database.DatabaseSettings;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@SystemTest
class EngineSchemaTests {

    @Autowired JdbcClient jdbc;
    @Autowired Environment environment;

    @Test
    void keepsEveryCharacter() {
        assertThat(
                        jdbc.sql(
                                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'imprimatur' AND table_name LIKE 'ACT\\_%'")
                                .query(String.class)
                                .list())
                .hasSizeGreaterThan(10);
        assertThat(
                        jdbc.sql(
                                        "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema LIKE 'imprimatur%' AND character_set_name IS NOT NULL AND character_set_name <> 'utf8mb4' AND is_generated = 'NEVER'")
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    /** Another installation's tables on the same server are not taken for our own. */
    @Test
    void isMadeBesideAnotherSchemaThatHoldsAnEngine() throws SQLException {
        var settings =
                new DatabaseSettings(
                        Path.of("target", "databases", "two-engines"),
                        Path.of(environment.getRequiredProperty("imprimatur.database.server")),
                        false);
        try (var database = EmbeddedMariaDb.start(settings)) {
            try (var root = database.connect(database.root());
                    var tells = root.createStatement()) {
                tells.execute("CREATE DATABASE another CHARACTER SET utf8mb4");
                tells.execute("GRANT ALL ON another.* TO imprimatur_migration");
                tells.execute("GRANT SELECT ON another.* TO imprimatur_app");
            }
            engineOf(database.url().replace("/imprimatur?", "/another?"), database);
            assertThat(tables(database, "another")).isGreaterThan(10);
            assertThat(tables(database, "imprimatur")).isZero();

            var flyway =
                    Flyway.configure()
                            .dataSource(
                                    database.url(),
                                    database.migration().name(),
                                    database.migration().password())
                            .load();
            new EngineSchema(flyway, new FlywayMigrationInitializer(flyway)).prepare();

            assertThat(tables(database, "imprimatur")).isEqualTo(tables(database, "another"));
            new EngineSchema(flyway, new FlywayMigrationInitializer(flyway)).prepare();
            assertThat(ourEngineStarts(database)).isTrue();
        }
    }

    private static void engineOf(String url, EmbeddedMariaDb database) {
        var engine =
                (StandaloneProcessEngineConfiguration)
                        new StandaloneProcessEngineConfiguration()
                                .setDataSource(
                                        new DriverManagerDataSource(
                                                url,
                                                database.migration().name(),
                                                database.migration().password()))
                                .setDatabaseSchemaUpdate(
                                        ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        engine.setDisableIdmEngine(true);
        engine.setDisableEventRegistry(true);
        engine.buildProcessEngine().close();
    }

    /** As the application starts it: with the account that makes no tables. */
    private static boolean ourEngineStarts(EmbeddedMariaDb database) {
        var engine =
                (StandaloneProcessEngineConfiguration)
                        new StandaloneProcessEngineConfiguration()
                                .setDataSource(
                                        new DriverManagerDataSource(
                                                database.url(),
                                                database.application().name(),
                                                database.application().password()))
                                .setDatabaseSchemaUpdate(
                                        ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setDisableIdmEngine(true);
        engine.setDisableEventRegistry(true);
        var started = engine.buildProcessEngine();
        try {
            return started.getRepositoryService().createDeploymentQuery().count() == 0;
        } finally {
            started.close();
        }
    }

    private static int tables(EmbeddedMariaDb database, String schema) throws SQLException {
        try (var connection = database.connect(database.root());
                var count =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '"
                                                + schema
                                                + "' AND table_name LIKE 'ACT\\_%'")) {
            count.next();
            return count.getInt(1);
        }
    }
}
