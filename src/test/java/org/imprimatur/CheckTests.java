package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprimatur.assurance.FsckCommand;
import org.imprimatur.assurance.FsckRuns;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The auditor's button and the command, on the running system. */
@SystemTest
@Order(3)
class CheckTests {

    private static final Actor OTTO = new Actor(Cast.OTTO, Role.AUDITOR);

    @Autowired Api api;
    @Autowired Story story;
    @Autowired FsckRuns runs;
    @Autowired EmbeddedMariaDb database;
    @Autowired Environment environment;
    @Autowired MovableClock clock;

    @Test
    void answersAnAuditorWhoPressesTheButton() throws InterruptedException {
        story.article().approved(Cast.RAVI, Cast.OLGA);
        var otto = new Visitor(api).as(Cast.OTTO);
        assertThat(otto.post("/auditing/check", "/auditing/check", Map.of()).expect(303).location())
                .isEqualTo("/auditing/check");
        awaitEnd();

        var page = otto.get("/auditing/check").expect(200).text();
        assertThat(page).contains("Everything agrees", "started by otto");
        assertThat(otto.get("/auditing?action=FSCK_RUN").expect(200).text())
                .contains("checked that everything tells one story");
    }

    @Test
    void isForAuditorsOnly() {
        var clara = new Visitor(api).as(Cast.CLARA);

        assertThat(clara.get("/auditing/check").status()).isEqualTo(403);
    }

    /** Committed for once, and undone: what is found by a stranger's eyes is found by the application's too. */
    @Test
    void namesWhatSomebodyChangedPastTheApplication() throws Exception {
        var article = story.article();
        try {
            asRoot("UPDATE article SET status = 'APPROVED' WHERE id = '" + article.id + "'");
            runs.start(OTTO).orElseThrow().join();

            var newest = runs.newest(1).getFirst();
            assertThat(newest.verdict()).isEqualTo("PROJECTION_MISMATCH");
            assertThat(runs.found(newest.number()).orElseThrow().findings())
                    .anyMatch(found -> found.contains(article.id) && found.contains("status"));
            assertThat(fsck("--all"))
                    .startsWith("1\nPROJECTION_MISMATCH: article " + article.id)
                    .contains("PROJECTION_MISMATCH found");
        } finally {
            asRoot("UPDATE article SET status = 'DRAFT' WHERE id = '" + article.id + "'");
        }
        assertThat(fsck()).startsWith("0\nOK\n");
    }

    /** A word that the application has no name for: it must be found, and not end the search for everything else. */
    @Test
    void namesAStatusThatNobodyKnows() throws Exception {
        var article = story.article();
        try {
            asRoot("UPDATE article SET status = 'BLESSED' WHERE id = '" + article.id + "'");
            runs.start(OTTO).orElseThrow().join();

            assertThat(runs.found(runs.newest(1).getFirst().number()).orElseThrow().findings())
                    .anyMatch(found -> found.contains(article.id));
        } finally {
            asRoot("UPDATE article SET status = 'DRAFT' WHERE id = '" + article.id + "'");
        }
    }

    /** I9, of which only the running application knows. */
    @Test
    void namesABadgeThatTheTrailDoesNotExplain() throws Exception {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var hash = article.hash();
        var where = " WHERE article_id = '" + article.id + "'";
        try {
            asRoot("UPDATE approval SET content_hash = REPEAT('0', 64)" + where);
            runs.start(OTTO).orElseThrow().join();

            assertThat(runs.found(runs.newest(1).getFirst().number()).orElseThrow().findings())
                    .anyMatch(found -> found.contains(article.id) && found.endsWith("(I9)"));
        } finally {
            asRoot("UPDATE approval SET content_hash = '" + hash + "'" + where);
        }
    }

    /** Whoever can write rows says that all is well, or that a check will run for years. */
    @Test
    void believesTheTrailAndNotTheRow() throws Exception {
        var article = story.article();
        long run;
        try {
            asRoot("UPDATE article SET status = 'APPROVED' WHERE id = '" + article.id + "'");
            runs.start(OTTO).orElseThrow().join();
            run = runs.newest(1).getFirst().number();
        } finally {
            asRoot("UPDATE article SET status = 'DRAFT' WHERE id = '" + article.id + "'");
        }
        var where = " WHERE number = " + run;
        asRoot("CREATE TABLE imprimatur.kept AS SELECT verdict, report FROM fsck_run" + where);
        try {
            asRoot(
                    "UPDATE fsck_run SET verdict = 'OK', report = '{\"entries\":1,\"articles\":1,\"kinds\":[],\"findings\":[],\"sentences\":[]}'"
                            + where);

            assertThat(runs.newest(1).getFirst().verdict()).isEqualTo("PROJECTION_MISMATCH");
            assertThat(runs.found(run)).isEmpty();
            assertThat(fsck("--all")).contains("check " + run + ": verdict");
        } finally {
            asRoot(
                    "UPDATE fsck_run f JOIN kept k SET f.verdict = k.verdict, f.report = k.report"
                            + where.replace("number", "f.number"));
            asRoot("DROP TABLE imprimatur.kept");
        }
    }

    /** Whoever can write rows lets a bad check begin in the future, or never end. */
    @Test
    void showsWhatTheTrailFoundWhateverTheRowSaysOfItsTime() throws Exception {
        var article = story.article();
        try {
            asRoot("UPDATE article SET status = 'APPROVED' WHERE id = '" + article.id + "'");
            runs.start(OTTO).orElseThrow().join();
        } finally {
            asRoot("UPDATE article SET status = 'DRAFT' WHERE id = '" + article.id + "'");
        }
        var run = runs.newest(1).getFirst();
        var where = " WHERE number = " + run.number();
        asRoot(
                "CREATE TABLE imprimatur.kept AS SELECT started_at, finished_at FROM fsck_run"
                        + where);
        try {
            for (var lie : List.of("started_at = '2999-01-01'", "finished_at = NULL")) {
                asRoot("UPDATE fsck_run SET " + lie + where);

                var shown = runs.newest(1).getFirst();
                assertThat(shown.number()).isEqualTo(run.number());
                assertThat(shown.verdict()).isEqualTo("PROJECTION_MISMATCH");
                assertThat(shown.isRunning()).isFalse();
                new Visitor(api).as(Cast.OTTO).get("/auditing/check").expect(200);
            }
        } finally {
            asRoot(
                    "UPDATE fsck_run f JOIN kept k SET f.started_at = k.started_at, f.finished_at = k.finished_at"
                            + where.replace("number", "f.number"));
            asRoot("DROP TABLE imprimatur.kept");
        }
    }

    @Test
    void isNotStoppedByARunThatNeverEnds() throws Exception {
        asRoot(
                "INSERT INTO fsck_run (running, started_by, started_at, told_at, done, todo) VALUES (1, 'nobody', '2099-01-01', '2099-01-01', 0, 0)");

        runs.start(OTTO).orElseThrow().join();

        var newest = runs.newest(2);
        assertThat(newest.getFirst().startedBy()).isEqualTo("otto");
        assertThat(newest).noneMatch(FsckRuns.Run::isRunning);
        assertThat(fsck()).startsWith("0\nOK\n");
    }

    @Test
    void runsOneAtATimeAndAgainAfterAnHour() throws InterruptedException {
        var first = runs.start(OTTO).orElseThrow();
        var second = runs.start(OTTO);
        first.join();
        assertThat(second.isPresent() && first.isAlive()).isFalse();

        var newest = runs.newest(1).getFirst().number();
        runs.runEveryHour();
        assertThat(runs.newest(1).getFirst().number()).isEqualTo(newest);

        clock.advance(Duration.ofMinutes(61));
        runs.runEveryHour();
        awaitEnd();
        assertThat(runs.newest(1).getFirst().number()).isGreaterThan(newest);
        assertThat(runs.newest(1).getFirst().startedBy()).isEqualTo("system");
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() {
        assertThat(fsck("--repair")).startsWith("2\n").contains("fsck [--all]");
    }

    private String fsck(String... options) {
        var out = new ByteArrayOutputStream();
        var told = new ByteArrayOutputStream();
        var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        var progress = new PrintStream(told, true, StandardCharsets.UTF_8);
        var arguments = new ArrayList<>(List.of(options));
        for (var name : List.of("imprimatur.database.directory", "imprimatur.log.directory")) {
            arguments.add("--" + name + "=" + environment.getProperty(name));
        }
        var code = FsckCommand.run(arguments, clock, printed, progress);
        return code + "\n" + (code == 2 ? told : out).toString(StandardCharsets.UTF_8);
    }

    private void awaitEnd() throws InterruptedException {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("fsck")) {
                thread.join();
            }
        }
    }

    private void asRoot(String sql) throws SQLException {
        try (var root = database.connect(database.root());
                var statement = root.createStatement()) {
            statement.execute(sql);
        }
    }
}
