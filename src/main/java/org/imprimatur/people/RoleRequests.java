package org.imprimatur.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.AnsweredRequests.Of;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Roles change by two: one administrator asks, another confirms within seven days. Neither is the one it is about, and
 * whoever asked must still be an administrator when the other confirms.
 */
@Service
@Retryable(includes = ConcurrencyFailureException.class, delay = 20, jitter = 15, multiplier = 2)
@Transactional
public class RoleRequests {

    public static final Duration VALID = Duration.ofDays(7);

    private static final String WAITING =
            "SELECT q.id, q.account_id, a.username, a.display_name, q.kind, q.role, q.requested_by, r.display_name, q.requested_at, q.expires_at"
                    + " FROM role_request q JOIN account a ON a.id = q.account_id JOIN account r ON r.id = q.requested_by"
                    + " WHERE q.waiting = 1 AND q.expires_at > :now";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Administrators administrators;
    private final List<HeldWork> work;
    private final AnsweredRequests answered;
    private final Recorded recorded;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoleRequests(
            JdbcClient jdbc,
            Accounts accounts,
            Administrators administrators,
            List<HeldWork> work,
            AnsweredRequests answered,
            Recorded recorded,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.administrators = administrators;
        this.work = work;
        this.answered = answered;
        this.recorded = recorded;
        this.events = events;
        this.clock = clock;
    }

    /** What is asked for. */
    public enum Kind {
        GRANT,
        REVOKE
    }

    /** A request that nobody has answered yet. */
    public record Waiting(
            UUID id,
            AccountId account,
            String username,
            String name,
            Kind kind,
            Role role,
            AccountId requestedBy,
            String requester,
            Instant requestedAt,
            Instant expiresAt) {}

    /** All that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting() {
        return jdbc.sql(WAITING + " ORDER BY q.requested_at, q.id LIMIT 200")
                .param("now", Utc.of(clock.instant()))
                .query((row, _) -> waiting(row))
                .list();
    }

    /** Those that are about one account: never more than it can have roles. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(AccountId account) {
        return jdbc.sql(WAITING + " AND q.account_id = :account ORDER BY q.requested_at, q.id")
                .param("now", Utc.of(clock.instant()))
                .param("account", account.value())
                .query((row, _) -> waiting(row))
                .list();
    }

    /**
     * @throws Refusal NOT_FOUND, NOT_ALLOWED for one's own account, INVALID_INPUT where there is nothing to change or it is
     *     asked for already
     */
    public void ask(Person admin, AccountId id, Kind kind, Role role) {
        var account = administrators.about(id, admin.id());
        if (account.person().is(role) == (kind == Kind.GRANT)) {
            throw new Refusal(
                    ProblemType.INVALID_INPUT,
                    Sentence.of(
                            kind == Kind.GRANT ? "refusal.role-held" : "refusal.role-not-held"));
        }
        var now = clock.instant();
        var request = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        jdbc.sql(
                        "UPDATE role_request SET waiting = NULL, answer = 'EXPIRED' WHERE account_id = ? AND role = ? AND waiting = 1 AND expires_at <= ?")
                .params(id.value(), role.name(), Utc.of(now))
                .update();
        try {
            jdbc.sql(
                            "INSERT INTO role_request (id, account_id, kind, role, requested_by, requested_at, expires_at, waiting) VALUES (?, ?, ?, ?, ?, ?, ?, 1)")
                    .params(
                            request,
                            id.value(),
                            kind.name(),
                            role.name(),
                            admin.id().value(),
                            Utc.of(now),
                            Utc.of(now.plus(VALID)))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new Refusal(ProblemType.INVALID_INPUT, Sentence.of("refusal.role-asked"));
        }
        events.publishEvent(asked(kind, admin.as(Role.ADMIN), account.username(), role, request));
    }

    private static PeopleEvent.OfRequest asked(
            Kind kind, Actor by, String username, Role role, UUID request) {
        return switch (kind) {
            case GRANT -> new PeopleEvent.GrantRequested(by, username, role, request);
            case REVOKE -> new PeopleEvent.RevocationRequested(by, username, role, request);
        };
    }

    /**
     * The second pair of eyes: the role changes now, and with the next request of whom it is about.
     *
     * @throws Refusal NOT_ALLOWED for one's own account, one's own request, or one of somebody who is no administrator any
     *     more, or of nobody by the trail; ILLEGAL_TRANSITION, also where it is too old; NOT_FOUND
     */
    public void confirm(Person admin, UUID id) {
        var request = find(id);
        if (request.requestedBy().equals(admin.id())) {
            throw Refusal.notAllowed(Sentence.of("refusal.own-request"));
        }
        var held = HeldWork.lockAll(work, request.account());
        var account = administrators.about(request.account(), admin.id(), request.requestedBy());
        var requester = username(request.requestedBy());
        answered.answer(Of.ROLE, id, admin.id(), "CONFIRMED");
        recorded.requireWaiting(
                asked(
                        request.kind(),
                        new Actor(requester, Role.ADMIN),
                        account.username(),
                        request.role(),
                        id),
                VALID);
        var by = admin.as(Role.ADMIN);
        switch (request.kind()) {
            case GRANT -> account.grant(request.role(), by, requester, id);
            case REVOKE -> account.revoke(request.role(), by, requester, id);
        }
        accounts.save(account);
        held.giveBack(account.person(), account.isActive(), by, Sentence.of("reason.role-revoked"));
    }

    /** By another administrator, or by the one who asked. */
    public void decline(Person admin, UUID id) {
        var request = find(id);
        administrators.about(request.account(), admin.id());
        answered.answer(Of.ROLE, id, admin.id(), "DECLINED");
        events.publishEvent(
                new PeopleEvent.RequestDeclined(
                        admin.as(Role.ADMIN), request.username(), request.role(), id));
    }

    private Waiting find(UUID id) {
        return jdbc.sql(WAITING + " AND q.id = :id")
                .param("now", Utc.of(clock.instant()))
                .param("id", id)
                .query((row, _) -> waiting(row))
                .optional()
                .orElseThrow(() -> answered.refusal(Of.ROLE, id));
    }

    private String username(AccountId id) {
        return accounts.findById(id).map(Account::username).orElseThrow();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject(1, UUID.class),
                new AccountId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                Kind.valueOf(row.getString(5)),
                Role.valueOf(row.getString(6)),
                new AccountId(row.getObject(7, UUID.class)),
                row.getString(8),
                Utc.instant(row.getObject(9, LocalDateTime.class)),
                Utc.instant(row.getObject(10, LocalDateTime.class)));
    }
}
