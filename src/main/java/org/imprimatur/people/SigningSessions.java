package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One fresh factor, good for any number of signatures of the same account in the next five minutes.
 *
 * <p>A slow password hash is paid once per session, not once per signature.
 */
@Service
public class SigningSessions {

    static final Duration VALID = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    SigningSessions(JdbcClient jdbc, Accounts accounts, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** @param signingToken shown to its owner once */
    public record Opened(String signingToken, Instant expiresAt) {}

    /**
     * @throws Refusal WRONG_PASSWORD
     */
    @Transactional
    public Opened open(Person person, String password) {
        var account = accounts.findById(person.id()).orElseThrow();
        if (!passwords.matches(password, account.passwordHash())) {
            throw new Refusal(ProblemType.WRONG_PASSWORD, Sentence.of("refusal.wrong-password"));
        }
        var secret = Secret.random();
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO signing_session (id, token_hash, account_id, factor, opened_at, expires_at) VALUES (?, ?, ?, 'PASSWORD', ?, ?)")
                .params(
                        UuidVersion7Strategy.INSTANCE.generateUuid(null),
                        secret.hash(),
                        person.id().value(),
                        Utc.of(now),
                        Utc.of(now.plus(VALID)))
                .update();
        return new Opened(secret.text(), now.plus(VALID));
    }

    /**
     * The session a signature may name.
     *
     * @throws Refusal SIGNING_REQUIRED if the token is missing, old or somebody else's
     */
    @Transactional(readOnly = true)
    public UUID require(Person person, @Nullable String signingToken) {
        if (signingToken == null || signingToken.isBlank()) {
            throw required();
        }
        return jdbc.sql(
                        "SELECT id FROM signing_session WHERE token_hash = ? AND account_id = ? AND expires_at > ?")
                .params(
                        new Secret(signingToken).hash(),
                        person.id().value(),
                        Utc.of(clock.instant()))
                .query(UUID.class)
                .optional()
                .orElseThrow(SigningSessions::required);
    }

    private static Refusal required() {
        return new Refusal(ProblemType.SIGNING_REQUIRED, Sentence.of("refusal.signing-session"));
    }
}
