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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.people.DemoAccounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application, a process of its own, is killed while people act, and is started again on the same folder. */
class KillTests {

    private static final String DATABASE = "database";

    @TempDir Path folder;

    private @Nullable Application running;

    @AfterEach
    void end() {
        if (running != null) {
            running.stop();
        }
    }

    @Test
    void losesNothingAndDoublesNothing() throws IOException {
        kill(1);
    }

    @Test
    @Tag("full")
    void losesNothingAndDoublesNothingEachOfManyTimes() throws IOException {
        kill(20);
    }

    private void kill(int times) throws IOException {
        running = new Application(folder);
        var confirmed = 0;
        var unknown = 0;
        for (var time = 0; time < times; time++) {
            var people = new Crowd(running.api, 8);
            var deeds = people.actUntilKilled(running);
            running = new Application(folder);
            var api = running.api;
            for (var deed : deeds) {
                var again = deed.repeat(api);
                assertThat(again.status()).as(again::text).isIn(200, 201);
                if (deed.confirmed()) {
                    confirmed++;
                    assertThat(again.text()).isEqualTo(deed.text());
                } else {
                    unknown++;
                }
            }
            assertThatNothingIsDoubled(api, deeds);
            assertThatTheReviewGoesOn(new Story(api));
            running.invariants().hold();
        }
        System.out.printf(
                "Kill: %d kills, %d confirmed actions all there, %d repeated after an unknown end, none doubled%n",
                times, confirmed, unknown);
    }

    private static void assertThatNothingIsDoubled(Api api, List<Deed> deeds) {
        for (var deed : deeds) {
            if (deed.path().endsWith("/submission")) {
                var article = deed.path().substring(0, deed.path().lastIndexOf('/'));
                var submitted =
                        api
                                .as(Cast.EDITH, article + "/history")
                                .get()
                                .expect(200)
                                .json()
                                .get("items")
                                .values()
                                .stream()
                                .filter(entry -> entry.get("action").asString().equals("SUBMITTED"))
                                .toList();
                assertThat(submitted).hasSize(1);
            }
        }
    }

    private static void assertThatTheReviewGoesOn(Story story) {
        story.article(Cast.EDITH, "oncology").approved(Cast.RAVI, Cast.OLGA);
    }

    /** What somebody did, under a key of its own; without a status where no answer came any more. */
    private record Deed(
            String path,
            String key,
            @Nullable Object json,
            String source,
            int status,
            String text) {

        boolean confirmed() {
            return status != 0;
        }

        Api.Answer repeat(Api api) {
            return perform(api, path, key, json, source);
        }

        static Deed of(Api api, String path, String key, @Nullable Object json, String source) {
            try {
                var answer = perform(api, path, key, json, source);
                return answer.status() < 300
                        ? new Deed(path, key, json, source, answer.status(), answer.text())
                        : new Deed(path, key, json, source, 0, answer.text());
            } catch (AssertionError noAnswer) {
                return new Deed(path, key, json, source, 0, "");
            }
        }

        private static Api.Answer perform(
                Api api, String path, String key, @Nullable Object json, String source) {
            var call = api.as(Cast.EDITH, path).header("Idempotency-Key", key);
            return json == null ? call.postMarkdown(source) : call.ifMatch("*").post(json);
        }
    }

    /** People who write and submit without a pause. */
    private static final class Crowd {

        private final Api api;
        private final int people;
        private final ConcurrentLinkedQueue<Deed> deeds = new ConcurrentLinkedQueue<>();
        private final CountDownLatch busy;

        Crowd(Api api, int people) {
            this.api = api;
            this.people = people;
            this.busy = new CountDownLatch(people * 3);
        }

        /** The kill comes once everybody is in full swing. */
        List<Deed> actUntilKilled(Application application) {
            api.token(Cast.EDITH);
            var everybody = new ArrayList<Callable<Object>>();
            for (var person = 0; person < people; person++) {
                everybody.add(
                        () -> {
                            while (writeAndSubmit()) {
                                busy.countDown();
                            }
                            return "ended by the kill";
                        });
            }
            everybody.add(
                    () -> {
                        busy.await();
                        application.kill();
                        return "killed";
                    });
            Together.all(everybody);
            return List.copyOf(deeds);
        }

        /** Whether the application still answers. */
        private boolean writeAndSubmit() {
            var slug = Story.freshSlug();
            var created =
                    act("/articles", "create-" + slug, null, Story.source(slug, "oncology", "A"));
            if (!created.confirmed()) {
                return false;
            }
            var id = created.text().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            return act(
                            "/articles/" + id + "/submission",
                            "submit-" + slug,
                            Map.of("changeNote", "Please"),
                            "")
                    .confirmed();
        }

        private Deed act(String path, String key, @Nullable Object json, String source) {
            var deed = Deed.of(api, path, key, json, source);
            deeds.add(deed);
            return deed;
        }
    }

    /** The application as its users start it, and as nobody should end it. */
    private static final class Application {

        private final Path folder;
        private final Process process;
        final Api api;

        /** Returns once it serves. */
        Application(Path folder) throws IOException {
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

        /** Sees the child's database as its root does. */
        Invariants invariants() {
            try (var homes = Files.newDirectoryStream(folder.resolve(DATABASE), "mariadb-*");
                    var options =
                            Files.newBufferedReader(
                                    homes.iterator().next().resolve("run/root.cnf"))) {
                var root = new Properties();
                root.load(options);
                var database =
                        new DriverManagerDataSource(
                                "jdbc:mariadb://127.0.0.1:"
                                        + root.getProperty("port")
                                        + "/imprimatur",
                                "root",
                                root.getProperty("password"));
                return new Invariants(
                        Fsck.of(
                                database,
                                folder.resolve(DATABASE).resolve("log"),
                                Clock.systemUTC()),
                        JdbcClient.create(database),
                        api);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }
    }
}
