package org.imprimatur.people;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks for somebody's password where no application runs: for a command beside it.
 *
 * <p>Tries are not counted. Whoever runs a command with the database's password can read the hashes.
 */
public final class ProvePerson {

    private final JdbcClient jdbc;

    private ProvePerson(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static ProvePerson in(DataSource database) {
        return new ProvePerson(JdbcClient.create(database));
    }

    private record Found(Person person, @Nullable String passwordHash) {}

    /** Empty where there is no such active account, or the password is another. */
    public Optional<Person> prove(String username, String password) {
        var passwords = SecurityConfiguration.passwords();
        return jdbc.sql(
                        "SELECT id, display_name, roles, password_hash FROM account WHERE username = ? AND NOT disabled")
                .param(username)
                .query(
                        (row, _) ->
                                new Found(
                                        new Person(
                                                new AccountId(row.getObject(1, UUID.class)),
                                                username,
                                                row.getString(2),
                                                roles(row.getString(3)),
                                                Set.of()),
                                        row.getString(4)))
                .optional()
                .filter(
                        found ->
                                found.passwordHash() != null
                                        && passwords.matches(password, found.passwordHash()))
                .map(Found::person);
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(","))
                .filter(word -> !word.isEmpty())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
