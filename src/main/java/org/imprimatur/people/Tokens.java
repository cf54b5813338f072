package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API. */
@Service
public class Tokens {

    static final Duration VALID = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param token shown to its owner once */
    public record Issued(String token, Instant expiresAt) {}

    @Transactional
    public Issued issue(Person person) {
        var secret = Secret.random();
        var now = clock.instant();
        jdbc.sql("DELETE FROM api_token WHERE expires_at < ?").param(Utc.of(now)).update();
        jdbc.sql(
                        "INSERT INTO api_token (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)")
                .params(secret.hash(), person.id().value(), Utc.of(now), Utc.of(now.plus(VALID)))
                .update();
        return new Issued(secret.text(), now.plus(VALID));
    }

    @Transactional(readOnly = true)
    public Optional<AccountId> owner(String token) {
        return jdbc.sql("SELECT account_id FROM api_token WHERE token_hash = ? AND expires_at > ?")
                .params(new Secret(token).hash(), Utc.of(clock.instant()))
                .query(java.util.UUID.class)
                .optional()
                .map(AccountId::new);
    }

    @Transactional
    public void revoke(String token) {
        jdbc.sql("DELETE FROM api_token WHERE token_hash = ?")
                .param(new Secret(token).hash())
                .update();
    }
}
