package org.imprimatur.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Makes the data of a new database in one run of the server: its system tables, then our schemas and accounts. */
final class Bootstrap {

    /** The script for a foreign database too; it lies in the jar. */
    private static final String ACCOUNTS_SCRIPT = "/config/database-accounts.sql";

    /** Of root's accounts only those of this machine remain, with a password. */
    private static final String SECURE_ROOT =
            """
            FLUSH PRIVILEGES;
            DELETE FROM mysql.global_priv WHERE user = 'root' AND host NOT IN ('localhost', '127.0.0.1');
            DELETE FROM mysql.proxies_priv;
            FLUSH PRIVILEGES;
            ALTER USER root@localhost IDENTIFIED BY '%1$s', root@127.0.0.1 IDENTIFIED BY '%1$s';
            """;

    private final DataFolder folder;
    private final MariaDbServer server;

    Bootstrap(DataFolder folder, MariaDbServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** Leaves data as it is; an initialisation that was interrupted begins again. */
    void makeDataUnlessThere() throws IOException {
        var incomplete = folder.incompleteData();
        FileSystemUtils.deleteRecursively(incomplete);
        if (Files.exists(folder.data())) {
            return;
        }
        Files.createDirectories(incomplete);
        var accounts = Accounts.random();
        accounts.writeTo(incomplete);
        run(accounts);
        Files.move(incomplete, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(Accounts accounts) throws IOException {
        var command = server.command(folder, folder.incompleteData());
        command.add("--bootstrap");
        command.add("--max-allowed-packet=8M"); // one statement of the system tables exceeds the
        // default
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.errorLog().toFile()))
                        .start();
        try (var statements = process.getOutputStream()) {
            write(accounts, statements);
        } catch (IOException e) {
            process.destroyForcibly();
            throw failed(e);
        }
        if (process.onExit().join().exitValue() != 0) {
            throw failed(null);
        }
    }

    /** The server's bootstrap reads statements that end at the end of a line. */
    private void write(Accounts accounts, OutputStream statements) throws IOException {
        statements.write(
                "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n"
                        .getBytes(UTF_8));
        for (var what : List.of("system_tables", "performance_tables", "system_tables_data")) {
            Files.copy(server.script(what), statements);
        }
        statements.write(SECURE_ROOT.formatted(accounts.root().password()).getBytes(UTF_8));
        statements.write(
                accountsScript()
                        .replace("${MIGRATION_DB_PASSWORD}", accounts.migration().password())
                        .replace("${APP_DB_PASSWORD}", accounts.application().password())
                        .getBytes(UTF_8));
    }

    private static String accountsScript() throws IOException {
        try (var script = Bootstrap.class.getResourceAsStream(ACCOUNTS_SCRIPT)) {
            return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        }
    }

    private UnusableDatabase failed(@Nullable Exception cause) {
        return new UnusableDatabase(
                "MariaDB could not make a new database in " + folder + ".",
                "The end of " + folder.errorLog() + " tells why. The next start begins again.",
                cause);
    }
}
