package org.imprimatur.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
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
                    .withUserConfiguration(DatabaseConfiguration.Embedded.class)
                    .withPropertyValues(
                            "spring.datasource.url=jdbc:mariadb://db.example.org/imprimatur")
                    .run(context -> assertThat(context).doesNotHaveBean(EmbeddedMariaDb.class));
        }
    }

    @Nested
    class Closed {

        @Test
        void hasStoppedTheServerAfterThePool() {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                    .withUserConfiguration(DatabaseConfiguration.class)
                    .withPropertyValues(
                            "imprimatur.database.directory=" + Databases.newDirectory(),
                            "imprimatur.database.server=" + Databases.server().daemon(),
                            "imprimatur.database.keep=false")
                    .run(
                            context -> {
                                var embedded = context.getBean(EmbeddedMariaDb.class);
                                var order =
                                        context.getBeanFactory()
                                                .getDependenciesForBean("dataSource");
                                assertThat(context.getBean(HikariDataSource.class).isRunning())
                                        .isTrue();

                                context.close();

                                assertThat(context.getBeanFactory()).isNotNull();
                                assertThatExceptionOfType(SQLException.class)
                                        .isThrownBy(() -> embedded.connect(embedded.root()));
                            });
        }
    }
}
