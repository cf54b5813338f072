package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Both doors: who comes in, for how long, and how often somebody may be wrong. */
@SystemTest
class SignInTests {

    private static final String WRONG = "not the password";

    @Autowired Api api;
    @Autowired People people;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void letWrongPasswordsGrowOld() {
        clock.advance(Duration.ofMinutes(16));
    }

    @Test
    void returnsToThePageThatWasWanted() {
        var visitor = new Visitor(api);

        var asked = visitor.get("/reviewing?view=mine").expect(302).location();
        assertThat(asked).isEqualTo("/sign-in?to=%2Freviewing%3Fview%3Dmine");
        assertThat(visitor.get(asked).page().select("input[name=to]").val())
                .isEqualTo("/reviewing?view=mine");
        assertThat(
                        visitor.post(
                                        asked,
                                        "/sign-in",
                                        Map.of(
                                                "username",
                                                Cast.RAVI,
                                                "password",
                                                Cast.PASSWORD,
                                                "to",
                                                "/reviewing?view=mine"))
                                .location())
                .isEqualTo("/reviewing?view=mine");
    }

    @Test
    void keepsTheWantedPageThroughAMistake() {
        var visitor = new Visitor(api);
        var fields = Map.of("username", Cast.RAVI, "password", WRONG, "to", "/reviewing");

        assertThat(visitor.post("/sign-in", "/sign-in", fields).expect(302).location())
                .isEqualTo("/sign-in?to=%2Freviewing&failed");
    }

    @Test
    void remembersNoMoreOfANameThanANameCanHave() {
        var visitor = new Visitor(api);

        visitor.signIn("n".repeat(70_000), WRONG).expect(302);

        assertThat(visitor.get("/sign-in?failed").expect(200).page().select("#username").val())
                .isEqualTo("n".repeat(64));
    }

    @Test
    void leadsNowhereElse() {
        var fields =
                Map.of("username", Cast.RAVI, "password", Cast.PASSWORD, "to", "//elsewhere.org");

        assertThat(new Visitor(api).post("/sign-in", "/sign-in", fields).location())
                .isEqualTo("/after-sign-in");
    }

    @Test
    void leadsBackToThePageOfAFormWhoseSessionIsOver() {
        var visitor = new Visitor(api).as(Cast.RAVI);
        change("DELETE FROM SPRING_SESSION WHERE PRINCIPAL_NAME = 'ravi'");

        var refused =
                visitor.postAsIs(
                        "/reviewing?view=mine",
                        "/reviewing/1/release",
                        Map.of("reason", "No time", "_csrf", "old"));

        assertThat(refused.expect(403).page().select("a[href^=/sign-in]").eachAttr("href"))
                .contains("/sign-in?to=/reviewing?view%3Dmine");
    }

    @Test
    void givesEachSessionANewId() {
        var visitor = new Visitor(api);
        visitor.get("/sign-in");
        var before = visitor.cookie("imprimatur");

        visitor.as(Cast.RAVI);

        assertThat(visitor.cookie("imprimatur")).isNotEqualTo(before);
    }

    @Test
    void endsAfterTwelveHoursHoweverBusy() {
        var visitor = new Visitor(api).as(Cast.RAVI);
        clock.advance(Duration.ofHours(11));
        visitor.get("/reviewing").expect(200);

        clock.advance(Duration.ofHours(1).plusSeconds(1));

        assertThat(visitor.get("/reviewing").expect(302).location()).startsWith("/sign-in");
    }

    @Test
    void endsAfterHalfAnHourWithoutAClick() {
        var visitor = new Visitor(api).as(Cast.RAVI);
        var halfAnHour = Duration.ofMinutes(30).toMillis();

        change(
                "UPDATE SPRING_SESSION SET LAST_ACCESS_TIME = LAST_ACCESS_TIME - ?, EXPIRY_TIME = EXPIRY_TIME - ?"
                        + " WHERE PRINCIPAL_NAME = 'ravi'",
                halfAnHour,
                halfAnHour);

        assertThat(visitor.get("/reviewing").expect(302).location()).startsWith("/sign-in");
    }

    @Test
    void stopsListeningAfterTenWrongPasswordsAndSaysUntilWhen() {
        account("guessed");
        for (var wrong = 0; wrong < 10; wrong++) {
            assertThat(new Visitor(api).signIn("guessed", WRONG).expect(302).location())
                    .isEqualTo("/sign-in?failed");
        }

        var refused = new Visitor(api).signIn("guessed", Cast.PASSWORD).expect(429);

        assertThat(refused.text()).contains("Too many wrong passwords. Wait 15 minutes");
        assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(800L, 900L);
        assertThat(stopped("guessed")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(15));
        new Visitor(api).as("guessed");
    }

    @Test
    void countsManyGuessesAtOnceOneByOne() {
        account("raced");

        var answers =
                Together.times(30, () -> new Visitor(api).signIn("raced", WRONG).status()).stream()
                        .filter(status -> status == 302)
                        .count();

        assertThat(answers).isBetween(1L, 10L);
        new Visitor(api).signIn("raced", Cast.PASSWORD).expect(429);
    }

    @Test
    void cannotBeLockedByAStrangerOnADeviceThatIsKnown() {
        account("known");
        var own = new Visitor(api).as("known");
        own.post("/", "/sign-out", Map.of());
        for (var wrong = 0; wrong < 10; wrong++) {
            new Visitor(api).signIn("known", WRONG);
        }
        new Visitor(api).signIn("known", Cast.PASSWORD).expect(429);

        own.as("known");
    }

    @Test
    void stopsListeningToAnAddressThatTriesManyAccounts() {
        for (var wrong = 0; wrong < 100; wrong++) {
            new Visitor(api).signIn("nobody-" + wrong, WRONG).expect(302);
        }

        new Visitor(api).signIn(Cast.RAVI, Cast.PASSWORD).expect(429);
    }

    @Test
    void entersNothingWhereNobodyIsMeant() {
        var before = stopped();

        for (var wrong = 0; wrong < 10; wrong++) {
            new Visitor(api).signIn("nobody", WRONG).expect(302);
        }
        new Visitor(api).signIn("nobody", WRONG).expect(429);

        assertThat(stopped()).isEqualTo(before);
    }

    @Test
    void tellsNobodyWhichAccountsThereAre() {
        var known = new Visitor(api);
        var unknown = new Visitor(api);

        assertThat(known.signIn(Cast.RAVI, WRONG).location())
                .isEqualTo(unknown.signIn("nobody", WRONG).location());
        assertThat(known.get("/sign-in?failed").text())
                .isEqualTo(unknown.get("/sign-in?failed").text());
    }

    private void change(String sql, Object... parameters) {
        transaction.executeWithoutResult(
                _ -> assertThat(jdbc.sql(sql).params(parameters).update()).isPositive());
    }

    private long stopped(String username) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                + " WHERE l.bytes LIKE '%PASSWORD_TRIES_STOPPED%' AND p.body LIKE ?")
                .param("%\"" + username + "\"%")
                .query(Long.class)
                .single();
    }

    private long stopped() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE action = 'PASSWORD_TRIES_STOPPED'")
                .query(Long.class)
                .single();
    }

    private void account(String username) {
        Cast.account(people, username, "Dr " + username, Set.of(Role.REVIEWER), Set.of(), false);
    }
}
