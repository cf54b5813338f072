package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that set a password, each of them once and within a day. Only their hash is stored. */
@Component
class SetUpLinks {

    static final Duration VALID = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    SetUpLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param account absent where the link makes a first administrator */
    record Link(@Nullable AccountId account) {}

    /** The account's only link from now on. */
    String make(AccountId account) {
        forget(account);
        return insert(account.value());
    }

    String makeForAdministrator() {
        return insert(null);
    }

    void forget(AccountId account) {
        jdbc.sql("DELETE FROM set_up_link WHERE account_id = ?").param(account.value()).update();
    }

    void forgetAdministrators() {
        jdbc.sql("DELETE FROM set_up_link WHERE account_id IS NULL").update();
    }

    @Transactional(readOnly = true)
    public Optional<Link> find(String secret) {
        return jdbc.sql(
                        "SELECT account_id FROM set_up_link WHERE token_hash = ? AND expires_at > ?")
                .params(new Secret(secret).hash(), Utc.of(clock.instant()))
                .query((row, _) -> link(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Of many who use a link at once, one does; the others wait for that one, and find nothing. */
    boolean use(String secret) {
        return jdbc.sql("DELETE FROM set_up_link WHERE token_hash = ? AND expires_at > ?")
                        .params(new Secret(secret).hash(), Utc.of(clock.instant()))
                        .update()
                > 0;
    }

    private String insert(@Nullable UUID account) {
        var secret = Secret.random();
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO set_up_link (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)")
                .param(secret.hash())
                .param(account)
                .param(Utc.of(now))
                .param(Utc.of(now.plus(VALID)))
                .update();
        return secret.text();
    }

    private static Link link(@Nullable UUID account) {
        return new Link(account == null ? null : new AccountId(account));
    }
}
