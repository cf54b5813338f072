package org.imprimatur.people;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one administrator does alone: making accounts that can do nothing yet, specialties, and the emergency brake.
 *
 * <p>Disabling needs no second one, because it must not wait. It ends sessions, tokens and open signatures at once, and
 * what was held goes back to all.
 */
@Service
@Retryable(includes = ConcurrencyFailureException.class, delay = 20, jitter = 15, multiplier = 2)
@Transactional
public class LookAfterAccounts {

    private final Accounts accounts;
    private final Administrators administrators;
    private final PersonNames names;
    private final RoleRequests requests;
    private final SetUpLinks links;
    private final OpenDoors doors;
    private final List<HeldWork> work;
    private final Clock clock;

    LookAfterAccounts(
            Accounts accounts,
            Administrators administrators,
            PersonNames names,
            RoleRequests requests,
            SetUpLinks links,
            OpenDoors doors,
            List<HeldWork> work,
            Clock clock) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.names = names;
        this.requests = requests;
        this.links = links;
        this.doors = doors;
        this.work = work;
        this.clock = clock;
    }

    /** @param link secret part of the set-up link's address, shown once */
    public record Created(AccountId id, String link) {}

    /**
     * An account without a password and without roles. The roles are asked for, so that a second administrator confirms
     * them.
     *
     * @throws Refusal INVALID_INPUT where the user name is taken, or the name would be taken for another
     */
    public Created create(Person admin, NewAccount wanted) {
        administrators.require(admin.id());
        names.require(wanted.displayName(), null, null);
        var bare =
                new NewAccount(
                        wanted.username(),
                        wanted.displayName(),
                        null,
                        Set.of(),
                        wanted.specialties(),
                        wanted.consentsToBeNamed());
        var account = new Account(bare, null, admin.as(Role.ADMIN), clock.instant());
        try {
            accounts.saveAndFlush(account);
        } catch (DataIntegrityViolationException _) {
            throw new Refusal(
                    ProblemType.INVALID_INPUT,
                    Sentence.of("refusal.username-taken", wanted.username()));
        }
        wanted.roles().stream()
                .sorted()
                .forEach(role -> requests.ask(admin, account.id(), RoleRequests.Kind.GRANT, role));
        return new Created(account.id(), link(admin, account));
    }

    /**
     * A new set-up link for somebody who has not used theirs; the old one is void.
     *
     * @return secret part of its address, shown once
     * @throws Refusal NOT_ALLOWED once a password is set: a link would let an administrator sign as somebody else
     */
    public String renewLink(Person admin, AccountId id) {
        var account = administrators.about(id, admin.id());
        if (account.passwordHash() != null || account.isDisabled()) {
            throw Refusal.notAllowed(Sentence.of("refusal.set-up-already"));
        }
        return link(admin, account);
    }

    public void specialise(Person admin, AccountId id, Set<String> specialties) {
        var held = HeldWork.lockAll(work, id);
        var account = administrators.about(id, admin.id());
        if (!account.profile().specialties().equals(specialties)) {
            account.specialise(specialties, admin.as(Role.ADMIN));
            accounts.save(account);
            held.giveBack(
                    account.person(),
                    account.isActive(),
                    admin.as(Role.ADMIN),
                    Sentence.of("reason.specialty-removed"));
        }
    }

    public void disable(Person admin, AccountId id, String reason) {
        var held = HeldWork.lockAll(work, id);
        var account = administrators.about(id, admin.id());
        if (!account.isDisabled()) {
            account.disable(admin.as(Role.ADMIN), reason);
            accounts.save(account);
            doors.closeAll(id, account.username());
            links.forget(id);
            held.giveBack(
                    account.person(),
                    false,
                    admin.as(Role.ADMIN),
                    Sentence.of("reason.account-disabled"));
        }
    }

    /** With the roles it had: each of them was confirmed by two. */
    public void enable(Person admin, AccountId id, String reason) {
        var account = administrators.about(id, admin.id());
        if (account.isDisabled()) {
            account.enable(admin.as(Role.ADMIN), reason);
            accounts.save(account);
        }
    }

    private String link(Person admin, Account account) {
        return links.make(account, admin.as(Role.ADMIN));
    }
}
