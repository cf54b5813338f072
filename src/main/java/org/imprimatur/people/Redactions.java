package org.imprimatur.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AnsweredRequests.Of;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A person's data go by two: an administrator asks, another administrator or an auditor consents within seven days. Both
 * give their password, neither is the person, and nothing brings the data back.
 *
 * <p>The account is disabled first: then nothing is in hand, and nobody is signed in.
 */
@Service
@Retryable(includes = ConcurrencyFailureException.class, delay = 20, jitter = 15, multiplier = 2)
public class Redactions {

    public static final Duration VALID = Duration.ofDays(7);

    private static final String WAITING =
            "SELECT q.id, q.account_id, a.username, a.display_name, q.reason, q.requested_by, r.display_name, q.requested_at, q.expires_at"
                    + " FROM redaction_request q JOIN account a ON a.id = q.account_id JOIN account r ON r.id = q.requested_by"
                    + " WHERE q.waiting = 1 AND q.expires_at > :now";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Administrators administrators;
    private final SigningSessions signing;
    private final OpenDoors doors;
    private final SetUpLinks links;
    private final List<PersonalTraces> traces;
    private final AnsweredRequests answered;
    private final Recorded recorded;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Redactions(
            JdbcClient jdbc,
            Accounts accounts,
            Administrators administrators,
            SigningSessions signing,
            OpenDoors doors,
            SetUpLinks links,
            List<PersonalTraces> traces,
            AnsweredRequests answered,
            Recorded recorded,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.administrators = administrators;
        this.signing = signing;
        this.doors = doors;
        this.links = links;
        this.traces = traces;
        this.answered = answered;
        this.recorded = recorded;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A request that nobody has answered yet. */
    public record Waiting(
            UUID id,
            AccountId account,
            String username,
            String name,
            String reason,
            AccountId requestedBy,
            String requester,
            Instant requestedAt,
            Instant expiresAt) {}

    /** All that wait, the oldest first. */
    public List<Waiting> waiting() {
        return jdbc.sql(WAITING + " ORDER BY q.requested_at, q.id LIMIT 200")
                .param("now", Utc.of(clock.instant()))
                .query((row, _) -> waiting(row))
                .list();
    }

    /**
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS; NOT_FOUND; NOT_ALLOWED for one's own account; INVALID_INPUT where
     *     the account is enabled, the reason names the person, or it is asked for already
     */
    public void ask(Person admin, AccountId id, String reason, String password) {
        signing.confirm(admin, password);
        transaction.executeWithoutResult(_ -> ask(admin, id, reason));
    }

    private void ask(Person admin, AccountId id, String reason) {
        var account = administrators.about(id, admin.id());
        requireDisabled(account);
        if (identity(account).isHintedAtIn(reason)) {
            throw Refusal.invalid(Sentence.of("refusal.redaction.names"));
        }
        var now = clock.instant();
        var request = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        jdbc.sql(
                        "UPDATE redaction_request SET waiting = NULL, answer = 'EXPIRED' WHERE account_id = ? AND waiting = 1 AND expires_at <= ?")
                .params(id.value(), Utc.of(now))
                .update();
        try {
            jdbc.sql(
                            "INSERT INTO redaction_request (id, account_id, reason, requested_by, requested_at, expires_at, waiting) VALUES (?, ?, ?, ?, ?, ?, 1)")
                    .params(
                            request,
                            id.value(),
                            reason,
                            admin.id().value(),
                            Utc.of(now),
                            Utc.of(now.plus(VALID)))
                    .update();
        } catch (DuplicateKeyException _) {
            throw Refusal.invalid(Sentence.of("refusal.redaction.asked"));
        }
        events.publishEvent(
                new PeopleEvent.RedactionRequested(
                        admin.as(Role.ADMIN), account.username(), reason, request));
    }

    /**
     * The second pair of eyes: the person is forgotten now.
     *
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS; NOT_ALLOWED for one's own account or request, or where the one who
     *     asked is no administrator any more, or by the trail nobody asked; ILLEGAL_TRANSITION, also where it is too old;
     *     NOT_FOUND
     */
    public void consent(Person second, UUID id, String password) {
        signing.confirm(second, password);
        transaction.executeWithoutResult(_ -> consent(second, find(id)));
    }

    private void consent(Person second, Waiting request) {
        if (request.requestedBy().equals(second.id())) {
            throw Refusal.notAllowed(Sentence.of("refusal.own-request"));
        }
        var account =
                administrators.redacted(request.account(), request.requestedBy(), second.id());
        requireDisabled(account);
        var requester =
                accounts.findById(request.requestedBy()).map(Account::username).orElseThrow();
        answered.answer(Of.REDACTION, request.id(), second.id(), "CONSENTED");
        recorded.requireWaiting(
                new PeopleEvent.RedactionRequested(
                        new Actor(requester, Role.ADMIN),
                        account.username(),
                        request.reason(),
                        request.id()),
                VALID);
        var was = identity(account);
        doors.closeAll(was.id(), was.username());
        links.forget(was.id());
        var passkeys = delete("passkey", was.id());
        delete("signature_request", was.id());
        delete("api_token", was.id());
        delete("idempotency_key", was.id());
        traces.forEach(trace -> trace.forget(was.id()));
        account.redact(
                clock.instant(),
                actor(second),
                requester,
                request.reason(),
                passkeys,
                request.id(),
                was);
        accounts.save(account);
    }

    /** By whoever may consent, or by the one who asked. */
    public void decline(Person second, UUID id) {
        transaction.executeWithoutResult(
                _ -> {
                    var request = find(id);
                    administrators.redacted(request.account(), second.id());
                    answered.answer(Of.REDACTION, id, second.id(), "DECLINED");
                    events.publishEvent(
                            new PeopleEvent.RedactionDeclined(
                                    actor(second), request.username(), id));
                });
    }

    private static Actor actor(Person second) {
        return second.as(second.is(Role.ADMIN) ? Role.ADMIN : Role.AUDITOR);
    }

    private static void requireDisabled(Account account) {
        if (!account.isDisabled()) {
            throw Refusal.invalid(Sentence.of("refusal.redaction.enabled"));
        }
    }

    /** With the names that the person signed under before. */
    private FormerIdentity identity(Account account) {
        var names = new HashSet<String>();
        names.add(account.profile().name());
        traces.forEach(trace -> names.addAll(trace.names(account.id())));
        return new FormerIdentity(account.id(), account.username(), names);
    }

    private int delete(String table, AccountId account) {
        return jdbc.sql("DELETE FROM " + table + " WHERE account_id = ?")
                .param(account.value())
                .update();
    }

    private Waiting find(UUID id) {
        return jdbc.sql(WAITING + " AND q.id = :id")
                .param("now", Utc.of(clock.instant()))
                .param("id", id)
                .query((row, _) -> waiting(row))
                .optional()
                .orElseThrow(() -> answered.refusal(Of.REDACTION, id));
    }

    /** By which names the trail will be searched in what others wrote and did not sign. */
    public List<String> soughtFor(Waiting request) {
        return Objects.requireNonNull(
                transaction.execute(
                        _ ->
                                accounts.findById(request.account())
                                        .map(account -> List.copyOf(identity(account).telling()))
                                        .orElse(List.of())));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject(1, UUID.class),
                new AccountId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new AccountId(row.getObject(6, UUID.class)),
                row.getString(7),
                Utc.instant(row.getObject(8, LocalDateTime.class)),
                Utc.instant(row.getObject(9, LocalDateTime.class)));
    }
}
