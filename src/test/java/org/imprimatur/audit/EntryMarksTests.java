package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.Cast;
import org.imprimatur.LawfulRedaction;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.audit.EntryMarks.Disclosure;
import org.imprimatur.audit.EntryMarks.Mark;
import org.imprimatur.audit.EntryMarks.Place;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a root session does to an entry shows beside it. Each transaction is undone. */
@SystemTest
class EntryMarksTests {

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired Cosigning cosigning;

    Tampering root;
    List<Long> seqs;

    @BeforeEach
    void signAnArticle() throws SQLException {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
        seqs =
                root.jdbc
                        .sql(
                                "SELECT seq FROM imprimatur_trail.payload WHERE article = ? ORDER BY seq")
                        .param(article.id)
                        .query((row, _) -> row.getLong(1))
                        .list();
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    @Test
    void areGoodWhereNobodyTampered() {
        assertThat(marks().values())
                .hasSize(seqs.size())
                .allMatch(Mark::isGood)
                .allMatch(mark -> mark.place() == Place.SIGNED);
    }

    @Test
    void areBadForAFlippedByte() {
        var hit = seqs.get(2);
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '2', '3') WHERE seq = ?",
                hit);

        assertThat(mark(hit).leaf()).isFalse();
        assertThat(mark(hit).place()).isEqualTo(Place.NOT_IN_TREE);
        assertThat(mark(seqs.get(3)).isGood()).isTrue();
    }

    @Test
    void areBadForAForgedHashToo() {
        var hit = seqs.get(2);
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '2', '3') WHERE seq = ?",
                hit);
        root.run(
                "UPDATE imprimatur_trail.leaf SET hash = UNHEX(SHA2(CONCAT(X'00', bytes), 256)) WHERE seq = ?",
                hit);

        assertThat(mark(hit).leaf()).isTrue();
        assertThat(mark(hit).place()).isEqualTo(Place.NOT_IN_TREE);
    }

    @Test
    void tellARedactionFromAnEditedOrAbsentPayload() {
        var edited = seqs.get(0);
        var emptied = seqs.get(1);
        var redacted = seqs.get(2);
        var silenced = seqs.get(3);
        root.run(
                "UPDATE imprimatur_trail.payload SET body = REPLACE(body, 'edith', 'emil') WHERE seq = ?",
                edited);
        root.run("UPDATE imprimatur_trail.payload SET body = '{}' WHERE seq = ?", emptied);
        root.run(
                "CALL imprimatur_trail.redact(?, ?, '{}')",
                redacted,
                LawfulRedaction.agreedOn(root.jdbc, redacted));
        root.run(
                "CALL imprimatur_trail.redact(?, ?, '{}')",
                silenced,
                LawfulRedaction.agreedOnByNobody(silenced));

        assertThat(mark(edited).disclosure()).isEqualTo(Disclosure.DOES_NOT_FIT);
        assertThat(mark(emptied).disclosure()).isEqualTo(Disclosure.DOES_NOT_FIT);
        assertThat(mark(silenced).disclosure())
                .as("nobody agreed to it")
                .isEqualTo(Disclosure.DOES_NOT_FIT);
        assertThat(mark(redacted).disclosure()).isEqualTo(Disclosure.REDACTED);
        assertThat(mark(redacted).redactedBy()).isGreaterThan(seqs.getLast());
        assertThat(mark(redacted).isGood()).isTrue();
    }

    @Test
    void areBadUnderACheckpointThatNobodySigned() {
        var stranger =
                SigningKey.generate("stranger.example")
                        .sign(new Checkpoint("stranger.example", 1_000_000, Hasher.EMPTY_ROOT))
                        .toString();
        for (var note : List.of("no checkpoint", stranger)) {
            root.run("UPDATE log_checkpoint SET note = ?", note);

            assertThat(marks().values())
                    .hasSize(seqs.size())
                    .noneMatch(mark -> mark.place() == Place.SIGNED);
        }
    }

    private Mark mark(long seq) {
        return Objects.requireNonNull(marks().get(seq));
    }

    private Map<Long, Mark> marks() {
        return new EntryMarks(root.jdbc, new CoveringCheckpoint(root.jdbc, cosigning, settings))
                .of(seqs)
                .of();
    }
}
