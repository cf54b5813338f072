package org.imprimatur;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.people.People;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A test of the whole running system: real MariaDB, real engine, real HTTP on a free port. All of them share one Spring
 * context, so each makes articles of its own ({@link Story#article}) and never counts rows of everybody's.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(SystemTest.Stage.class)
public @interface SystemTest {

    /** What the tests put in place of the world: its clock, and its people. */
    @TestConfiguration(proxyBeanMethods = false)
    class Stage {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        static Statements statements() {
            return new Statements();
        }

        @Bean
        @Order(100)
        ApplicationRunner cast(People people) {
            return _ -> Cast.enter(people);
        }

        @Bean
        Api api(Environment environment, MovableClock clock) {
            return new Api(
                    () -> environment.getRequiredProperty("local.server.port", Integer.class),
                    clock,
                    Cast.PASSWORD);
        }

        @Bean
        Story story(Api api) {
            return new Story(api);
        }

        @Bean
        Invariants invariants(Fsck fsck, JdbcClient jdbc, Api api) {
            return new Invariants(fsck, jdbc, api);
        }
    }
}
