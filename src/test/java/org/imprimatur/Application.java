package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.people.DemoAccounts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application as its users start it, a process of its own that can be killed, with a database of its own. */
final class Application {

    private static final String DATABASE = "database";

    private final Path folder;
    private final Process process;
    final Api api;

    /** Returns once it serves. */
    static Application start(Path folder, String... settings) throws IOException {
        return new Application(folder, settings);
    }

    private Application(Path folder, String... settings) throws IOException {
        this.folder = folder;
        var port = freePort();
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Imprimatur.class.getName(),
                        "--spring.profiles.active=demo",
                        "--imprimatur.database.directory=" + folder.resolve(DATABASE));
        command.command().addAll(List.of(settings));
        command.environment().put("SERVER_PORT", Integer.toString(port));
        command.environment().put("DB_URL", "");
        process = command.redirectErrorStream(true).start();
        api = new Api(() -> port, Clock.systemUTC(), DemoAccounts.PASSWORD);
        awaitServing();
    }

    /** Listens to the application until it says that it has started, and then asks until it is ready. */
    private void awaitServing() throws IOException {
        var said = new ArrayList<String>();
        var output = process.inputReader();
        do {
            var line = output.readLine();
            if (line == null) {
                throw new AssertionError("It did not start:\n" + String.join("\n", said));
            }
            said.add(line);
        } while (!said.getLast().contains("Started Imprimatur in"));
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        while (api.anonymously("/actuator/health/readiness").get().status() != 200) {
            assertThat(process.isAlive()).isTrue();
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void stop() {
        process.destroy();
        process.onExit().join();
    }

    Story story() {
        return new Story(api);
    }

    /** Everything of its database, the signer's folder and the server's own. */
    Path directory() {
        return folder.resolve(DATABASE);
    }

    Path signer() {
        return directory().resolve("log");
    }

    /** Sees the child's database as its root does. */
    Invariants invariants() {
        var database = root();
        return new Invariants(
                Fsck.of(database, signer(), Clock.systemUTC()), JdbcClient.create(database), api);
    }

    DataSource root() {
        try (var homes = Files.newDirectoryStream(directory(), "mariadb-*");
                var options =
                        Files.newBufferedReader(homes.iterator().next().resolve("run/root.cnf"))) {
            var root = new Properties();
            root.load(options);
            return new DriverManagerDataSource(
                    "jdbc:mariadb://127.0.0.1:" + root.getProperty("port") + "/imprimatur",
                    "root",
                    root.getProperty("password"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
