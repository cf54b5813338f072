package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.imprimatur.Cast;
import org.imprimatur.LawfulRedaction;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.thymeleaf.ITemplateEngine;
import tools.jackson.databind.json.JsonMapper;

@SystemTest
@DisplayName("The printed record")
class PrintRecordTests {

    private static final String OF_THE_ARTICLE =
            " FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq WHERE p.article = ? AND l.action = ? ORDER BY l.seq LIMIT 1";

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired Articles articles;
    @Autowired CoveringCheckpoint covering;
    @Autowired Cosigning cosigning;
    @Autowired SourceParser parser;
    @Autowired ITemplateEngine templates;
    @Autowired JsonMapper json;
    @Autowired PlatformTransactionManager transactions;

    Tampering root;
    Story.Article approved;

    @BeforeEach
    void haveAnApprovedArticle() throws SQLException {
        approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
        root.run("SET SESSION foreign_key_checks = 0");
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    @Test
    void saysAgainstWhatItsEntriesWereHeld() throws IOException {
        assertThat(printed(Locale.ENGLISH))
                .contains("? Approved Revision 1", "each has the bytes that were signed")
                .doesNotContain("pending", "tell it otherwise", "altered", "Redacted by");
        assertThat(printed(Locale.GERMAN))
                .contains("Freigegeben", "Gedruckt aus den Einträgen des Prüfpfads");
    }

    @Test
    void followsTheTrailWhereTheTablesTellItOtherwise() throws IOException {
        root.run("UPDATE article SET status = 'REJECTED' WHERE id = ?", approved.id);
        root.run(
                "UPDATE revision SET content_hash = ? WHERE article_id = ?",
                "0".repeat(64),
                approved.id);
        root.run(
                "UPDATE review_round SET outcome = 'CHANGES_REQUESTED' WHERE article_id = ?",
                approved.id);

        assertThat(printed(Locale.ENGLISH))
                .contains("? Approved Revision 1")
                .contains("The tables of the database tell it otherwise")
                .contains("Status: trail: APPROVED tables: REJECTED")
                .contains("Revision 1: trail: " + approved.hash() + " tables: " + "0".repeat(64))
                .contains("Round 1: trail: 1 " + approved.hash() + " APPROVED tables: 1");
    }

    @Test
    void printsNothingOfWhatWasAlteredBesideAnEntry() throws IOException {
        var verdict = seq("RECOMMENDED");
        root.run(
                "UPDATE imprimatur_trail.payload SET body = REPLACE(body, 'Dr Ravi Menon', 'Dr Forged Name') WHERE seq = ?",
                verdict);

        assertThat(printed(Locale.ENGLISH))
                .contains("One entry is not what was signed")
                .contains("What is stored beside this entry was altered or removed")
                .doesNotContain("Dr Forged Name", "Dr Ravi Menon");
    }

    /** Of a block that one entry was changed in, none can be shown to be in the tree. */
    @Test
    void believesNoEntryThatWasNeverSigned() throws IOException {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '\"APPROVED\"', '\"REJECTED\"'), hash = UNHEX(SHA2(CONCAT(CHAR(0), REPLACE(bytes, '\"APPROVED\"', '\"REJECTED\"')), 256)) WHERE seq = ?",
                seq("APPROVED"));

        assertThat(printed(Locale.ENGLISH))
                .contains("not what was signed")
                .contains("is not there No entry tells a status")
                .contains("Not in the signed tree")
                .doesNotContain("? Rejected");
    }

    @Test
    void saysWhichEntryRedactedAnother() throws IOException {
        var verdict = seq("RECOMMENDED");
        root.run(
                "CALL imprimatur_trail.redact(?, ?, ?)",
                verdict,
                LawfulRedaction.agreedOn(root.jdbc, verdict),
                LawfulRedaction.PAYLOAD);
        var redacting =
                root.jdbc
                        .sql("SELECT MAX(seq) FROM imprimatur_trail.leaf")
                        .query(Long.class)
                        .single();

        assertThat(printed(Locale.ENGLISH))
                .contains("Redacted by entry " + redacting + ".")
                .contains("(entry " + verdict + ")")
                .doesNotContain("Dr Ravi Menon");
    }

    @Test
    void saysOfWhatIsNewerThanTheSignedTreeThatItsProofIsPending() throws IOException {
        root.run(
                "INSERT INTO imprimatur_trail.leaf (seq, bytes, hash) SELECT MAX(seq) + 1, (SELECT l.bytes"
                        + OF_THE_ARTICLE
                        + "), (SELECT l.hash"
                        + OF_THE_ARTICLE
                        + ") FROM imprimatur_trail.leaf",
                approved.id,
                "CLAIMED",
                approved.id,
                "CLAIMED");
        root.run(
                "INSERT INTO imprimatur_trail.payload (seq, article, body) SELECT (SELECT MAX(seq) FROM imprimatur_trail.leaf), p.article, p.body"
                        + OF_THE_ARTICLE,
                approved.id,
                "CLAIMED");

        assertThat(printed(Locale.ENGLISH))
                .contains("One entry is newer than the signed tree: proof pending.")
                .contains("Proof pending: newer than the signed tree.");
    }

    /** The database's root files a correction under no article. */
    @Test
    void namesAVerdictThatWasWithdrawnThoughNothingSaysSo() throws IOException {
        approved.revise("A text that one of them has doubts about.").expect(200);
        approved.approvedAfterADoubt(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root.undo();
        assertThat(printed(Locale.ENGLISH)).doesNotContain("not in force any more");

        var corrected = seq("CORRECTED");
        root.run("UPDATE imprimatur_trail.payload SET article = NULL WHERE seq = ?", corrected);

        assertThat(printed(Locale.ENGLISH))
                .containsPattern("The verdict of entry \\d+ was not in force any more");
    }

    /** As one that a witness has not cosigned yet. */
    @Test
    void callsNothingApprovedThatNoCheckpointCovers() throws IOException {
        assertThat(root.run("UPDATE log_checkpoint SET note = 'no checkpoint'")).isPositive();
        covering = new CoveringCheckpoint(root.jdbc, cosigning, settings);

        assertThat(printed(Locale.ENGLISH))
                .contains("? Approved, proof pending Revision 1")
                .contains("revision 1: Approved, proof pending")
                .containsPattern("approved this revision.{1,40}Approved, proof pending")
                .doesNotContain("Approved Revision");
        assertThat(printed(Locale.GERMAN)).contains("? Freigegeben, Nachweis ausstehend Fassung 1");
    }

    @Test
    void callsNothingApprovedThatOneEntryAloneCallsSo() throws IOException {
        var submitted = story.article().submit();
        signer.advance();
        root.undo();
        var real = seq("APPROVED");
        root.run(
                "CALL imprimatur_trail.append(?, ?)",
                text(
                                "SELECT CONVERT(bytes USING utf8mb4) FROM imprimatur_trail.leaf WHERE seq = ?",
                                real)
                        .replaceFirst("\\{.*?(?=\"id\":)", "{")
                        .replace(approved.hash(), submitted.hash()),
                text("SELECT body FROM imprimatur_trail.payload WHERE seq = ?", real)
                        .replace(approved.id, submitted.id));
        root.run("UPDATE article SET status = 'APPROVED' WHERE id = ?", submitted.id);

        assertThat(printed(submitted.id, Locale.ENGLISH))
                .contains("? Approved, proof pending Revision 1")
                .doesNotContain("Approved Revision");
    }

    @Test
    void asksTheQuestionOfTheTextThatWasSigned() throws IOException {
        root.run(
                "UPDATE article SET question = 'What heals everything?', audience = 'PATIENTS', slug = 'all-things' WHERE id = ?",
                approved.id);

        assertThat(printed(Locale.ENGLISH))
                .contains("What helps with " + approved.slug + "? Approved Revision 1")
                .contains("The tables of the database tell it otherwise")
                .contains("tables: What heals everything?")
                .contains("trail: Clinicians tables: Patients")
                .contains("trail: " + approved.slug + " tables: all-things");
    }

    @Test
    void asksNoQuestionWhereNoTextIsTheOneThatWasSigned() throws IOException {
        root.run(
                "UPDATE revision SET source = REPLACE(source, 'What helps with', 'What heals') WHERE article_id = ?",
                approved.id);

        assertThat(printed(Locale.ENGLISH))
                .contains("The text that the entries tell is not there")
                .doesNotContain("What heals");
    }

    private String text(String sql, long seq) {
        return root.jdbc.sql(sql).param(seq).query(String.class).single();
    }

    private long seq(String action) {
        return root.jdbc
                .sql("SELECT l.seq" + OF_THE_ARTICLE)
                .params(approved.id, action)
                .query(Long.class)
                .single();
    }

    private String printed(Locale locale) throws IOException {
        return printed(approved.id, locale);
    }

    private String printed(String id, Locale locale) throws IOException {
        var print =
                new PrintRecord(
                        templates,
                        new Trail(root.jdbc, json),
                        new EntryMarks(root.jdbc, covering),
                        new Coverage(root.jdbc, covering, settings),
                        parser,
                        root.jdbc,
                        transactions);
        var article = articles.findById(new ArticleId(UUID.fromString(id))).orElseThrow();
        try (var pdf =
                Loader.loadPDF(print.pdf(article, Instant.now(), covering.newest(), locale))) {
            return new PDFTextStripper().getText(pdf).replaceAll("[\\s·]+", " ");
        }
    }
}
