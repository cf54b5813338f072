package org.imprimatur.people;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts as other parts of the system may know them. */
@Service
@Transactional(readOnly = true)
public class People {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    People(Accounts accounts, PasswordEncoder passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Somebody who may act now: a disabled account is nobody. */
    public Optional<Person> active(AccountId id) {
        return accounts.findById(id).filter(Account::isActive).map(Account::person);
    }

    public Optional<Person> active(String username) {
        return accounts.findByUsername(username).filter(Account::isActive).map(Account::person);
    }

    /**
     * Somebody who may act now and until the transaction ends: whoever takes their roles away waits.
     *
     * <p>Comes after the locks of articles, rounds and tasks.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Person> holdActive(AccountId id) {
        return accounts.hold(id).filter(Account::isActive).map(Account::person);
    }

    /** Those who once acted, disabled accounts too; keyed by id, absent where there is no such account. */
    public Map<AccountId, Person> known(Collection<AccountId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return accounts.findAllByIdIn(ids).stream()
                .map(Account::person)
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    /** Who of these agreed to be named in public. */
    public Set<AccountId> consenting(Collection<AccountId> ids) {
        return ids.isEmpty()
                ? Set.of()
                : accounts.findAllByIdIn(ids).stream()
                        .filter(Account::consentsToBeNamed)
                        .map(Account::id)
                        .collect(Collectors.toSet());
    }

    /** The name that stands beside a signature given now, with credentials where there are any. */
    public String signsAs(AccountId id) {
        return accounts.findById(id).orElseThrow().publicName();
    }

    /** All who may claim review tasks now. */
    public List<Person> reviewers() {
        return accounts.findReviewers().stream().map(Account::person).toList();
    }

    public boolean exists(String username) {
        return accounts.existsByUsername(username);
    }

    @Transactional
    public Person create(NewAccount wanted, Actor by) {
        return accounts.save(
                        new Account(
                                wanted,
                                wanted.password() == null
                                        ? null
                                        : passwords.encode(wanted.password()),
                                by,
                                clock.instant()))
                .person();
    }
}
