package org.imprimatur.people;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.data.domain.AbstractAggregateRoot;

/** An account. Never deleted: signatures name it. */
@Entity
@Table(name = "account")
class Account extends AbstractAggregateRoot<Account> {

    @EmbeddedId private AccountId id;
    @Version private long version;
    private String username;
    private String passwordHash;
    private String displayName;

    @Convert(converter = Words.OfRoles.class)
    private Set<Role> roles;

    @Convert(converter = Words.OfStrings.class)
    private Set<String> specialties;

    @Column(name = "consents_to_be_named")
    private boolean consentsToBeNamed;

    private boolean disabled;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Account() {}

    Account(NewAccount wanted, String passwordHash, Actor by, Instant now) {
        this.id = AccountId.next();
        this.username = wanted.username();
        this.passwordHash = passwordHash;
        this.displayName = wanted.displayName();
        this.roles = new TreeSet<>(wanted.roles());
        this.specialties = new TreeSet<>(wanted.specialties());
        this.consentsToBeNamed = wanted.consentsToBeNamed();
        this.disabled = false;
        this.createdAt = now;
        registerEvent(
                new PeopleEvent.AccountCreated(
                        by, username, Set.copyOf(roles), Set.copyOf(specialties)));
    }

    AccountId id() {
        return id;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean isDisabled() {
        return disabled;
    }

    boolean consentsToBeNamed() {
        return consentsToBeNamed;
    }

    Person person() {
        return new Person(id, username, displayName, Set.copyOf(roles), Set.copyOf(specialties));
    }
}
