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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final PasswordTries tries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SigningSessions(
            JdbcClient jdbc,
            Accounts accounts,
            PasswordEncoder passwords,
            PasswordTries tries,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tries = tries;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param signingToken shown to its owner once */
    public record Opened(String signingToken, Instant expiresAt) {}

    /**
     * Wrong passwords are counted in transactions of their own: the refusal does not take them back.
     *
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS
     */
    public Opened open(Person person, String password) {
        confirm(person, password);
        var secret = Secret.random();
        var now = clock.instant();
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql(
                                        "INSERT INTO signing_session (id, token_hash, account_id, factor, opened_at, expires_at) VALUES (?, ?, ?, 'PASSWORD', ?, ?)")
                                .params(
                                        UuidVersion7Strategy.INSTANCE.generateUuid(null),
                                        secret.hash(),
                                        person.id().value(),
                                        Utc.of(now),
                                        Utc.of(now.plus(VALID)))
                                .update());
        return new Opened(secret.text(), now.plus(VALID));
    }

    /**
     * Asks a person who is signed in for their password once more.
     *
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS
     */
    void confirm(Person person, String password) {
        var hash = accounts.findById(person.id()).map(Account::passwordHash).orElse(null);
        var attempt = tries.begin(person.username(), Origin.SIGNING);
        if (!passwords.matches(password, hash)) {
            tries.failed(attempt, person.username());
            throw new Refusal(ProblemType.WRONG_PASSWORD, Sentence.of("refusal.wrong-password"));
        }
        tries.succeeded(attempt);
    }

    /** Those that are open end now. Their rows stay: signatures name them. */
    void endAll(AccountId account) {
        var now = Utc.of(clock.instant());
        jdbc.sql(
                        "UPDATE signing_session SET expires_at = ? WHERE account_id = ? AND expires_at > ?")
                .params(now, account.value(), now)
                .update();
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
