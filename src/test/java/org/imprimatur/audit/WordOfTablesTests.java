package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.Visitor;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever may write to the application's tables says of an article what no entry proves. All of it is undone. */
@SystemTest
@DisplayName("What only a table says of an approval")
class WordOfTablesTests {

    private static final String TEXT = "The first text";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;

    private Story.Article approved;
    private Story.Article rejected;

    @BeforeEach
    void reviewTwo() {
        approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        rejected = story.article().mixed(Cast.RAVI, Cast.OLGA);
        rejected.decide(Cast.CLARA, "REJECT").expect(200);
        signer.advance();
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(approved.badge().get("proof").asString()).isEqualTo("covered");
        assertThat(rejected.badge().get("status").asString()).isEqualTo("REJECTED");
    }

    @Test
    void makesNoApprovedArticle() throws Exception {
        whileRootSays(
                "UPDATE article SET status = 'APPROVED' WHERE slug = '%s'".formatted(rejected.slug),
                "UPDATE article SET status = 'REJECTED' WHERE slug = '%s'".formatted(rejected.slug),
                () -> {
                    assertThat(rejected.badge().get("status").asString()).isEqualTo("DRAFT");
                    assertThat(rejected.badge().get("proof").asString()).isEqualTo("none");
                    for (var page : List.of("/record", "/badge.svg")) {
                        assertThat(read(rejected, page)).doesNotContain("Approved");
                    }
                    assertThat(read(rejected, ""))
                            .doesNotContain(TEXT, "??", "data-status=\"APPROVED\" data-progress");
                    assertThat(found("DRAFT")).contains("/articles/" + rejected.slug);
                    assertThat(found("APPROVED")).doesNotContain("/articles/" + rejected.slug);
                });
    }

    @Test
    void movesNoApprovalToAnotherAddress() throws Exception {
        var swap =
                "UPDATE article SET slug = 'story-x' WHERE slug = '%1$s';UPDATE article SET slug = '%1$s' WHERE slug = '%2$s';UPDATE article SET slug = '%2$s' WHERE slug = 'story-x'"
                        .formatted(rejected.slug, approved.slug);
        whileRootSays(
                swap,
                swap,
                () -> {
                    assertThat(rejected.badge().get("proof").asString()).isEqualTo("pending");
                    assertThat(read(rejected, "")).doesNotContain("Medically reviewed");
                    assertThat(read(rejected, "/badge.svg")).contains("Approved, proof pending");
                });
    }

    @Test
    void isNoOutcomeOfARound() throws Exception {
        var round =
                "UPDATE review_round SET outcome = '%s' WHERE article_id = '" + rejected.id + "'";
        whileRootSays(
                round.formatted("APPROVED"),
                round.formatted("REJECTED"),
                () -> {
                    assertThat(read(rejected, "/record"))
                            .contains("Approved, proof pending")
                            .doesNotContain(">Approved<", "Ravi");
                    assertThat(entry(rejected))
                            .contains(
                                    "#round-1-approved_proof_pending</id>",
                                    "<category term=\"APPROVED_PROOF_PENDING\"",
                                    "Approved, proof pending: ")
                            .doesNotContain("#round-1-approved</id>", "term=\"APPROVED\"");
                });
    }

    /** A text that was rejected and approved later was still rejected before. */
    @Test
    void isNoOutcomeOfAnotherRoundOfTheSameText() throws Exception {
        var twice = story.article().mixed(Cast.RAVI, Cast.OLGA);
        twice.decide(Cast.CLARA, "REJECT").expect(200);
        twice.write(Cast.CLARA, "reopening")
                .ifMatch(twice.etag())
                .post(Map.of("reason", "Once more"))
                .expect(200);
        twice.approved(Cast.RAVI, Cast.OLGA);
        signer.advance();
        assertThat(twice.badge().get("proof").asString()).isEqualTo("covered");
        var round =
                "UPDATE review_round SET outcome = '%s' WHERE number = 1 AND article_id = '"
                        + twice.id
                        + "'";
        whileRootSays(
                round.formatted("APPROVED"),
                round.formatted("REJECTED"),
                () ->
                        assertThat(read(twice, "/record"))
                                .contains(">Approved, proof pending<", ">Approved<"));
    }

    /** Who approved one revision did not approve the next. */
    @Test
    void namesNobodyWhoApprovedAnotherText() throws Exception {
        approved.revise("The second text").expect(200);
        approved.approved(Cast.OLGA, Cast.OMAR);
        signer.advance();
        var of =
                " WHERE task_id IN (SELECT t.id FROM review_task t JOIN review_round r ON r.id = t.round_id"
                        + " WHERE r.article_id = '%s' AND r.number = 2)".formatted(approved.id);
        var inTenYears = String.valueOf(Year.now(clock).plusYears(10));
        assertThat(read(approved, "/record").split("Ravi Menon", -1)).hasSize(2);
        whileRootSays(
                "CREATE OR REPLACE TABLE imprimatur.kept AS SELECT task_id, number, signed_as, signed_at FROM recommendation"
                        + of
                        + ";UPDATE recommendation SET signed_at = signed_at + INTERVAL 10 YEAR, signed_as = (SELECT MIN(signed_as) FROM imprimatur.recommendation s WHERE s.signed_as LIKE '%Menon%')"
                        + of,
                "UPDATE recommendation r JOIN imprimatur.kept k ON k.task_id = r.task_id AND k.number = r.number SET r.signed_as = k.signed_as, r.signed_at = k.signed_at;DROP TABLE imprimatur.kept",
                () -> {
                    var record = read(approved, "/record");
                    assertThat(record.split("Ravi Menon", -1)).hasSize(2);
                    assertThat(record).doesNotContain(inTenYears);
                });
    }

    /** The entries still carry the approval, but no row says who is behind a verdict. */
    @Test
    void isNoApprovalByNobody() throws Exception {
        var verdicts =
                "UPDATE recommendation v JOIN review_round r ON r.id = v.round_id SET v.recommendation = '%s' WHERE r.article_id = '"
                        + approved.id
                        + "'";
        whileRootSays(
                verdicts.formatted("REJECT"),
                verdicts.formatted("APPROVE"),
                () -> {
                    assertThat(approved.badge().get("proof").asString()).isEqualTo("pending");
                    assertThat(read(approved, "")).doesNotContain("Medically reviewed");
                });
    }

    /** What was the case by entries of which some are filed elsewhere. */
    @Test
    void isNoApprovalInThePast() throws Exception {
        var auditor = new Visitor(api).as(Cast.OTTO);
        var state = "/auditing/" + approved.id + "/state";
        assertThat(page(auditor, state))
                .contains(">Approved<")
                .doesNotContain("Approved, proof pending");
        whileRootSays(
                "CREATE OR REPLACE TABLE imprimatur.kept AS SELECT p.seq FROM imprimatur_trail.payload p JOIN imprimatur_trail.leaf l ON l.seq = p.seq"
                        + " WHERE l.action = 'RECOMMENDED' AND p.article = '%1$s';UPDATE imprimatur_trail.payload SET article = NULL WHERE seq IN (SELECT seq FROM imprimatur.kept)"
                                .formatted(approved.id),
                "UPDATE imprimatur_trail.payload SET article = '%s' WHERE seq IN (SELECT seq FROM imprimatur.kept);DROP TABLE imprimatur.kept"
                        .formatted(approved.id),
                () ->
                        assertThat(page(auditor, state))
                                .contains("Approved, proof pending")
                                .doesNotContain(">Approved<"));
    }

    private static String page(Visitor visitor, String path) {
        var answer = visitor.get(path).response();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private String found(String status) {
        return api.anonymously("/?status=" + status + "&q=" + rejected.slug)
                .get()
                .expect(200)
                .text();
    }

    /** The newest of an article in the feed. */
    private String entry(Story.Article article) {
        var feed = api.anonymously("/changes.atom").get().expect(200).text();
        return Arrays.stream(feed.split("<entry>"))
                .filter(entry -> entry.contains("/articles/" + article.slug + "/record"))
                .findFirst()
                .orElseThrow();
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
    }

    private String read(Story.Article article, String page) {
        return api.anonymously("/articles/" + article.slug + page).get().expect(200).text();
    }

    private void whileRootSays(String how, String back, Deed deed) throws Exception {
        asRoot(how);
        try {
            deed.run();
        } finally {
            asRoot(back);
        }
    }

    private void asRoot(String statements) throws SQLException {
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement()) {
            for (var one : statements.split(";")) {
                statement.executeUpdate(one);
            }
        }
    }
}
