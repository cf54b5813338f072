package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * One fault for each invariant, planted where only that invariant is sure to see it. I8 awaits an outbox; I9 asks the
 * running application and is in {@code CheckTests}.
 */
@SystemTest
@DisplayName("fsck sees a planted fault")
class PlantedFaultTests {

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;

    Tampering root;
    Story.Article approved;
    Story.Article inReview;

    @BeforeEach
    void haveAnApprovedArticleAndOneInReview() throws SQLException {
        approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        inReview = story.article().submit().claim(0, Cast.RAVI);
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
        root.run("SET SESSION foreign_key_checks = 0");
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    @Test
    void i1InAStatusThatIsNotTheFold() {
        root.run("UPDATE article SET status = 'REJECTED' WHERE id = ?", approved.id);

        sees(approved.id + ": status");
    }

    @Test
    void i1InAReviewThatNoProcessDrives() {
        root.run(
                "UPDATE ACT_RU_EXECUTION e JOIN review_round r ON r.id = e.BUSINESS_KEY_ SET e.BUSINESS_KEY_ = NULL WHERE r.article_id = ?",
                inReview.id);

        sees("(I1, I7)");
    }

    @Test
    void i2InAMissingPosition() {
        root.run("UPDATE imprimatur_trail.leaf SET seq = -1 WHERE seq = 1");

        sees("GAP seq 1");
    }

    @Test
    void i3InAStepThatCouldNotFollow() {
        root.run(
                "INSERT INTO imprimatur_trail.leaf SELECT (SELECT MAX(seq) + 1 FROM imprimatur_trail.leaf), l.bytes, l.hash"
                        + " FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq WHERE p.article = ? AND l.action = 'SUBMITTED'",
                approved.id);
        root.run(
                "INSERT INTO imprimatur_trail.payload (seq, article, body) SELECT (SELECT MAX(seq) FROM imprimatur_trail.leaf), p.article, p.body"
                        + " FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq WHERE p.article = ? AND l.action = 'SUBMITTED' LIMIT 1",
                approved.id);

        sees("(I3)");
    }

    @Test
    void i4InAHolderWhoNeverClaimed() {
        root.run(
                "UPDATE review_task SET holder = (SELECT id FROM account WHERE username = ?) WHERE article_id = ? AND holder IS NOT NULL",
                Cast.OMAR,
                inReview.id);

        sees("round 1: holders");
    }

    @Test
    void i5InAnApprovalWithoutItsQuorum() {
        root.run(
                "DELETE v FROM recommendation v JOIN review_round r ON r.id = v.round_id WHERE r.article_id = ?",
                approved.id);

        sees("an approval without its signed quorum (I5)");
    }

    @Test
    void i5InAnApprovalOverARejectionThatStands() {
        root.run("UPDATE review_round SET quorum = 1 WHERE article_id = ?", approved.id);
        root.run(
                "UPDATE recommendation v JOIN review_round r ON r.id = v.round_id JOIN account a ON a.id = v.reviewer"
                        + " SET v.recommendation = 'REJECT' WHERE r.article_id = ? AND a.username = ?",
                approved.id,
                Cast.OLGA);

        sees("an approval without its signed quorum (I5)");
    }

    /** And goes on to what lies behind it. */
    @Test
    void inARowThatCannotBeRead() {
        root.run(
                "INSERT INTO section_comment (recommendation_id, position, anchor, evidence, title, kind, comment)"
                        + " SELECT v.id, 0, 'a', 'NONSENSE', 'A', 'NONSENSE', 'b' FROM recommendation v JOIN review_round r ON r.id = v.round_id"
                        + " WHERE r.article_id = ? LIMIT 1",
                approved.id);
        root.run("UPDATE article SET status = 'REJECTED' WHERE id = ?", inReview.id);

        sees(approved.id + ": its rows cannot be read");
        sees(inReview.id + ": status");
    }

    @Test
    void i5InASignatureOfASessionThatSomebodyElseOpened() {
        root.run(
                "UPDATE signing_session s JOIN recommendation v ON v.signing_session = s.id JOIN review_round r ON r.id = v.round_id"
                        + " SET s.account_id = (SELECT id FROM account WHERE username = ?) WHERE r.article_id = ?",
                Cast.OMAR,
                approved.id);

        sees("signed in a session that somebody else opened");
    }

    @Test
    void i6InARootThatNobodySigned() {
        root.run(
                "UPDATE log_checkpoint SET note = INSERT(note, LENGTH(note) - 20, 1, IF(SUBSTRING(note, LENGTH(note) - 20, 1) = 'A', 'B', 'A')) ORDER BY size DESC LIMIT 1");

        sees("BAD_SIGNATURE");
    }

    @Test
    void i7InAProcessOfNoRound() {
        root.run(
                "UPDATE ACT_RU_EXECUTION e JOIN review_round r ON r.id = e.BUSINESS_KEY_ SET e.BUSINESS_KEY_ = 'nothing' WHERE r.article_id = ?",
                inReview.id);

        sees("a row of the engine that belongs to nothing (I7)");
    }

    @Test
    void i7InATimerOfNoProcess() {
        assertThat(root.run("UPDATE ACT_RU_TIMER_JOB SET EXECUTION_ID_ = 'nothing' LIMIT 1"))
                .isOne();

        sees("job ");
    }

    @Test
    void i7InARoundThatWaitsForNobody() {
        root.run("UPDATE review_task SET state = 'CLOSED' WHERE article_id = ?", inReview.id);

        sees("an open round that waits for nobody (I7)");
    }

    @Test
    void i10InAJobThatIsLockedForEver() {
        assertThat(root.run("UPDATE ACT_RU_TIMER_JOB SET LOCK_EXP_TIME_ = '2000-01-01' LIMIT 1"))
                .isOne();

        sees("(I10)");
    }

    @Test
    void i11InAnAssigneeWhoIsNotTheHolder() {
        root.run(
                "UPDATE ACT_RU_TASK e JOIN review_task t ON t.engine_step = e.ID_ SET e.ASSIGNEE_ = ? WHERE t.article_id = ? AND t.holder IS NOT NULL",
                Cast.OMAR,
                inReview.id);

        sees("(I11)");
    }

    private void sees(String words) {
        assertThat(root.fsck().findings().all())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(words));
    }
}
