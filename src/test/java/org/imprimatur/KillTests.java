package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application, a process of its own, is killed while people act, and is started again on the same folder. */
class KillTests {

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
        running = Application.start(folder);
        var confirmed = 0;
        var unknown = 0;
        for (var time = 0; time < times; time++) {
            var people = new Crowd(running.api, 8);
            var deeds = people.actUntilKilled(running);
            running = Application.start(folder);
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
}
