package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API. */
@Service
public class Tokens {

    static final Duration VALID = Duration.ofHours(12);

    private static final String SCHEME = "Bearer ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param token shown to its owner once */
    public record Issued(String token, Instant expiresAt) {}

    /** The token that came with a request, valid or not. */
    public static Optional<String> in(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

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
                .query(UUID.class)
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
