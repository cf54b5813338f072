package org.imprimatur.people;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprimatur.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A name and a password, at both doors.
 *
 * <p>Whether there is such an account, whether it is disabled and whether it was ever set up cannot be told apart from
 * outside: the answer is the same, and a password is checked in each case.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final PasswordTries tries;
    private final KnownDevices devices;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String nobodys;

    PasswordSignIn(
            Accounts accounts,
            PasswordEncoder passwords,
            PasswordTries tries,
            KnownDevices devices,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tries = tries;
        this.devices = devices;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.nobodys = String.valueOf(passwords.encode(Secret.random().text()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** @throws Refusal TOO_MANY_REQUESTS */
    @Override
    public Authentication authenticate(Authentication claimed) {
        var password = String.valueOf(claimed.getCredentials());
        var account = accounts.findByUsername(claimed.getName());
        var origin = devices.origin(knock(claimed), account.map(Account::id).orElse(null));
        var attempt = tries.begin(claimed.getName(), origin);
        var hash = account.map(Account::passwordHash).orElse(nobodys);
        var matches = passwords.matches(password, hash);
        var active = account.filter(Account::isActive);
        if (!matches || active.isEmpty()) {
            tries.failed(attempt, account.map(Account::username).orElse(null));
            throw new BadCredentialsException("Name and password do not belong together");
        }
        tries.succeeded(attempt);
        remember(active.get().id(), password);
        var person =
                UsernamePasswordAuthenticationToken.authenticated(
                        new SignedInAccount(active.get().id(), active.get().username()),
                        null,
                        List.of());
        person.setDetails(""); // or the session would get those of the claim
        return person;
    }

    private void remember(AccountId id, String password) {
        transaction.executeWithoutResult(
                _ -> {
                    rehash(id, password);
                    jdbc.sql("UPDATE account SET last_sign_in_at = ? WHERE id = ?")
                            .params(Utc.of(clock.instant()), id.value())
                            .update();
                });
    }

    /** The one moment at which a password can be hashed anew: when its owner has just typed it. */
    private void rehash(AccountId id, String password) {
        accounts.findById(id)
                .filter(account -> passwords.upgradeEncoding(account.passwordHash()))
                .ifPresent(
                        account -> {
                            account.rehash(String.valueOf(passwords.encode(password)));
                            accounts.save(account);
                        });
    }

    private static Knock knock(Authentication claimed) {
        return Optional.ofNullable((@Nullable Object) claimed.getDetails())
                .filter(Knock.class::isInstance)
                .map(Knock.class::cast)
                .orElseThrow();
    }
}
