package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
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
                    assertThat(api.anonymously("/?status=APPROVED&q=" + rejected.slug).get().text())
                            .doesNotContain("/articles/" + rejected.slug);
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
                    assertThat(api.anonymously("/changes.atom").get().text())
                            .doesNotContain(
                                    "/articles/%s/record#round-1-approved\""
                                            .formatted(rejected.slug))
                            .contains("Approved, proof pending");
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
                    assertThat(record).doesNotContain("2036", "2037");
                });
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
