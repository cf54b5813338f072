package org.imprimatur.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.Cursor;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as administrators see them. */
@Service
@Transactional(readOnly = true)
public class ReadAccounts {

    private static final String COLUMNS =
            "SELECT id, username, display_name, credentials, orcid, consents_to_be_named, roles, specialties, disabled,"
                    + " password_hash IS NOT NULL, created_at, last_sign_in_at, redacted_at IS NOT NULL FROM account";

    private final JdbcClient jdbc;
    private final Clock clock;

    ReadAccounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param isSetUp whether its owner has chosen a password */
    public record Row(
            AccountId id,
            String username,
            Profile profile,
            boolean isSetUp,
            Instant createdAt,
            @Nullable Instant lastSignInAt,
            boolean isRedacted) {}

    /** How many ways in are open: browsers that are signed in, tokens that are valid. */
    public record Open(int sessions, int tokens) {}

    /** By user name. */
    public Page<Row> list(
            @Nullable String words, @Nullable Role role, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor, 1);
        var found =
                jdbc.sql(
                                COLUMNS
                                        + " WHERE (:after IS NULL OR username > :after)"
                                        + " AND (:role IS NULL OR FIND_IN_SET(:role, roles) > 0)"
                                        + " AND (:words IS NULL OR username LIKE :words OR display_name LIKE :words)"
                                        + " ORDER BY username LIMIT :limit")
                        .param("after", after == null ? null : after.parts().getFirst())
                        .param("role", role == null ? null : role.name())
                        .param("words", pattern(words))
                        .param("limit", Page.probe(limit))
                        .query((row, _) -> row(row))
                        .list();
        return Page.of(found, limit, last -> Cursor.after(last.username()));
    }

    /** What accounts are now, by user name. */
    public Map<String, Profile> profiles(Collection<String> usernames) {
        return usernames.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(COLUMNS + " WHERE username IN (:usernames)")
                        .param("usernames", usernames)
                        .query((row, _) -> row(row))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Row::username, Row::profile));
    }

    /** @throws Refusal NOT_FOUND */
    public Row of(AccountId id) {
        return jdbc.sql(COLUMNS + " WHERE id = ?")
                .param(id.value())
                .query((row, _) -> row(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    public Open open(Row account) {
        var now = clock.instant();
        return jdbc.sql(
                        "SELECT (SELECT COUNT(*) FROM SPRING_SESSION WHERE PRINCIPAL_NAME = :username AND EXPIRY_TIME > :millis),"
                                + " (SELECT COUNT(*) FROM api_token WHERE account_id = :id AND expires_at > :now)")
                .param("username", account.username())
                .param("millis", now.toEpochMilli())
                .param("id", account.id().value())
                .param("now", Utc.of(now))
                .query((row, _) -> new Open(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** Every specialty that somebody has. */
    public Set<String> specialties() {
        var reader = new Words.OfStrings();
        var all = new TreeSet<String>();
        jdbc.sql("SELECT DISTINCT specialties FROM account")
                .query(String.class)
                .list()
                .forEach(words -> all.addAll(reader.convertToEntityAttribute(words)));
        return all;
    }

    private static @Nullable String pattern(@Nullable String words) {
        return words == null || words.isBlank()
                ? null
                : "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Row row(ResultSet row) throws SQLException {
        var lastSignIn = row.getObject(12, LocalDateTime.class);
        return new Row(
                new AccountId(row.getObject(1, UUID.class)),
                row.getString(2),
                new Profile(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        new Words.OfRoles().convertToEntityAttribute(row.getString(7)),
                        new Words.OfStrings().convertToEntityAttribute(row.getString(8)),
                        row.getBoolean(9)),
                row.getBoolean(10),
                Utc.instant(row.getObject(11, LocalDateTime.class)),
                lastSignIn == null ? null : Utc.instant(lastSignIn),
                row.getBoolean(13));
    }
}
