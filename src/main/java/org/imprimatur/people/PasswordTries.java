package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds how many passwords can be tried: in any fifteen minutes ten wrong ones for one account from one place, and a
 * hundred from one address.
 *
 * <p>A try is counted before the password is looked at and taken back when it was right; those from one place wait for each
 * other while they are counted, so that many at the same moment are no more than one after the other. There is no limit for an account alone: with it any stranger could lock its owner out.
 */
@Component
class PasswordTries {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int PER_ACCOUNT = 10;
    static final int PER_ADDRESS = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PasswordTries(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** @param isLast whether the next one will not be listened to, should this one be wrong */
    record Try(Origin origin, byte[] account, boolean isLast, boolean isLastOfOrigin) {}

    private record Counted(
            int ofOrigin,
            int ofAccount,
            LocalDateTime firstOfOrigin,
            LocalDateTime firstOfAccount) {}

    /**
     * @throws Refusal TOO_MANY_REQUESTS, and then it is not counted
     */
    @Transactional
    public Try begin(String username, Origin origin) {
        var account = new Secret(username).hash();
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO password_origin (origin, tried_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE tried_at = VALUES(tried_at)")
                .params(origin.text(), Utc.of(now))
                .update();
        jdbc.sql("INSERT INTO password_try (origin, account, tried_at) VALUES (?, ?, ?)")
                .params(origin.text(), account, Utc.of(now))
                .update();
        var counted =
                jdbc.sql(
                                "SELECT COUNT(*), COUNT(IF(account = :account, 1, NULL)), MIN(tried_at), MIN(IF(account = :account, tried_at, NULL))"
                                        + " FROM password_try WHERE origin = :origin AND tried_at > :since")
                        .param("account", account)
                        .param("origin", origin.text())
                        .param("since", Utc.of(now.minus(WINDOW)))
                        .query(
                                (row, _) ->
                                        new Counted(
                                                row.getInt(1),
                                                row.getInt(2),
                                                row.getObject(3, LocalDateTime.class),
                                                row.getObject(4, LocalDateTime.class)))
                        .single();
        if (counted.ofAccount() > PER_ACCOUNT) {
            throw tooMany(counted.firstOfAccount());
        }
        if (origin.isShared() && counted.ofOrigin() > PER_ADDRESS) {
            throw tooMany(counted.firstOfOrigin());
        }
        return new Try(
                origin,
                account,
                counted.ofAccount() == PER_ACCOUNT,
                origin.isShared() && counted.ofOrigin() == PER_ADDRESS);
    }

    /**
     * The trail keeps for ever what is entered, so a stranger who names nobody is entered for their hundredth try, not
     * for each ten.
     *
     * @param username of the account that it was about, if there is one
     */
    @Transactional
    public void failed(Try attempt, @Nullable String username) {
        if (attempt.isLast() && username != null || attempt.isLastOfOrigin()) {
            events.publishEvent(
                    new PeopleEvent.PasswordTriesStopped(
                            Actor.SYSTEM,
                            attempt.isLast() ? username : null,
                            attempt.origin().text()));
        }
    }

    @Transactional
    public void succeeded(Try attempt) {
        jdbc.sql("DELETE FROM password_try WHERE origin = ? AND account = ?")
                .params(attempt.origin().text(), attempt.account())
                .update();
    }

    @Scheduled(fixedDelayString = "PT10M")
    @Transactional
    public void forgetOld() {
        var old = Utc.of(clock.instant().minus(WINDOW));
        jdbc.sql("DELETE FROM password_try WHERE tried_at < ?").param(old).update();
        jdbc.sql("DELETE FROM password_origin WHERE tried_at < ?").param(old).update();
    }

    private Refusal tooMany(LocalDateTime first) {
        var wait =
                Duration.between(clock.instant(), Utc.instant(first).plus(WINDOW)).toSeconds() + 1;
        return new Refusal(
                ProblemType.TOO_MANY_REQUESTS,
                Sentence.of("refusal.too-many-passwords", (wait + 59) / 60),
                Map.of(Refusal.RETRY_AFTER, wait));
    }
}
