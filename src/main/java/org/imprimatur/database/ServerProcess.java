package org.imprimatur.database;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server as the operating system knows it: how it is found again, and how it ends. */
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    private static final int LONGEST_STOP_SECONDS = 60;
    private static final List<Path> SETSID =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private ServerProcess() {}

    /**
     * The command, to be run outside the terminal's process group where the system has {@code setsid}: Ctrl-C then stops the
     * application alone, which stops the server when it needs it no more.
     */
    static List<String> inSessionOfItsOwn(List<String> command) {
        return SETSID.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(
                        setsid ->
                                Stream.concat(Stream.of(setsid.toString()), command.stream())
                                        .toList())
                .orElse(command);
    }

    /** Lets the next application find the server should this one be killed. */
    static void remember(ProcessHandle server, DataFolder folder) throws IOException {
        Files.writeString(folder.processFile(), server.pid() + "\n" + birth(server));
    }

    /** The server that still runs on this folder although its application is gone. */
    static Optional<ProcessHandle> leftBehind(DataFolder folder) throws IOException {
        if (!Files.exists(folder.processFile())) {
            return Optional.empty();
        }
        var remembered = Files.readAllLines(folder.processFile());
        if (remembered.size() != 2 || !remembered.getFirst().matches("\\d{1,18}")) {
            return Optional.empty(); // the application was killed while it wrote
        }
        return ProcessHandle.of(Long.parseLong(remembered.getFirst()))
                .filter(process -> isServerOf(folder, process, remembered.getLast()));
    }

    /** Asks first and insists late: what is asked to stop writes its pages within seconds, what is killed must recover. */
    static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(LONGEST_STOP_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("MariaDB, process {}, did not stop when asked and is killed", server.pid());
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    /** A number is soon given to another process: its arguments decide or, where the system hides them, its moment of birth. */
    private static boolean isServerOf(DataFolder folder, ProcessHandle process, String birth) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains("--datadir=" + folder.data()))
                .orElseGet(() -> birth(process).equals(birth));
    }

    private static String birth(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
}
