package org.imprimatur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTests {

    /** As the application has it, with {@code config/application.yml}. */
    @Nested
    @SpringBootTest(
            classes = DatabaseConfiguration.class,
            webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    class WithoutAForeignDatabase {

        @Autowired EmbeddedMariaDb embedded;

        @Autowired HikariDataSource pool;

        @Autowired Flyway flyway;

        @Test
        void connectsTheApplicationAndTheMigrationUnderTheirOwnAccounts() {
            assertThat(user(pool)).isEqualTo("imprimatur_app@%");
            assertThat(user(flyway.getConfiguration().getDataSource()))
                    .isEqualTo("imprimatur_migration@%");
        }

        @Test
        void takesThePoolFromTheConfigurationFile() {
            assertThat(pool.isAutoCommit()).isFalse();
            assertThat(pool.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
            assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
        }

        @Test
        void looksTablesUpInItsOwnSchemaOnly() throws SQLException {
            try (var root = embedded.connect(embedded.root());
                    var statement = root.createStatement()) {
                statement.execute("CREATE DATABASE other");
                statement.execute("CREATE TABLE other.ACT_GE_PROPERTY (id INT)");
                statement.execute("GRANT SELECT ON other.* TO imprimatur_migration");
            }
            try (var connection = embedded.connect(embedded.migration())) {
                assertThat(
                                connection
                                        .getMetaData()
                                        .getTables(
                                                null,
                                                null,
                                                "ACT_GE_PROPERTY",
                                                new String[] {"TABLE"})
                                        .next())
                        .isFalse();
            }
        }

        private static String user(DataSource database) {
            return JdbcClient.create(database)
                    .sql("SELECT CURRENT_USER()")
                    .query(String.class)
                    .single();
        }
    }

    @Nested
    class WithAForeignDatabase {

        @Test
        void startsNoServer() {
            new ApplicationContextRunner()
                    .withUserConfiguration(DatabaseConfiguration.class)
                    .withPropertyValues(
                            "spring.datasource.url=jdbc:mariadb://db.example.org/imprimatur")
                    .run(
                            context ->
                                    assertThat(context)
                                            .doesNotHaveBean(EmbeddedMariaDb.class)
                                            .doesNotHaveBean(JdbcConnectionDetails.class)
                                            .doesNotHaveBean(FlywayConnectionDetails.class));
        }
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class Closed {

        @Test
        void stopsTheServerAfterThePoolWithinSeconds(CapturedOutput output) {
            runner().run(
                            context -> {
                                var embedded = context.getBean(EmbeddedMariaDb.class);
                                assertThat(context.getBean(HikariDataSource.class).isRunning())
                                        .isTrue();

                                assertTimeout(Duration.ofSeconds(25), context::close);

                                assertThatExceptionOfType(SQLException.class)
                                        .isThrownBy(() -> embedded.connect(embedded.root()));
                                assertThat(output)
                                        .doesNotContain("WARN")
                                        .doesNotContain("Exception");
                            });
        }
    }

    @Nested
    class Unsafe {

        @Test
        void isRefusedWhenACrashCouldLoseWhatItConfirmed() {
            runner().run(
                            context -> {
                                tellRoot(context, "SET GLOBAL innodb_flush_log_at_trx_commit = 2");

                                assertThatExceptionOfType(UnusableDatabase.class)
                                        .isThrownBy(
                                                () ->
                                                        DurabilityCheck.verify(
                                                                context.getBean(DataSource.class)))
                                        .withMessageContaining(
                                                "innodb_flush_log_at_trx_commit = 2");
                            });
        }

        @Test
        void isRefusedWhenItsTablesCouldNotHoldEveryCharacter() {
            runner().run(
                            context -> {
                                var embedded = context.getBean(EmbeddedMariaDb.class);
                                var url =
                                        embedded.url()
                                                .replace(
                                                        "old_mode=''",
                                                        "old_mode='UTF8_IS_UTF8MB3'");

                                new ApplicationContextRunner()
                                        .withConfiguration(
                                                AutoConfigurations.of(
                                                        DataSourceAutoConfiguration.class))
                                        .withUserConfiguration(DatabaseConfiguration.class)
                                        .withPropertyValues(
                                                "spring.datasource.url=" + url,
                                                "spring.datasource.username=imprimatur_app",
                                                "spring.datasource.password="
                                                        + embedded.application().password())
                                        .run(
                                                refused ->
                                                        assertThat(refused)
                                                                .getFailure()
                                                                .hasRootCauseInstanceOf(
                                                                        UnusableDatabase.class)
                                                                .hasStackTraceContaining(
                                                                        "old_mode = 'UTF8_IS_UTF8MB3'"));
                            });
        }

        private static void tellRoot(ApplicationContext context, String statement)
                throws SQLException {
            var embedded = context.getBean(EmbeddedMariaDb.class);
            try (var root = embedded.connect(embedded.root())) {
                root.createStatement().execute(statement);
            }
        }
    }

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues(
                        "imprimatur.database.directory=" + Databases.newDirectory(),
                        "imprimatur.database.server=" + Databases.server().daemon(),
                        "imprimatur.database.keep=false");
    }
}
