package org.imprimatur.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.api.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people are about to sign with a key, fixed before they do: the challenge of the key is the hash of that very text.
 *
 * <p>A request is good for five minutes, for the account that asked, for one answer and for one signature. What nothing came
 * of is not kept: the answer of a key is a signature wherever it is put.
 */
@Service
@Transactional
public class SigningRequests {

    private final JdbcClient jdbc;
    private final SigningSessions sessions;
    private final Clock clock;

    SigningRequests(JdbcClient jdbc, SigningSessions sessions, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @param text the exact bytes, as UTF-8, whose SHA-256 is the challenge */
    public record Fixed(UUID id, String text, Instant expiresAt) {}

    /** @param nonce a random one, which the text names too */
    public Fixed fix(Person person, UUID nonce, String text) {
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO signature_request (id, account_id, text, expires_at) VALUES (?, ?, ?, ?)")
                .params(nonce, person.id().value(), text, Utc.of(now.plus(SigningSessions.VALID)))
                .update();
        return new Fixed(nonce, text, now.plus(SigningSessions.VALID));
    }

    /** Whatever this account was to sign and has not: a key of theirs is no longer one. */
    void forget(AccountId account) {
        jdbc.sql("DELETE FROM signature_request WHERE account_id = ? AND used_at IS NULL")
                .param(account.value())
                .update();
    }

    @Scheduled(fixedDelayString = "PT1M")
    public void forgetUnused() {
        jdbc.sql("DELETE FROM signature_request WHERE used_at IS NULL AND expires_at <= ?")
                .param(Utc.of(clock.instant()))
                .update();
    }

    /**
     * The text that is still to be answered.
     *
     * @throws Refusal SIGNING_REQUIRED if it is answered, old, unknown or somebody else's
     */
    @Transactional(readOnly = true)
    public Fixed waiting(Person person, UUID id) {
        return jdbc.sql(
                        "SELECT text, expires_at FROM signature_request WHERE id = ? AND account_id = ? AND expires_at > ? AND signing_session IS NULL")
                .params(id, person.id().value(), Utc.of(clock.instant()))
                .query(
                        (row, _) ->
                                new Fixed(
                                        id,
                                        row.getString(1),
                                        Utc.instant(
                                                Objects.requireNonNull(
                                                        row.getObject(2, LocalDateTime.class)))))
                .optional()
                .orElseThrow(SigningSessions::required);
    }

    /**
     * The key's answer was checked: a session opens that is good for this text and no other.
     *
     * @param assertion what the key answered, as it is to be kept for whoever checks it again
     * @throws Refusal SIGNING_REQUIRED if it was answered meanwhile
     */
    SigningSessions.Opened answered(Person person, UUID id, String assertion) {
        var waiting = waiting(person, id);
        var opened = sessions.openWithPasskey(person, waiting.expiresAt());
        var answered =
                jdbc.sql(
                                "UPDATE signature_request SET signing_session = ?, assertion = ? WHERE id = ? AND signing_session IS NULL")
                        .params(opened.id(), assertion, id)
                        .update();
        if (answered != 1) {
            throw SigningSessions.required();
        }
        return opened.shown();
    }
}
