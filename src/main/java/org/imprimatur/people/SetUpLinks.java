package org.imprimatur.people;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links that set a password, each of them once and within a day. Only their hash is stored.
 *
 * <p>One that makes a first administrator is good only while one is missing, and if the record tells of it: whoever can
 * write a row must not be able to make an administrator.
 */
@Component
class SetUpLinks {

    static final Duration VALID = Duration.ofHours(24);

    /** Whatever an administrator does takes another one. */
    private static final int ADMINISTRATORS_NEEDED = 2;

    private final JdbcClient jdbc;
    private final Recorded recorded;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SetUpLinks(JdbcClient jdbc, Recorded recorded, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.recorded = recorded;
        this.events = events;
        this.clock = clock;
    }

    /** @param account absent where the link makes a first administrator */
    record Link(@Nullable AccountId account) {}

    /** The account's only link from now on. */
    String make(Account account, Actor by) {
        forget(account.id());
        return insert(account.id().value(), by, account.username());
    }

    String makeForAdministrator() {
        return insert(null, Actor.SYSTEM, null);
    }

    /** How many first administrators there are still to make. */
    int administratorsMissing() {
        var active =
                jdbc.sql(
                                "SELECT COUNT(*) FROM account WHERE NOT disabled AND password_hash IS NOT NULL AND FIND_IN_SET(?, roles) > 0")
                        .param(Role.ADMIN.name())
                        .query(Integer.class)
                        .single();
        return Math.max(0, ADMINISTRATORS_NEEDED - active);
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
                .optional()
                .filter(link -> link.account() != null || mayMakeAdministrator(secret));
    }

    private boolean mayMakeAdministrator(String secret) {
        return administratorsMissing() > 0
                && recorded.has(
                        new PeopleEvent.SetUpLinkMade(Actor.SYSTEM, null, hex(new Secret(secret))),
                        VALID);
    }

    /** Of many who use a link at once, one does; the others wait for that one, and find nothing. */
    boolean use(String secret) {
        return jdbc.sql("DELETE FROM set_up_link WHERE token_hash = ? AND expires_at > ?")
                        .params(new Secret(secret).hash(), Utc.of(clock.instant()))
                        .update()
                > 0;
    }

    private String insert(@Nullable UUID account, Actor by, @Nullable String username) {
        var secret = Secret.random();
        var now = clock.instant();
        events.publishEvent(new PeopleEvent.SetUpLinkMade(by, username, hex(secret)));
        jdbc.sql(
                        "INSERT INTO set_up_link (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)")
                .param(secret.hash())
                .param(account)
                .param(Utc.of(now))
                .param(Utc.of(now.plus(VALID)))
                .update();
        return secret.text();
    }

    private static String hex(Secret secret) {
        return HexFormat.of().formatHex(secret.hash());
    }

    private static Link link(@Nullable UUID account) {
        return new Link(account == null ? null : new AccountId(account));
    }
}
