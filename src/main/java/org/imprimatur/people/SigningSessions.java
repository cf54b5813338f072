package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One fresh factor of one account. A password is good for any number of signatures in the next five minutes, so that its
 * slow hash is paid once per session; the answer of a key is good for the one text it was given for.
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
        return Objects.requireNonNull(
                        transaction.execute(
                                _ -> begin(person, Factor.PASSWORD, clock.instant().plus(VALID))))
                .shown();
    }

    /** @param until end of the request that the key answered */
    Begun openWithPasskey(Person person, Instant until) {
        return begin(person, Factor.PASSKEY, until);
    }

    record Begun(UUID id, Opened shown) {}

    private Begun begin(Person person, Factor factor, Instant until) {
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var secret = Secret.random();
        jdbc.sql(
                        "INSERT INTO signing_session (id, token_hash, account_id, factor, opened_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        secret.hash(),
                        person.id().value(),
                        factor.name(),
                        Utc.of(clock.instant()),
                        Utc.of(until))
                .update();
        return new Begun(id, new Opened(secret.text(), until));
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

    /** What was signed with a key, and the key's answer, in a session that is good for nothing else. */
    public record Answered(UUID request, String text, String assertion) {}

    /** @param answered {@code null} with a password */
    public record Session(UUID id, Factor factor, @Nullable Answered answered) {}

    /**
     * The session a signature may name.
     *
     * @throws Refusal SIGNING_REQUIRED if the token is missing, old, used up or somebody else's
     */
    @Transactional(readOnly = true)
    public Session require(Person person, @Nullable String signingToken) {
        if (signingToken == null || signingToken.isBlank()) {
            throw required();
        }
        return jdbc.sql(
                        "SELECT s.id, s.factor, q.id, q.text, q.assertion FROM signing_session s"
                                + " LEFT JOIN signature_request q ON q.signing_session = s.id"
                                + " WHERE s.token_hash = ? AND s.account_id = ? AND s.expires_at > ? AND q.used_at IS NULL")
                .params(
                        new Secret(signingToken).hash(),
                        person.id().value(),
                        Utc.of(clock.instant()))
                .query(
                        (row, _) -> {
                            var request = row.getObject(3, UUID.class);
                            return new Session(
                                    Objects.requireNonNull(row.getObject(1, UUID.class)),
                                    Factor.valueOf(row.getString(2)),
                                    request == null
                                            ? null
                                            : new Answered(
                                                    request, row.getString(4), row.getString(5)));
                        })
                .optional()
                .filter(session -> session.factor() != Factor.PASSKEY || session.answered() != null)
                .orElseThrow(SigningSessions::required);
    }

    /**
     * The answer of a key becomes a signature: it is good for no other.
     *
     * @throws Refusal SIGNING_REQUIRED if it became one meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void use(Answered answered) {
        var used =
                jdbc.sql(
                                "UPDATE signature_request SET used_at = ? WHERE id = ? AND used_at IS NULL")
                        .params(Utc.of(clock.instant()), answered.request())
                        .update();
        if (used != 1) {
            throw required();
        }
    }

    static Refusal required() {
        return new Refusal(ProblemType.SIGNING_REQUIRED, Sentence.of("refusal.signing-session"));
    }
}
