package org.imprimatur.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Before the pool is given to anyone, so that a refused database is never written to by the application. */
    @Bean
    static BeanPostProcessor durabilityCheck() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DataSource database) {
                    DurabilityCheck.verify(database);
                }
                return bean;
            }
        };
    }

    /** Boot's own configuration takes both accounts from here; as they need the server, it is stopped after all who use them. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoForeignDatabase.class)
    @EnableConfigurationProperties(DatabaseSettings.class)
    static class Embedded {

        @Bean
        EmbeddedMariaDb embeddedMariaDb(DatabaseSettings settings) {
            return EmbeddedMariaDb.start(settings);
        }

        @Bean
        JdbcConnectionDetails applicationConnection(EmbeddedMariaDb database) {
            return new Application(database.url(), database.application());
        }

        @Bean
        FlywayConnectionDetails migrationConnection(EmbeddedMariaDb database) {
            return new Migration(database.url(), database.migration());
        }
    }

    private record Application(String url, Account account) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return account.name();
        }

        @Override
        public String getPassword() {
            return account.password();
        }
    }

    private record Migration(String url, Account account) implements FlywayConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return account.name();
        }

        @Override
        public String getPassword() {
            return account.password();
        }
    }

    /** An empty url counts as none: that is what {@code config/application.yml} has unless somebody names one. */
    static class NoForeignDatabase implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(
                    context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
