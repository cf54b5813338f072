package org.imprimatur.people;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whoever has a set-up link chooses a password, which nobody else ever knows. */
@Service
@Transactional
public class SetUpAccount {

    private final SetUpLinks links;
    private final Accounts accounts;
    private final PersonNames names;
    private final PasswordEncoder passwords;
    private final Passkeys passkeys;
    private final Clock clock;

    SetUpAccount(
            SetUpLinks links,
            Accounts accounts,
            PersonNames names,
            PasswordEncoder passwords,
            Passkeys passkeys,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.names = names;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /**
     * Whom a link is for.
     *
     * @param username absent where the link makes a first administrator, who chooses one
     */
    public record Invited(@Nullable String username, String name) {}

    /** Empty where the link was used, is older than a day, or never was one. */
    @Transactional(readOnly = true)
    public Optional<Invited> invited(String link) {
        return links.find(link)
                .map(
                        found ->
                                found.account() == null
                                        ? new Invited(null, "")
                                        : invited(
                                                accounts.findById(found.account()).orElseThrow()));
    }

    /**
     * @param username ignored unless the link makes a first administrator
     * @throws Refusal NOT_FOUND where the link is not good any more, INVALID_INPUT where the user name is taken, or
     *     the name would be taken for another
     */
    public void finish(String link, String username, String name, String password) {
        var found = links.find(link).orElseThrow(Refusal::notFound);
        var hash = String.valueOf(passwords.encode(password));
        if (found.account() == null) {
            use(link);
            makeAdministrator(username, name, hash);
            return;
        }
        var account =
                accounts.lock(List.of(found.account())).getFirst(); // before its link, as all do
        if (account.isDisabled()) {
            throw Refusal.notFound();
        }
        use(link);
        var profile = account.profile();
        account.choosePassword(hash);
        passkeys.removeAll(account.id(), new Actor(account.username(), null), account.username());
        if (!name.equals(profile.name())) {
            names.require(name, profile.credentials(), account.id());
            account.present(
                    name,
                    profile.credentials(),
                    Optional.ofNullable(profile.orcid()).map(Orcid::new).orElse(null),
                    profile.consentsToBeNamed());
        }
        accounts.save(account);
    }

    private void use(String link) {
        if (!links.use(link)) {
            throw Refusal.notFound();
        }
    }

    private void makeAdministrator(String username, String name, String hash) {
        names.require(name, null, null);
        var wanted = new NewAccount(username, name, null, Set.of(Role.ADMIN), Set.of(), false);
        try {
            accounts.saveAndFlush(new Account(wanted, hash, Actor.SYSTEM, clock.instant()));
        } catch (DataIntegrityViolationException _) {
            throw new Refusal(
                    ProblemType.INVALID_INPUT, Sentence.of("refusal.username-taken", username));
        }
    }

    private static Invited invited(Account account) {
        return new Invited(account.username(), Objects.requireNonNull(account.profile().name()));
    }
}
