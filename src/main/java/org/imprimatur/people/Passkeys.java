package org.imprimatur.people;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys of people: how one is made, named and removed, and which one answers. */
@Service
public class Passkeys {

    static final Duration VALID = Duration.ofMinutes(5);

    private static final int MOST = 20;

    /** Longer names of keys exist; the keys that remember their owner have short ones. */
    private static final int LONGEST_CREDENTIAL = 255;

    private static final int LONGEST_KEY = 800;
    private static final String COLUMNS =
            "id, account_id, name, credential_id, public_key, algorithm, backup_eligible, signature_count";

    private final JdbcClient jdbc;
    private final RelyingParty relyingParty;
    private final SigningSessions signing;
    private final SigningRequests requests;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Passkeys(
            JdbcClient jdbc,
            RelyingParty relyingParty,
            SigningSessions signing,
            SigningRequests requests,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.relyingParty = relyingParty;
        this.signing = signing;
        this.requests = requests;
        this.clock = clock;
        this.events = events;
    }

    /** A key as its owner sees it. */
    public record Listed(
            UUID id,
            String name,
            boolean isSynced,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * A challenge to make a key, kept in the session of whoever has just given their password.
     *
     * @param challenge and {@code handle}, which a key remembers its owner by, in base64url
     * @param known the credentials that need not be made again
     */
    public record Offer(
            AccountId account,
            String rpId,
            String name,
            String challenge,
            String handle,
            List<String> known,
            Instant until)
            implements Serializable {}

    /** What the keys of the person who signs in are asked; anybody may ask for one. */
    public record Question(String rpId, String challenge, Instant until) implements Serializable {}

    /** The name under which keys are made. */
    public String rpId() {
        return relyingParty.id();
    }

    @Transactional(readOnly = true)
    public List<Listed> of(Person person) {
        return jdbc.sql(
                        "SELECT id, name, backup_eligible, created_at, last_used_at FROM passkey WHERE account_id = ? ORDER BY created_at, id")
                .param(person.id().value())
                .query((row, _) -> listed(row))
                .list();
    }

    /**
     * @param name that its owner will know it by
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS; INVALID_INPUT where there are enough
     */
    public Offer offer(Person person, String name, String password) {
        signing.confirm(person, password);
        var known = credentials(person);
        if (known.size() >= MOST) {
            throw Refusal.invalid(Sentence.of("refusal.passkeys-enough", MOST));
        }
        return new Offer(
                person.id(),
                rpId(),
                name,
                Secret.random().text(),
                text(handle(person.id())),
                known,
                clock.instant().plus(VALID));
    }

    /** @throws Refusal INVALID_INPUT if no key was made to this offer, or somebody has it already */
    @Transactional
    public void register(Person person, Offer offer, PasskeyCreation creation) {
        if (!offer.account().equals(person.id()) || clock.instant().isAfter(offer.until())) {
            throw notMade();
        }
        var made =
                relyingParty
                        .made(RelyingParty.bytes(offer.challenge()), creation)
                        .filter(
                                key ->
                                        key.credential().length <= LONGEST_CREDENTIAL
                                                && key.publicKey().length <= LONGEST_KEY)
                        .orElseThrow(Passkeys::notMade);
        var key =
                new Passkey(
                        UuidVersion7Strategy.INSTANCE.generateUuid(null),
                        person.id(),
                        offer.name(),
                        made.credential(),
                        made.publicKey(),
                        made.algorithm(),
                        made.isBackupEligible(),
                        made.signatureCount());
        insert(key);
        events.publishEvent(
                new PeopleEvent.PasskeyRegistered(
                        person.aboutSelf(), person.username(), key.told()));
    }

    private void insert(Passkey key) {
        try {
            jdbc.sql(
                            "INSERT INTO passkey ("
                                    + COLUMNS
                                    + ", created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            key.id(),
                            key.account().value(),
                            key.name(),
                            key.credential(),
                            key.publicKey(),
                            key.algorithm(),
                            key.isBackupEligible(),
                            key.signatureCount(),
                            Utc.of(clock.instant()))
                    .update();
        } catch (DuplicateKeyException _) {
            throw notMade();
        }
    }

    /** Does nothing where the person has no such key any more. */
    @Transactional
    public void rename(Person person, UUID id, String name) {
        locked(person, id)
                .filter(key -> !key.name().equals(name))
                .ifPresent(
                        key -> {
                            jdbc.sql("UPDATE passkey SET name = ? WHERE id = ?")
                                    .params(name, id)
                                    .update();
                            events.publishEvent(
                                    new PeopleEvent.PasskeyRenamed(
                                            person.aboutSelf(), person.username(), key.told(name)));
                        });
    }

    /** Does nothing where the person has no such key any more. What it signed stays signed: the trail has the key. */
    @Transactional
    public void remove(Person person, UUID id) {
        locked(person, id).ifPresent(key -> remove(key, person.aboutSelf(), person.username()));
    }

    /** For an account whose owner starts anew: whoever had it before may have left a key of their own. */
    void removeAll(AccountId account, Actor by, String username) {
        jdbc.sql("SELECT " + COLUMNS + " FROM passkey WHERE account_id = ? ORDER BY id FOR UPDATE")
                .param(account.value())
                .query((row, _) -> passkey(row))
                .list()
                .forEach(key -> remove(key, by, username));
    }

    private void remove(Passkey key, Actor by, String username) {
        jdbc.sql("DELETE FROM passkey WHERE id = ?").param(key.id()).update();
        requests.forget(key.account());
        events.publishEvent(new PeopleEvent.PasskeyRemoved(by, username, key.told()));
    }

    private Optional<Passkey> locked(Person person, UUID id) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM passkey WHERE id = ? AND account_id = ? FOR UPDATE")
                .params(id, person.id().value())
                .query((row, _) -> passkey(row))
                .optional();
    }

    public Question question() {
        return new Question(rpId(), Secret.random().text(), clock.instant().plus(VALID));
    }

    /** The keys that a browser may look for, in base64url. */
    @Transactional(readOnly = true)
    public List<String> credentials(Person person) {
        return jdbc.sql("SELECT credential_id FROM passkey WHERE account_id = ? ORDER BY id")
                .param(person.id().value())
                .query((row, _) -> text(row.getBytes(1)))
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Passkey> named(@Nullable String credential) {
        byte[] id;
        try {
            id = RelyingParty.bytes(credential);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return id.length > LONGEST_CREDENTIAL
                ? Optional.empty()
                : jdbc.sql("SELECT " + COLUMNS + " FROM passkey WHERE credential_id = ?")
                        .param(id)
                        .query((row, _) -> passkey(row))
                        .optional();
    }

    /**
     * Whether this key gave this answer to this challenge, for its owner; then its use is noted. Of two answers with the
     * same count one is a copy.
     */
    @Transactional
    boolean accepts(Passkey key, byte[] challenge, PasskeyAnswer answer) {
        var handle = answer.userHandle();
        if (handle != null && !handle.isEmpty() && !handle.equals(text(handle(key.account())))) {
            return false;
        }
        return relyingParty
                .answered(challenge, key, answer)
                .filter(
                        count ->
                                jdbc.sql(
                                                        "UPDATE passkey SET signature_count = ?, last_used_at = ?"
                                                                + " WHERE id = ? AND (signature_count < ? OR signature_count = 0 AND ? = 0)")
                                                .params(
                                                        count,
                                                        Utc.of(clock.instant()),
                                                        key.id(),
                                                        count,
                                                        count)
                                                .update()
                                        == 1)
                .isPresent();
    }

    private static Refusal notMade() {
        return Refusal.invalid(Sentence.of("refusal.passkey-not-made"));
    }

    private static byte[] handle(AccountId account) {
        return ByteBuffer.allocate(16)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .array();
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getObject(1, UUID.class),
                new AccountId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getBytes(4),
                row.getBytes(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getLong(8));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var lastUsed = row.getObject(5, LocalDateTime.class);
        return new Listed(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getBoolean(3),
                Utc.instant(Objects.requireNonNull(row.getObject(4, LocalDateTime.class))),
                lastUsed == null ? null : Utc.instant(lastUsed));
    }
}
