package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API. */
@Service
public class Tokens {

    static final Duration VALID = Duration.ofHours(12);

    /** Of those with a label, which a program keeps. */
    public static final Duration VALID_WITH_LABEL = Duration.ofDays(90);

    /** How exactly the last use is known: a row is not written for each request. */
    private static final Duration ACCURACY = Duration.ofMinutes(5);

    private static final String SCHEME = "Bearer ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Tokens(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A token as its owner sees it.
     *
     * @param label absent for one that a script took with its password
     */
    public record Listed(
            UUID id,
            @Nullable String label,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

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
        return issue(person, null, VALID);
    }

    /** A token that a program of this person keeps. */
    @Transactional
    public Issued issue(Person person, String label) {
        events.publishEvent(
                new PeopleEvent.TokenCreated(person.aboutSelf(), person.username(), label));
        return issue(person, label, VALID_WITH_LABEL);
    }

    private Issued issue(Person person, @Nullable String label, Duration valid) {
        var secret = Secret.random();
        var now = clock.instant();
        jdbc.sql("DELETE FROM api_token WHERE expires_at < ?").param(Utc.of(now)).update();
        jdbc.sql(
                        "INSERT INTO api_token (token_hash, id, account_id, label, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)")
                .param(secret.hash())
                .param(UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .param(person.id().value())
                .param(label)
                .param(Utc.of(now))
                .param(Utc.of(now.plus(valid)))
                .update();
        return new Issued(secret.text(), now.plus(valid));
    }

    private record Found(UUID account, @Nullable LocalDateTime lastUsed) {}

    /** Whose it is; notes that it was used. */
    @Transactional
    public Optional<AccountId> owner(String token) {
        var hash = new Secret(token).hash();
        var now = clock.instant();
        var found =
                jdbc.sql(
                                "SELECT account_id, last_used_at FROM api_token WHERE token_hash = ? AND expires_at > ?")
                        .params(hash, Utc.of(now))
                        .query(
                                (row, _) ->
                                        new Found(
                                                row.getObject(1, UUID.class),
                                                row.getObject(2, LocalDateTime.class)))
                        .optional();
        var stale = Utc.of(now.minus(ACCURACY));
        if (found.isPresent()
                && (found.get().lastUsed() == null || found.get().lastUsed().isBefore(stale))) {
            jdbc.sql("UPDATE api_token SET last_used_at = ? WHERE token_hash = ?")
                    .params(Utc.of(now), hash)
                    .update();
        }
        return found.map(Found::account).map(AccountId::new);
    }

    /** Those of one person that are valid, newest first. */
    @Transactional(readOnly = true)
    public List<Listed> of(Person person) {
        return jdbc.sql(
                        "SELECT id, label, created_at, expires_at, last_used_at FROM api_token"
                                + " WHERE account_id = ? AND expires_at > ? ORDER BY created_at DESC, id LIMIT 100")
                .params(person.id().value(), Utc.of(clock.instant()))
                .query((row, _) -> listed(row))
                .list();
    }

    @Transactional
    public void revoke(String token) {
        jdbc.sql("DELETE FROM api_token WHERE token_hash = ?")
                .param(new Secret(token).hash())
                .update();
    }

    /** Does nothing where the person has no such token any more. */
    @Transactional
    public void revoke(Person person, UUID id) {
        var revoked = of(person).stream().filter(token -> token.id().equals(id)).findFirst();
        if (revoked.isPresent()
                && jdbc.sql("DELETE FROM api_token WHERE id = ? AND account_id = ?")
                                .params(id, person.id().value())
                                .update()
                        > 0) {
            events.publishEvent(
                    new PeopleEvent.TokenRevoked(
                            person.aboutSelf(),
                            person.username(),
                            Objects.requireNonNullElse(revoked.get().label(), "")));
        }
    }

    void revokeAll(AccountId account) {
        jdbc.sql("DELETE FROM api_token WHERE account_id = ?").param(account.value()).update();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var lastUsed = row.getObject(5, LocalDateTime.class);
        return new Listed(
                row.getObject(1, UUID.class),
                row.getString(2),
                Utc.instant(row.getObject(3, LocalDateTime.class)),
                Utc.instant(row.getObject(4, LocalDateTime.class)),
                lastUsed == null ? null : Utc.instant(lastUsed));
    }
}
