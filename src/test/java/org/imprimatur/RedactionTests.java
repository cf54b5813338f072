package org.imprimatur;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.imprimatur.assurance.Fsck;
import org.imprimatur.log.VerifyCommand;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's data go by two, and everything that they did stays provable. */
@SystemTest
@Order(2)
class RedactionTests {

    private static final String ABEL = "abel-r";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @Autowired Fsck fsck;
    @Autowired TransactionTemplate transaction;

    @TempDir Path home;

    private Invariants invariants;
    private String gone;
    private String name;
    private String id;

    @BeforeEach
    void someoneWhoWillBeForgotten() {
        invariants = new Invariants(fsck, jdbc, api);
        gone = "gunnar-" + UUID.randomUUID().toString().substring(0, 8);
        name = "Dr Gunnar " + gone.substring(7);
        Cast.account(people, ABEL, "Abel Costa", Set.of(Role.ADMIN), Set.of(), false);
        Cast.account(
                people,
                gone,
                name,
                Set.of(Role.REVIEWER, Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMIN),
                Set.of("oncology"),
                true);
        id = id(gone);
    }

    @AfterEach
    void holdTheInvariants() {
        invariants.hold();
    }

    @Test
    void makesEveryAnswerForgetAReviewerAndTheTrailStaysProvable() throws IOException {
        var article = story.article().approved(gone, Cast.OLGA);
        story.article(gone, "oncology").submit();
        var judged = story.article().mixed(Cast.RAVI, Cast.OLGA);
        judged.decide(gone, "REQUEST_CHANGES").expect(200);
        api.proven(article.slug);
        assertThat(publicAnswers(article)).anyMatch(answer -> answer.contains(name));

        redact(Cast.OTTO);

        assertThat(publicAnswers(article))
                .noneMatch(answer -> answer.contains(name) || answer.contains(gone));
        assertThat(article.badge().get("status").asString()).isEqualTo("APPROVED");
        assertThat(
                        jdbc.sql(
                                        "SELECT COUNT(*) FROM imprimatur_trail.payload WHERE body LIKE ? OR body LIKE ? OR body LIKE ?")
                                .params("%" + gone + "%", "%" + name + "%", "%" + id + "%")
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(people.active(gone)).isEmpty();
        var report = fsck.run((_, _) -> {});
        assertThat(report.findings().all()).isEmpty();
        assertThat(report.sentences()).anyMatch(said -> said.contains("redacted at seq"));
        var export = home.resolve("all.zip");
        Files.write(export, download("/exports/trail"));
        assertThat(verify(export)).startsWith("OK\n").contains("redacted at seq");
        var proof = home.resolve("proof.tlog-proof");
        Files.write(
                proof,
                api.anonymously("/articles/" + article.slug + "/revisions/1/proof.tlog-proof")
                        .get()
                        .expect(200)
                        .response()
                        .body());
        assertThat(verify(proof)).startsWith("OK\n");
    }

    /** Whoever is forgotten held a review all the same: the past does not say that nobody did. */
    @Test
    void leavesThePastWithSomebodyWhoIsRedacted() {
        var reviewed = story.article().submit().claimedBy(gone, Cast.OLGA);
        reviewed.recommend(0, gone, "APPROVE").expect(200);
        var alone = story.article().submit().claim(0, gone);
        var decided = story.article().mixed(Cast.RAVI, Cast.OLGA);
        decided.decide(gone, "REQUEST_CHANGES").expect(200);
        var moments = new HashMap<Story.Article, String>();
        for (var article : List.of(reviewed, alone, decided)) {
            moments.put(article, article.history().getLast().get("at").asString());
        }

        redact(Cast.OTTO);

        var otto = new Visitor(api).as(Cast.OTTO);
        moments.forEach(
                (article, moment) -> {
                    var page = otto.get("/auditing/" + article.id + "/state?at=" + moment);
                    assertThat(page.response().body())
                            .contains("redacted</")
                            .doesNotContain(gone, "nobody");
                });
        assertThat(
                        otto.get("/auditing/" + reviewed.id + "/state?at=" + moments.get(reviewed))
                                .response()
                                .body())
                .contains("Verdict of", "olga");
    }

    /** Whoever once signed as “Because” takes no verdict of others along. */
    @Test
    void takesNothingThatOthersSigned() {
        var others = story.article().mixed(Cast.RAVI, Cast.OLGA);
        others.decide(Cast.CLARA, "REJECT").expect(200);
        var gunnar = new Visitor(api).as(gone);
        call(gunnar, "Because");
        var own = story.article().submit().claim(0, gone);
        own.recommend(0, gone, "REQUEST_CHANGES").expect(200);
        call(gunnar, name);
        disable(new Visitor(api).as(Cast.ADA));
        ask(new Visitor(api).as(Cast.ADA), "Asked for it", Cast.PASSWORD).expect(303);
        var signed = verdicts(others);
        assertThat(signed).hasSize(3).noneMatch("{}"::equals);

        var otto = new Visitor(api).as(Cast.OTTO);
        assertThat(
                        otto.get("/redactions")
                                .expect(200)
                                .page()
                                .select("li:contains(" + gone + ") [data-sought]")
                                .text())
                .isEqualTo(name.replace("Dr ", ""));
        consent(otto, Cast.PASSWORD).expect(303);

        assertThat(verdicts(others)).isEqualTo(signed);
        assertThat(verdicts(own)).containsOnly("{}");
    }

    @Test
    void takesWhatChecksToldOfThem() {
        report("redacted at seq 7, for which " + gone + " asked and otto consented");
        report("account: name: the tables say “" + name + "”");
        report("redacted at seq 7, for which " + gone + "-2 asked and otto consented");

        redact(Cast.OTTO);

        assertThat(
                        jdbc.sql("SELECT report FROM fsck_run WHERE report LIKE ? OR report LIKE ?")
                                .params("%" + gone + "%", "%" + name + "%")
                                .query(String.class)
                                .single())
                .contains(gone + "-2");
        transaction.executeWithoutResult(
                _ -> jdbc.sql("DELETE FROM fsck_run WHERE verdict = 'FAILED'").update());
    }

    private void report(String sentence) {
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql(
                                        "INSERT INTO fsck_run (started_by, started_at, told_at, finished_at, verdict, report, done, todo)"
                                                + " VALUES ('otto', '2026-01-01', '2026-01-01', '2026-01-01', 'FAILED', ?, 0, 0)")
                                .param(sentence)
                                .update());
    }

    private static void call(Visitor visitor, String name) {
        visitor.post("/account", "/account/profile", Map.of("name", name, "named", "true"))
                .expect(303);
    }

    private List<String> verdicts(Story.Article article) {
        return jdbc.sql(
                        "SELECT p.body FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                + " WHERE p.article = ? AND l.action IN ('RECOMMENDED', 'DECIDED') ORDER BY l.seq")
                .param(article.id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** The task was taken away with the round, and nobody else ever held one. */
    @Test
    void leavesNoTraceOfAClaimThatCameToNothing() {
        var withdrawn = story.article().submit().claim(0, gone);
        withdrawn.withdraw(Cast.EDITH, withdrawn.etag()).expect(200);

        redact(Cast.OTTO);

        assertThat(invariants.violations()).isEmpty();
    }

    @Test
    void tellsAnewWhatTheForgottenPersonSaidOfOthers() {
        var gunnar = new Visitor(api).as(gone);
        gunnar.post(
                        "/administration/" + id(Cast.EMIL),
                        "/administration/" + id(Cast.EMIL) + "/specialties",
                        Map.of("specialties", "cardiology"))
                .expect(303);

        redact(ABEL);

        assertThat(invariants.violations()).isEmpty();
        specialtiesAre("surgery");
        try {
            assertThat(invariants.violations()).anyMatch(found -> found.contains("account emil"));
        } finally {
            specialtiesAre("cardiology");
        }
        new Visitor(api)
                .as(Cast.ADA)
                .post(
                        "/administration/" + id(Cast.EMIL),
                        "/administration/" + id(Cast.EMIL) + "/specialties",
                        Map.of("specialties", ""))
                .expect(303);
    }

    /** Whoever can write rows asks in an administrator's name, and waits for a second one. */
    @Test
    void takesARequestThatSomebodyMade() {
        disable(new Visitor(api).as(Cast.ADA));
        var planted = UUID.randomUUID();
        write(
                "INSERT INTO redaction_request (id, account_id, reason, requested_by, requested_at, expires_at, waiting)"
                        + " SELECT ?, ?, 'Asked for it', id, '2020-01-01', '2099-01-01', 1 FROM account WHERE username = ?",
                planted,
                UUID.fromString(id),
                Cast.ADA);
        try {
            consent(new Visitor(api).as(Cast.OTTO), Cast.PASSWORD).expect(403);
            assertThat(invariants.violations())
                    .anyMatch(found -> found.contains("request " + planted));
        } finally {
            write("DELETE FROM redaction_request WHERE id = ?", planted);
        }
        assertThat(id(gone)).isEqualTo(id);
    }

    @Test
    void takesADisabledAccountTwoPeopleAndTheirPasswords() {
        var ada = new Visitor(api).as(Cast.ADA);
        ask(ada, "Asked for it", Cast.PASSWORD).expect(422);
        disable(ada);
        ask(ada, "As " + name + " asks", Cast.PASSWORD).expect(422);
        ask(ada, "Asked for it", "wrong").expect(403);
        ask(new Visitor(api).as(Cast.OTTO), "Asked for it", Cast.PASSWORD).expect(403);
        ask(ada, "Asked for it", Cast.PASSWORD).expect(303);
        ask(ada, "Asked for it", Cast.PASSWORD).expect(422);

        var seen = new Visitor(api).as(Cast.OTTO).get("/redactions").expect(200).text();
        assertThat(seen)
                .contains("Asked for it", "Ada Novak", "UTC", "Verdicts and approvals stay valid");
        consent(ada, Cast.PASSWORD).expect(403);
        consent(new Visitor(api).as(Cast.CLARA), Cast.PASSWORD).expect(403);
        consent(new Visitor(api).as(Cast.OTTO), "wrong").expect(403);
        assertThat(id(gone)).isEqualTo(id);

        consent(new Visitor(api).as(Cast.OTTO), Cast.PASSWORD).expect(303);
        var late = consent(new Visitor(api).as(Cast.OTTO), Cast.PASSWORD).expect(409).page();
        assertThat(late.select("[data-errors]").text())
                .contains("Otto Lind consented to this already");
        assertThat(late.select("#answered[open]").text()).contains("consented to by Otto Lind");
        ada.post("/administration", "/administration/" + id + "/enabling", Map.of("reason", "No"))
                .expect(403);
    }

    private void write(String sql, Object... values) {
        transaction.executeWithoutResult(_ -> jdbc.sql(sql).params(List.of(values)).update());
    }

    private void specialtiesAre(String specialties) {
        transaction.executeWithoutResult(
                _ ->
                        jdbc.sql("UPDATE account SET specialties = ? WHERE username = ?")
                                .params(specialties, Cast.EMIL)
                                .update());
    }

    private List<String> publicAnswers(Story.Article article) {
        var path = "/articles/" + article.slug;
        return Stream.of(
                        path,
                        path + "/record",
                        path + "/badge.json",
                        path + "/badge.svg",
                        path + "/revisions/1/proof.tlog-proof",
                        "/changes.atom")
                .map(address -> api.anonymously(address).get().text())
                .toList();
    }

    private void redact(String second) {
        var ada = new Visitor(api).as(Cast.ADA);
        disable(ada);
        ask(ada, "Asked for it", Cast.PASSWORD).expect(303);
        consent(new Visitor(api).as(second), Cast.PASSWORD).expect(303);
    }

    private void disable(Visitor admin) {
        admin.post(
                        "/administration",
                        "/administration/" + id + "/disabling",
                        Map.of("reason", "Leaves"))
                .expect(303);
    }

    private Visitor.Seen ask(Visitor admin, String reason, String password) {
        return admin.post(
                "/redactions",
                "/redactions",
                Map.of("account", id, "reason", reason, "password", password));
    }

    private Visitor.Seen consent(Visitor second, String password) {
        var request =
                jdbc.sql("SELECT id FROM redaction_request WHERE account_id = ?")
                        .param(UUID.fromString(id))
                        .query(UUID.class)
                        .single();
        return second.post(
                "/account", "/redactions/" + request + "/consent", Map.of("password", password));
    }

    private String id(String username) {
        return jdbc.sql("SELECT id FROM account WHERE username = ?")
                .param(username)
                .query(UUID.class)
                .single()
                .toString();
    }

    private byte[] download(String path) {
        return api.as(Cast.OTTO, path).get().expect(200).response().body();
    }

    private String verify(Path file) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        var key = api.anonymously("/log/key").get().expect(200).text().lines().toList().getLast();
        VerifyCommand.run(
                List.of("--key", key, file.toString()),
                out,
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        return said.toString(UTF_8);
    }
}
