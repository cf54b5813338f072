package org.imprimatur.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real MariaDB of our own, on a free port of this machine.
 *
 * <p>Once started, it accepts connections, and every commit it confirms survives a power cut. It serves until it is
 * closed; one whose application was killed is ended by the next start on the same folder. Safe for use by threads.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    /** Recovery after a crash happens before the first connection and may take a while; nobody waits this long otherwise. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMariaDb.class);

    private final MariaDbServer server;
    private final DataFolder folder;
    private final boolean keep;
    private final Accounts accounts;
    private final int port;
    private Process process;

    private EmbeddedMariaDb(MariaDbServer server, DataFolder folder, boolean keep)
            throws IOException {
        this.server = server;
        this.folder = folder;
        this.keep = keep;
        ServerProcess.leftBehind(folder)
                .ifPresent(
                        stale -> {
                            log.info(
                                    "Ending MariaDB, process {}, left behind by an application that was killed",
                                    stale.pid());
                            ServerProcess.end(stale);
                        });
        if (!keep) {
            folder.discardData();
        }
        new Bootstrap(folder, server).makeDataUnlessThere();
        this.accounts = Accounts.in(folder.data());
        this.port = freePort();
        this.process = startProcess();
    }

    /**
     * Starts the server, making its data first where there are none.
     *
     * @throws UnusableDatabase if no server runs on this operating system, or another application uses the folder
     */
    public static EmbeddedMariaDb start(DatabaseSettings settings) {
        try {
            var server =
                    settings.server() == null
                            ? MariaDbServer.bundled(settings.directory())
                            : MariaDbServer.installed(settings.server());
            var folder = DataFolder.take(server.home(settings.directory()));
            try {
                return new EmbeddedMariaDb(server, folder, settings.keep());
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded database in " + settings.directory() + " cannot be used", e);
        }
    }

    /** May do everything; for tests and for the person who keeps the database. */
    public Account root() {
        return accounts.root();
    }

    /** Makes and changes the tables of both schemas. */
    public Account migration() {
        return accounts.migration();
    }

    /** Reads and writes rows, and of the trail only reads. */
    public Account application() {
        return accounts.application();
    }

    public int port() {
        return port;
    }

    /** Where the driver finds the schema {@code imprimatur}; stays the same over {@link #restart}. */
    public String url() {
        return JdbcUrl.of("127.0.0.1", port);
    }

    public Connection connect(Account account) throws SQLException {
        return DriverManager.getConnection(url(), account.name(), account.password());
    }

    /** Ends the server as a power cut would, without a chance to write anything; for tests. */
    public synchronized void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts the server again, on the same port and data; one that runs is stopped first. */
    public synchronized void restart() throws IOException {
        ServerProcess.end(process.toHandle());
        process = startProcess();
    }

    /** Returns once the server has written everything and is gone: seconds. */
    @Override
    public synchronized void close() {
        ServerProcess.end(process.toHandle());
        try (folder) {
            Files.deleteIfExists(folder.processFile());
            Files.deleteIfExists(folder.rootOptions());
            if (!keep) {
                folder.discardData();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The database has stopped; its folder cannot be tidied", e);
        }
    }

    private Process startProcess() throws IOException {
        var command = server.command(folder, folder.data());
        command.addAll(
                List.of(
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=../run/mariadb.sock", // seen from the data: an absolute path may
                        // exceed the 107 bytes of a socket's name
                        "--pid-file=" + folder.temporary().resolve("mariadbd.pid"),
                        "--log-error=" + folder.errorLog(),
                        "--log-warnings=1",
                        "--skip-ssl", // else each start makes a key, which takes seconds
                        "--skip-name-resolve",
                        "--local-infile=0",
                        "--secure-timestamp=YES", // nobody chooses the time of an entry in the
                        // trail
                        "--default-time-zone=+00:00",
                        "--character-set-server=utf8mb4",
                        "--collation-server=" + JdbcUrl.COLLATION,
                        "--old-mode=", // else utf8 means three bytes and the engine's tables take
                        // no emoji
                        "--transaction-isolation=READ-COMMITTED",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-buffer-pool-size=128M"));
        var started =
                new ProcessBuilder(ServerProcess.inSessionOfItsOwn(command))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.errorLog().toFile()))
                        .start();
        try {
            ServerProcess.remember(started.toHandle(), folder);
            awaitConnections(started);
        } catch (IOException | RuntimeException e) {
            ServerProcess.end(started.toHandle());
            throw e;
        }
        Accounts.writePrivately(folder.rootOptions(), rootOptions());
        log.info("MariaDB {} serves {} on port {}", server.version(), folder, port);
        return started;
    }

    private void awaitConnections(Process started) {
        var patience = Instant.now().plus(LONGEST_START);
        while (started.isAlive() && Instant.now().isBefore(patience)) {
            try (var _ = connect(accounts.application())) {
                return;
            } catch (SQLException notYet) {
                pause(started);
            }
        }
        throw new UnusableDatabase(
                "MariaDB does not start in " + folder + ".",
                "The end of " + folder.errorLog() + " tells why.");
    }

    private static void pause(Process started) {
        try {
            started.waitFor(50, MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while MariaDB was starting", e);
        }
    }

    private String rootOptions() {
        return """
                [client]
                protocol = tcp
                host = 127.0.0.1
                port = %d
                user = root
                password = %s
                skip-ssl
                """
                .formatted(port, accounts.root().password());
    }

    /**
     * A free port below those that systems hand out to clients: while the server is down, a client of it could
     * otherwise be given the very port it tries to reach, connect to itself and keep the server from coming back.
     */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException taken) {
                log.debug("Port {} is taken", port);
            }
        }
        throw new IOException("No free port between 20000 and 32000");
    }
}
