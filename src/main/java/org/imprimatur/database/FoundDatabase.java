package org.imprimatur.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.StringUtils;

/**
 * The database that an application works on at this moment, for a command beside it: the foreign one of the settings, or
 * the embedded one that an application started from this folder.
 */
public final class FoundDatabase {

    private FoundDatabase() {}

    /**
     * Under the application's account, which reads the trail and rewrites nothing of it.
     *
     * @throws UnusableDatabase if there is none
     */
    public static DataSource of(Environment settings) {
        var url = settings.getProperty("spring.datasource.url");
        if (StringUtils.hasText(url)) {
            return new DriverManagerDataSource(
                    url,
                    settings.getProperty("spring.datasource.username", ""),
                    settings.getProperty("spring.datasource.password", ""));
        }
        var directory = Path.of(settings.getProperty("imprimatur.database.directory", ".data"));
        try {
            return embedded(directory)
                    .orElseThrow(
                            () ->
                                    new UnusableDatabase(
                                            "No database runs in "
                                                    + directory.toAbsolutePath()
                                                    + ".",
                                            "Start the application, or name a database by DB_URL and APP_DB_PASSWORD."));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The embedded database in " + directory + " cannot be used", unreadable);
        }
    }

    /** By what its application left there for the person who keeps it: which version runs makes no difference. */
    private static Optional<DataSource> embedded(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (var homes = Files.newDirectoryStream(directory, "mariadb-*")) {
            for (var home : homes) {
                var options = home.resolve("run/root.cnf");
                if (Files.exists(options)) {
                    var account = Accounts.in(home.resolve("data")).application();
                    var url = JdbcUrl.of("127.0.0.1", port(options));
                    if (answers(url, account)) {
                        return Optional.of(
                                new DriverManagerDataSource(
                                        url, account.name(), account.password()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static int port(Path options) throws IOException {
        var client = new Properties();
        try (var file = Files.newBufferedReader(options)) {
            client.load(file);
        }
        return Integer.parseInt(client.getProperty("port", "0"));
    }

    private static boolean answers(String url, Account account) {
        try (var _ = DriverManager.getConnection(url, account.name(), account.password())) {
            return true;
        } catch (SQLException nobodyThere) {
            return false;
        }
    }
}
