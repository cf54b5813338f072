package org.imprimatur.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How every command on an account begins: the rows of all who take part are locked, and whoever gives it still is an
 * administrator, and not the one it is about.
 *
 * <p>So one administrator always remains: the one who acts. Two who disable each other at the same moment come one after
 * the other, and the second is no administrator any more.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Administrators {

    private final Accounts accounts;

    Administrators(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @throws Refusal NOT_ALLOWED if it is none now */
    void require(AccountId administrator) {
        requireAdministrator(locked(List.of(administrator)), administrator);
    }

    /**
     * The account that a command is about.
     *
     * @throws Refusal NOT_FOUND, or NOT_ALLOWED where one of the administrators is none, or is the one it is about
     */
    Account about(AccountId subject, AccountId... administrators) {
        var acting = List.of(administrators);
        if (acting.contains(subject)) {
            throw Refusal.notAllowed(Sentence.of("refusal.own-account"));
        }
        var locked = locked(Stream.concat(acting.stream(), Stream.of(subject)).toList());
        acting.forEach(administrator -> requireAdministrator(locked, administrator));
        return subject(locked, subject);
    }

    /**
     * The account whose data are to be redacted, or not.
     *
     * @param second who answers: an administrator or an auditor
     * @throws Refusal as {@link #about}
     */
    Account redacted(AccountId subject, AccountId requester, AccountId second) {
        var locked = locked(List.of(subject, requester, second));
        requireAdministrator(locked, requester);
        return answered(locked, subject, second);
    }

    /** As the other, where it does not matter whether the one who asked is an administrator still. */
    Account redacted(AccountId subject, AccountId second) {
        return answered(locked(List.of(subject, second)), subject, second);
    }

    private static Account answered(
            Map<AccountId, Account> locked, AccountId subject, AccountId second) {
        if (subject.equals(second)) {
            throw Refusal.notAllowed(Sentence.of("refusal.own-account"));
        }
        var account = locked.get(second);
        if (account == null
                || !account.isActive()
                || !(account.person().is(Role.ADMIN) || account.person().is(Role.AUDITOR))) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-an-administrator"));
        }
        return subject(locked, subject);
    }

    private static Account subject(Map<AccountId, Account> locked, AccountId id) {
        var account = Optional.ofNullable(locked.get(id)).orElseThrow(Refusal::notFound);
        if (account.isRedacted()) {
            throw Refusal.notAllowed(Sentence.of("refusal.account-redacted"));
        }
        return account;
    }

    private Map<AccountId, Account> locked(List<AccountId> ids) {
        return accounts.lock(ids).stream()
                .collect(Collectors.toMap(Account::id, Function.identity()));
    }

    private static void requireAdministrator(Map<AccountId, Account> accounts, AccountId id) {
        var account = accounts.get(id);
        if (account == null || !account.isActive() || !account.person().is(Role.ADMIN)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-an-administrator"));
        }
    }
}
