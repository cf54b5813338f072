package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do about themselves. */
@Service
public class OwnAccount {

    private final Accounts accounts;
    private final PersonNames names;
    private final SigningSessions signing;
    private final PasswordEncoder passwords;
    private final BrowserSessions browsers;
    private final OpenDoors doors;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    OwnAccount(
            Accounts accounts,
            PersonNames names,
            SigningSessions signing,
            PasswordEncoder passwords,
            BrowserSessions browsers,
            OpenDoors doors,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.names = names;
        this.signing = signing;
        this.passwords = passwords;
        this.browsers = browsers;
        this.doors = doors;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Transactional(readOnly = true)
    public Profile profile(Person person) {
        return accounts.findById(person.id()).orElseThrow().profile();
    }

    /**
     * Public pages say it at once: they name nobody from memory.
     *
     * @throws Refusal INVALID_INPUT where the name would be taken for another
     */
    @Transactional
    public void present(
            Person person,
            String name,
            @Nullable String credentials,
            @Nullable Orcid orcid,
            boolean named) {
        var account = accounts.lock(List.of(person.id())).getFirst();
        var before = account.profile();
        if (!name.equals(before.name()) || !Objects.equals(credentials, before.credentials())) {
            names.require(name, credentials, person.id());
        }
        account.present(name, credentials, orcid, named);
        accounts.save(account);
    }

    /**
     * Whoever knew the old password alone is out: every other browser, every token, every open signature ends, and no other
     * device is known any more. Passkeys stay, because each was made for itself; the page says so.
     *
     * @throws Refusal WRONG_PASSWORD, TOO_MANY_REQUESTS
     */
    public void changePassword(
            Person person, String current, String wanted, HttpServletRequest here) {
        signing.confirm(person, current);
        var hash = String.valueOf(passwords.encode(wanted));
        transaction.executeWithoutResult(
                _ -> {
                    var account = accounts.lock(List.of(person.id())).getFirst();
                    account.choosePassword(hash);
                    accounts.save(account);
                    doors.closeAllBut(
                            here.getSession(),
                            KnownDevices.cookie(here),
                            person.id(),
                            person.username());
                });
    }

    @Transactional
    public void signOutEverywhere(Person person) {
        doors.closeAll(person.id(), person.username());
        events.publishEvent(new PeopleEvent.SignedOut(person.aboutSelf(), person.username(), true));
    }

    @Transactional
    public void endSession(Person person, String key) {
        if (browsers.end(person, key)) {
            events.publishEvent(
                    new PeopleEvent.SignedOut(person.aboutSelf(), person.username(), false));
        }
    }
}
