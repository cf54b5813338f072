package org.imprimatur.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What a database must promise before we promise anything on top of it. */
final class DurabilityCheck {

    private DurabilityCheck() {}

    /**
     * Passes when a confirmed commit is on disk and text keeps every character.
     *
     * @throws UnusableDatabase otherwise
     */
    static void verify(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT @@innodb_flush_log_at_trx_commit, @@old_mode")) {
            row.next();
            if (row.getInt(1) != 1) {
                throw new UnusableDatabase(
                        "The database has innodb_flush_log_at_trx_commit = "
                                + row.getInt(1)
                                + ": a crash could lose decisions it has confirmed.",
                        "Set innodb_flush_log_at_trx_commit = 1 on the server.");
            }
            if (!row.getString(2).isEmpty()) {
                throw new UnusableDatabase(
                        "The connection has old_mode = '"
                                + row.getString(2)
                                + "': tables made under it cannot hold every character.",
                        "Add sessionVariables=old_mode='' to spring.datasource.url; config/.env.example shows it.");
            }
        } catch (SQLException e) {
            throw new UnusableDatabase(
                    "The database does not answer: " + e.getMessage(),
                    "Compare spring.datasource.url and its account with config/.env.example.",
                    e);
        }
    }
}
