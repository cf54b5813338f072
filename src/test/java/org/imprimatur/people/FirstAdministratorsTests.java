package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.imprimatur.MovableClock;
import org.imprimatur.SystemTest;
import org.imprimatur.api.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation without administrators, inside a transaction that nobody else ever sees. */
@SystemTest
class FirstAdministratorsTests {

    private static final String PASSWORD = "seven green tortoises";

    @Autowired FirstAdministrators first;
    @Autowired SetUpAccount setUp;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired MovableClock clock;

    @Test
    void areMadeByTwoLinksEachOfThemOnce() {
        alone(
                () -> {
                    var links = first.renew();
                    assertThat(links).hasSize(2);

                    setUp.finish(links.getFirst(), "first-admin", "First", PASSWORD);

                    assertThat(people.active("first-admin").orElseThrow().roles())
                            .containsExactly(Role.ADMIN);
                    assertThatExceptionOfType(Refusal.class)
                            .isThrownBy(
                                    () ->
                                            setUp.finish(
                                                    links.getFirst(), "again", "Again", PASSWORD));
                    setUp.finish(links.getLast(), "second-admin", "Second", PASSWORD);
                    assertThat(first.renew()).isEmpty();
                });
    }

    @Test
    void getNewLinksAtTheNextStartAndTheOldOnesAreVoid() {
        alone(
                () -> {
                    var old = first.renew();
                    setUp.finish(old.getFirst(), "first-admin", "First", PASSWORD);

                    var renewed = first.renew();

                    assertThat(renewed).hasSize(1);
                    assertThat(setUp.invited(old.getLast())).isEmpty();
                    assertThat(setUp.invited(renewed.getFirst())).isPresent();
                });
    }

    @Test
    void haveADayToUseALink() {
        alone(
                () -> {
                    var link = first.renew().getFirst();

                    clock.advance(SetUpLinks.VALID.plusSeconds(1));

                    assertThat(setUp.invited(link)).isEmpty();
                });
    }

    private void alone(Runnable story) {
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql("UPDATE account SET disabled = TRUE WHERE roles LIKE '%ADMIN%'")
                            .update();
                    status.setRollbackOnly();
                    story.run();
                });
    }
}
