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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** An account. Never deleted: signatures name it. */
@Entity
@Table(name = "account")
class Account extends AbstractAggregateRoot<Account> {

    @EmbeddedId private AccountId id;
    @Version private long version;
    private String username;
    private @Nullable String passwordHash;
    private String displayName;
    private @Nullable String credentials;

    @Column(columnDefinition = "char(19)")
    private @Nullable String orcid;

    @Convert(converter = Words.OfRoles.class)
    private Set<Role> roles;

    @Convert(converter = Words.OfStrings.class)
    private Set<String> specialties;

    @Column(name = "consents_to_be_named")
    private boolean consentsToBeNamed;

    private boolean disabled;
    private Instant createdAt;
    private @Nullable Instant redactedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Account() {}

    /** @param passwordHash absent until the person sets a password of their own */
    Account(NewAccount wanted, @Nullable String passwordHash, Actor by, Instant now) {
        this.id = AccountId.next();
        this.username = wanted.username();
        this.passwordHash = passwordHash;
        this.displayName = wanted.displayName();
        this.roles = new TreeSet<>(wanted.roles());
        this.specialties = new TreeSet<>(wanted.specialties());
        this.consentsToBeNamed = wanted.consentsToBeNamed();
        this.disabled = false;
        this.createdAt = now;
        registerEvent(new PeopleEvent.AccountCreated(by, username, profile()));
    }

    /** What its owner says about themselves. */
    void present(String name, @Nullable String credentials, @Nullable Orcid orcid, boolean named) {
        this.displayName = name;
        this.credentials = credentials;
        this.orcid = orcid == null ? null : orcid.text();
        this.consentsToBeNamed = named;
        registerEvent(new PeopleEvent.ProfileChanged(self(), username, profile()));
    }

    void choosePassword(String hash) {
        this.passwordHash = hash;
        registerEvent(new PeopleEvent.PasswordChanged(self(), username));
    }

    /** The same password under newer parameters: nothing that anybody did. */
    void rehash(String hash) {
        this.passwordHash = hash;
    }

    void specialise(Set<String> now, Actor by) {
        this.specialties = new TreeSet<>(now);
        registerEvent(new PeopleEvent.SpecialtiesChanged(by, username, profile()));
    }

    void disable(Actor by, String reason) {
        this.disabled = true;
        registerEvent(new PeopleEvent.AccountDisabled(by, username, reason, profile()));
    }

    void enable(Actor by, String reason) {
        this.disabled = false;
        registerEvent(new PeopleEvent.AccountEnabled(by, username, reason, profile()));
    }

    /** @param by who confirmed it; {@code requester} is somebody else */
    void grant(Role role, Actor by, String requester, UUID request) {
        var wider = new TreeSet<>(roles);
        wider.add(role);
        this.roles = wider;
        registerEvent(
                new PeopleEvent.RoleGranted(by, username, role, requester, request, profile()));
    }

    void revoke(Role role, Actor by, String requester, UUID request) {
        var narrower = new TreeSet<>(roles);
        narrower.remove(role);
        this.roles = narrower;
        registerEvent(
                new PeopleEvent.RoleRevoked(by, username, role, requester, request, profile()));
    }

    /** Nothing but the row itself stays: who it was cannot be told from it. */
    void redact(
            Instant now,
            Actor by,
            String requester,
            String reason,
            int passkeys,
            UUID request,
            FormerIdentity was) {
        this.username = "redacted-" + UUID.randomUUID();
        this.passwordHash = null;
        this.displayName = PersonalTraces.REDACTED;
        this.credentials = null;
        this.orcid = null;
        this.roles = new TreeSet<>();
        this.specialties = new TreeSet<>();
        this.consentsToBeNamed = false;
        this.disabled = true;
        this.redactedAt = now;
        registerEvent(
                new PeopleEvent.Redacted(
                        by, username, requester, reason, passkeys, request, profile(), was));
    }

    boolean isRedacted() {
        return redactedAt != null;
    }

    AccountId id() {
        return id;
    }

    String username() {
        return username;
    }

    @Nullable String passwordHash() {
        return passwordHash;
    }

    boolean isDisabled() {
        return disabled;
    }

    /** May act now. */
    boolean isActive() {
        return !disabled && passwordHash != null;
    }

    boolean consentsToBeNamed() {
        return consentsToBeNamed;
    }

    String publicName() {
        return credentials == null ? displayName : displayName + ", " + credentials;
    }

    Person person() {
        return new Person(id, username, displayName, Set.copyOf(roles), Set.copyOf(specialties));
    }

    Profile profile() {
        return new Profile(
                displayName,
                credentials,
                orcid,
                consentsToBeNamed,
                Set.copyOf(roles),
                Set.copyOf(specialties),
                disabled);
    }

    /** The person about their own account, in no role. */
    private Actor self() {
        return new Actor(username, null);
    }
}
