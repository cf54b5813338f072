package org.imprimatur.log;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * {@code witness}: a {@link Witness} behind HTTP, in a process and with a key of its own. Runs until it is stopped. Paths, status
 * codes and the media type of a size are those of C2SP tlog-witness, "add-checkpoint" and "Monitor Retrieval
 * Mechanism".
 */
public final class WitnessCommand {

    static final String USAGE =
            """
            witness --listen HOST:PORT --state DIR --log VKEY [--log VKEY]… [--name NAME] [--key FILE]
                --listen  where to answer POST /add-checkpoint
                --state   a folder for what was seen, on a disk of this witness
                --log     the key of a log, as its publisher prints it; several with blanks between
                --name    of this witness, when its key is made
                --key     the witness' key, made when missing; otherwise DIR/witness.key
            """;

    /** The longest request that can be right is far shorter: 63 hashes and a checkpoint. */
    private static final int LONGEST_REQUEST = 1 << 16;

    private static final int OK = 0;
    private static final int UNUSABLE = 2;
    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    private WitnessCommand() {}

    /** @return the exit code */
    public static int run(
            List<String> arguments, InstantSource clock, PrintStream out, PrintStream err) {
        try {
            var server = start(arguments, clock, out);
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        server.stop(1);
                                        stopped.countDown();
                                    }));
            stopped.await();
            return OK;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OK;
        } catch (Unreadable | IOException unusable) {
            err.println("The witness cannot start: " + unusable.getMessage());
            return UNUSABLE;
        }
    }

    static HttpServer start(List<String> arguments, InstantSource clock, PrintStream out)
            throws IOException {
        var logs = new ArrayList<VerifierKey>();
        var listen = "";
        var folder = "";
        var file = "";
        var name = "witness";
        var rest = new ArrayDeque<>(arguments);
        while (rest.size() > 1) {
            var option = rest.removeFirst();
            var value = rest.removeFirst();
            switch (option) {
                case "--listen" -> listen = value;
                case "--state" -> folder = value;
                case "--log" ->
                        List.of(value.strip().split("\\s+"))
                                .forEach(log -> logs.add(VerifierKey.parse(log)));
                case "--name" -> name = value;
                case "--key" -> file = value;
                default -> throw new Unreadable("an option " + option + " is not known\n" + USAGE);
            }
        }
        var colon = listen.lastIndexOf(':');
        if (!rest.isEmpty() || colon < 0 || folder.isEmpty() || logs.isEmpty()) {
            throw new Unreadable("it is called like this:\n" + USAGE);
        }
        var state = new WitnessState(Path.of(folder));
        var key = key(file.isEmpty() ? Path.of(folder, "witness.key") : Path.of(file), name);
        var witness = new Witness(key, logs, state, clock);
        var port = port(listen.substring(colon + 1));
        var server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getByName(listen.substring(0, colon)), port),
                        0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(exchange, witness));
        server.start();
        out.println("witness " + key.verifier().asCosigner());
        out.println("listening on " + server.getAddress());
        out.flush();
        return server;
    }

    private static int port(String text) {
        var port = Encoding.decimal(text);
        if (port > 65_535) {
            throw new Unreadable("there is no port " + port);
        }
        return (int) port;
    }

    /** The key of the file; a new one if there is no file, which then nobody but its owner may read. */
    private static SigningKey key(Path file, String name) throws IOException {
        if (Files.notExists(file)) {
            DurableFile.write(file, SigningKey.generate(name).file(), "r--------");
        }
        return SigningKey.parse(Encoding.utf8(Files.readAllBytes(file)));
    }

    private static void handle(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            Witness.Answer answer;
            try {
                answer = answer(exchange, witness);
            } catch (Unreadable | IOException forgotten) {
                answer = new Witness.Answer(500, "this witness cannot remember\n");
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.status() == 409
                                    ? "text/x.tlog.size"
                                    : "text/plain; charset=utf-8");
            var body = Encoding.utf8(answer.body());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Witness.Answer answer(HttpExchange exchange, Witness witness)
            throws IOException {
        var path = exchange.getRequestURI().getPath();
        var method = exchange.getRequestMethod();
        if (path.equals("/add-checkpoint")) {
            return method.equals("POST")
                    ? witness.addCheckpoint(exchange.getRequestBody().readNBytes(LONGEST_REQUEST))
                    : new Witness.Answer(405, "POST a checkpoint here\n");
        }
        var monitored = CHECKPOINT.matcher(path);
        return method.equals("GET") && monitored.matches()
                ? witness.checkpoint(monitored.group(1))
                : new Witness.Answer(404, "there is nothing here\n");
    }
}
