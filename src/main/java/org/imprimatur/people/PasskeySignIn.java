package org.imprimatur.people;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A passkey in place of a name and a password, at the door of the pages. The same limits, the same devices, and the same
 * silence about why somebody is not let in.
 */
@Component
class PasskeySignIn {

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final PasswordTries tries;
    private final KnownDevices devices;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasskeySignIn(
            Passkeys passkeys,
            Accounts accounts,
            PasswordTries tries,
            KnownDevices devices,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.tries = tries;
        this.devices = devices;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param asked what this browser was asked, if it was
     * @throws Refusal TOO_MANY_REQUESTS
     */
    Authentication signIn(Passkeys.@Nullable Question asked, PasskeyAnswer answer, Knock knock) {
        var key = passkeys.named(answer.credential());
        var account = key.map(Passkey::account).flatMap(accounts::findById);
        var username = account.map(Account::username).orElse(null);
        var attempt =
                tries.begin(
                        username == null
                                ? Objects.requireNonNullElse(answer.credential(), "")
                                : username,
                        devices.origin(knock, account.map(Account::id).orElse(null)));
        var active =
                account.filter(Account::isActive)
                        .filter(
                                _ ->
                                        asked != null
                                                && clock.instant().isBefore(asked.until())
                                                && passkeys.accepts(
                                                        key.orElseThrow(),
                                                        RelyingParty.bytes(asked.challenge()),
                                                        answer));
        if (active.isEmpty()) {
            tries.failed(attempt, username);
            throw new BadCredentialsException("No passkey of anybody answered");
        }
        tries.succeeded(attempt);
        return signedIn(active.get());
    }

    private Authentication signedIn(Account account) {
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql("UPDATE account SET last_sign_in_at = ? WHERE id = ?")
                                .params(Utc.of(clock.instant()), account.id().value())
                                .update());
        var person =
                UsernamePasswordAuthenticationToken.authenticated(
                        new SignedInAccount(account.id(), account.username()), null, List.of());
        person.setDetails("");
        return person;
    }
}
