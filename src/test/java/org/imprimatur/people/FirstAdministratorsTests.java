package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.MovableClock;
import org.imprimatur.SystemTest;
import org.imprimatur.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation whose administrators are all disabled, for as long as the story lasts. */
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
                    var links = renewed();
                    assertThat(links).hasSize(2);

                    var name = fresh();
                    setUp.finish(links.getFirst(), name, unlikeAnybody(), PASSWORD);

                    assertThat(people.active(name).orElseThrow().roles())
                            .containsExactly(Role.ADMIN);
                    assertThatExceptionOfType(Refusal.class)
                            .isThrownBy(
                                    () ->
                                            setUp.finish(
                                                    links.getFirst(), "again", "Again", PASSWORD));
                    setUp.finish(links.getLast(), fresh(), unlikeAnybody(), PASSWORD);
                    assertThat(renewed()).isEmpty();
                });
    }

    @Test
    void getNewLinksAtTheNextStartAndTheOldOnesAreVoid() {
        alone(
                () -> {
                    var old = renewed();
                    setUp.finish(old.getFirst(), fresh(), unlikeAnybody(), PASSWORD);

                    var renewed = renewed();

                    assertThat(renewed).hasSize(1);
                    assertThat(setUp.invited(old.getLast())).isEmpty();
                    assertThat(setUp.invited(renewed.getFirst())).isPresent();
                });
    }

    @Test
    void areNotMadeByALinkOnceThereAreTwo() {
        var links = new ArrayList<String>();
        alone(
                () -> {
                    links.addAll(renewed());
                    setUp.finish(links.getLast(), fresh(), unlikeAnybody(), PASSWORD);
                    assertThat(setUp.invited(links.getFirst())).isPresent();
                });

        assertThat(setUp.invited(links.getFirst())).isEmpty(); // beside whoever was disabled
    }

    /** Whoever can write rows knows a secret of their own. */
    @Test
    void areNotMadeByALinkThatNobodyMade() {
        alone(
                () -> {
                    renewed();
                    transaction.executeWithoutResult(
                            _ ->
                                    jdbc.sql(
                                                    "UPDATE set_up_link SET token_hash = UNHEX(SHA2('known', 256)) WHERE account_id IS NULL LIMIT 1")
                                            .update());
                    try {
                        assertThat(setUp.invited("known")).isEmpty();
                        assertThatExceptionOfType(Refusal.class)
                                .isThrownBy(
                                        () -> setUp.finish("known", fresh(), "Nobody", PASSWORD));
                    } finally {
                        renewed();
                    }
                });
    }

    @Test
    void haveADayToUseALink() {
        alone(
                () -> {
                    var link = renewed().getFirst();

                    clock.advance(SetUpLinks.VALID.plusSeconds(1));

                    assertThat(setUp.invited(link)).isEmpty();
                });
    }

    private void alone(Runnable story) {
        var administrators =
                jdbc.sql("SELECT id FROM account WHERE roles LIKE '%ADMIN%' AND NOT disabled")
                        .query(UUID.class)
                        .list();
        disable(administrators, true);
        try {
            story.run();
        } finally {
            disable(administrators, false);
        }
    }

    private void disable(List<@Nullable UUID> accounts, boolean disabled) {
        if (!accounts.isEmpty()) {
            transaction.executeWithoutResult(
                    _ ->
                            jdbc.sql(
                                            "UPDATE account SET disabled = :disabled WHERE id IN (:accounts)")
                                    .param("disabled", disabled)
                                    .param("accounts", accounts)
                                    .update());
        }
    }

    private List<String> renewed() {
        return Objects.requireNonNull(transaction.execute(_ -> first.renew()));
    }

    private static String unlikeAnybody() {
        return "First " + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String fresh() {
        return "first-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
