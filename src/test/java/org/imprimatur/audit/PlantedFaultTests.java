package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.article.ArticleEvent;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Decision;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.people.Actor;
import org.imprimatur.people.PeopleEvent;
import org.imprimatur.people.Profile;
import org.imprimatur.people.Role;
import org.imprimatur.review.ReviewEvent;
import org.imprimatur.review.RoundRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/**
 * One fault for each invariant, planted where only that invariant is sure to see it. I8 awaits an outbox; I9 asks the
 * running application and is in {@code CheckTests}.
 */
@SystemTest
@Order(3)
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

    /** The application's account may append: an outcome that nobody decided, upon verdicts of people there are not. */
    @Test
    void i5InAnApprovalThatNobodySigned() {
        var by = new ArrayList<UUID>();
        for (var slot = 0; slot < 2; slot++) {
            var nobody = UUID.randomUUID();
            by.add(nobody);
            root.run(
                    "UPDATE review_task SET state = 'DONE', closed_at = opened_at, holder = ?, held_since = opened_at"
                            + " WHERE article_id = ? AND state <> 'DONE' LIMIT 1",
                    nobody.toString(),
                    inReview.id);
            root.run(
                    "INSERT INTO recommendation (id, task_id, round_id, number, reviewer, recommendation, content_hash, signing_session, signed_at, signed_as)"
                            + " SELECT UUID(), t.id, t.round_id, 1, t.holder, 'APPROVE', t.content_hash, UUID(), t.opened_at, 'Nobody'"
                            + " FROM review_task t WHERE t.holder = ?",
                    nobody.toString());
        }
        approve(Actor.SYSTEM);

        assertThat(found())
                .anyMatch(said -> said.contains("approval that lacks its signed quorum (I5)"))
                .anyMatch(said -> said.contains("verdict of " + by.getFirst()))
                .anyMatch(said -> said.contains("it refers to nothing"));
    }

    /** Trail and tables agree on it, row by row. */
    @Test
    void i5InADecisionThatNobodySigned() {
        approve(new Actor(Cast.CLARA, Role.CHIEF_EDITOR));

        assertThat(found())
                .anyMatch(
                        said ->
                                said.startsWith("SIGNATURE_NOT_FOR_RECORD seq ")
                                        && said.contains("nobody signed the decision (I5)"));
    }

    @Test
    void i5InAVerdictOfAnAuthor() {
        root.run(
                "UPDATE review_round SET authors = (SELECT holder FROM review_task t WHERE t.article_id = review_round.article_id AND holder IS NOT NULL LIMIT 1)"
                        + " WHERE article_id = ?",
                approved.id);

        sees("judged by one of its authors");
    }

    @Test
    void inARowThatRefersToNothing() {
        root.run("UPDATE revision SET author = UUID() WHERE article_id = ?", approved.id);

        sees(approved.id + ": revision 1: author");
        sees("revision.author: it refers to nothing in account");
    }

    /** Outcome and approval of the article in review, in trail and tables alike. */
    private void approve(Actor by) {
        var hash = new ContentHash(inReview.hash());
        var id = new ArticleId(UUID.fromString(inReview.id));
        var policy = number("policy_version");
        var process = number("process_version");
        append(
                AuditEvents.of(
                        new ReviewEvent.Decided(
                                new RoundRef(id, 1, 1, hash, policy, process),
                                by,
                                Outcome.APPROVE,
                                null,
                                null)));
        append(
                AuditEvents.of(
                        new ArticleEvent.Decided(
                                new Decision(
                                        id, 1, 1, hash, Outcome.APPROVE, by, null, policy, process),
                                ArticleStatus.UNDER_REVIEW)));
        root.run(
                "INSERT INTO decision (round_id, article_id, outcome, basis, decided_by, content_hash, decided_at)"
                        + " SELECT r.id, r.article_id, 'APPROVE', IF(a.id IS NULL, 'RULE', 'CHIEF_EDITOR'), a.id, r.content_hash, UTC_TIMESTAMP(6)"
                        + " FROM review_round r LEFT JOIN account a ON a.username = ? WHERE r.article_id = ?",
                by.username(),
                inReview.id);
        root.run(
                "UPDATE review_round SET outcome = 'APPROVED', closed_at = UTC_TIMESTAMP(6) WHERE article_id = ?",
                inReview.id);
        root.run("UPDATE article SET status = 'APPROVED' WHERE id = ?", inReview.id);
        root.run(
                "INSERT INTO approval (article_id, revision, content_hash, round, approved_at)"
                        + " SELECT article_id, revision, content_hash, number, closed_at FROM review_round WHERE article_id = ?",
                inReview.id);
    }

    private int number(String column) {
        return root.jdbc
                .sql("SELECT " + column + " FROM review_round WHERE article_id = ?")
                .param(inReview.id)
                .query(Integer.class)
                .single();
    }

    private void append(AuditEvent event) {
        var leaf = Leaf.of(event, UUID.randomUUID(), new JsonMapper());
        root.run("CALL imprimatur_trail.append(?, ?)", leaf.event(), leaf.payload());
    }

    /**
     * In every table that an act wrote it to, so that they agree with each other. By more than the tests' clock, which
     * wrote the tables, is ever before the trail's.
     */
    @Test
    void inAReviewThatWasMovedToAnotherDecade() {
        for (var column :
                List.of(
                        "revision SET created_at = created_at",
                        "review_round SET closed_at = closed_at, opened_at = opened_at",
                        "approval SET approved_at = approved_at",
                        "article SET created_at = created_at, submitted_at = submitted_at",
                        "decision SET decided_at = decided_at")) {
            root.run(
                    "UPDATE "
                            + column.replaceAll("= (\\w+)", "= $1 - INTERVAL 10 YEAR")
                            + " WHERE "
                            + (column.startsWith("article ") ? "id" : "article_id")
                            + " = ?",
                    approved.id);
        }

        for (var what :
                List.of(
                        "revision 1: created",
                        "round 1: opened",
                        "round 1: closed",
                        "approval of revision 1 in round 1: given",
                        "decision of round 1: made")) {
            sees(approved.id + ": " + what);
        }
    }

    @Test
    void inAnAccountThatNoEntryMade() {
        root.run(
                "INSERT INTO account (id, username, display_name, roles, specialties, consents_to_be_named, disabled, created_at, version)"
                        + " VALUES (UUID(), 'eve', 'Eve', 'ADMIN', '', 0, 0, UTC_TIMESTAMP(6), 0)");

        sees("account eve: name: the tables say “Eve”, and the trail nothing");
    }

    /** The application's account may append: trail and row agree on it. */
    @Test
    void inARoleThatNobodyGranted() {
        var now =
                new Profile(
                        "Emil Brandt",
                        null,
                        null,
                        false,
                        Set.of(Role.EDITOR, Role.ADMIN),
                        Set.of(),
                        false);
        root.run("UPDATE account SET roles = 'ADMIN,EDITOR' WHERE username = ?", Cast.EMIL);
        append(
                AuditEvents.of(
                        new PeopleEvent.ProfileChanged(
                                new Actor(Cast.EMIL, null), Cast.EMIL, now)));

        sees("roles changed that nobody granted or revoked");

        append(AuditEvents.of(new PeopleEvent.AccountRestated(Actor.SYSTEM, Cast.EMIL, now)));
        sees("it tells an account anew that no redaction hid");

        append(
                AuditEvents.of(
                        new PeopleEvent.RoleGranted(
                                new Actor(Cast.ADA, Role.ADMIN),
                                Cast.EMIL,
                                Role.ADMIN,
                                Cast.OTTO,
                                UUID.randomUUID(),
                                now)));
        sees("nobody asked for this role");
    }

    /** Its creation is told without whose it is: that is no redaction. */
    @Test
    void inAnAccountThatAnEntryMadeForNobody() {
        root.run(
                "INSERT INTO account (id, username, display_name, roles, specialties, consents_to_be_named, disabled, created_at, version)"
                        + " VALUES (UUID(), 'eve', 'Eve', 'ADMIN', '', 0, 0, UTC_TIMESTAMP(6), 0)");
        append(AuditEvent.of("ACCOUNT_CREATED", Actor.SYSTEM).build());

        sees("it leaves out its subject");
        sees("account eve: name: the tables say “Eve”, and the trail nothing");
    }

    /** Where one is told without its id, as earlier versions told them, one row is; and only before the first with an id. */
    @Test
    void inTwoRequestsOfWhichOneWasTold() {
        for (var id : List.of(new UUID(5, 1), new UUID(5, 2))) {
            root.run(
                    "INSERT INTO role_request (id, account_id, kind, role, requested_by, requested_at, expires_at, waiting)"
                            + " SELECT ?, e.id, 'GRANT', ?, a.id, '2020-01-01', '2020-01-08', NULL FROM account e JOIN account a WHERE e.username = ? AND a.username = ?",
                    id.toString(),
                    "AUDITOR",
                    Cast.EMIL,
                    Cast.ADA);
        }
        assertThat(requestsFound()).isEqualTo(2);

        append(
                AuditEvent.of("GRANT_REQUESTED", new Actor(Cast.ADA, Role.ADMIN))
                        .hide("subject", Cast.EMIL)
                        .hide("meaning", "AUDITOR")
                        .build());

        assertThat(requestsFound()).isOne();
    }

    private long requestsFound() {
        return found().stream()
                .filter(
                        said ->
                                said.contains("request 00000000-0000-0005-0000-")
                                                && said.endsWith("and the trail nothing")
                                        || said.contains("request null"))
                .count();
    }

    /** Whoever may write to the application's tables can list a key; only an entry of the old one hands over. */
    @Test
    void inAKeyThatNoEntryHandsOverTo() {
        planted(
                "INSERT INTO log_key (vkey, log, from_size) SELECT CONCAT(o.origin, '+00000000+AXs='), o.number, 7"
                        + " FROM log_origin o ORDER BY o.number DESC LIMIT 1",
                "no entry hands the log over to the key",
                "DELETE FROM log_key WHERE vkey LIKE '%+00000000+AXs='");
    }

    /** Committed for once, and undone: the database does not do this in a transaction. */
    @Test
    void inWhatTheDatabaseDoesByItself() {
        planted(
                "CREATE TRIGGER silent BEFORE INSERT ON approval FOR EACH ROW SET NEW.superseded_at = NULL",
                "trigger silent on approval: no migration makes it",
                "DROP TRIGGER silent");
        planted(
                "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM password_try",
                "event nightly: no migration makes it",
                "DROP EVENT nightly");
        planted(
                "CREATE VIEW shown AS SELECT 1",
                "view shown: no migration makes it",
                "DROP VIEW shown");
        planted(
                "CREATE PROCEDURE imprimatur_trail.quiet() DELETE FROM imprimatur_trail.leaf",
                "procedure quiet: no migration makes it",
                "DROP PROCEDURE imprimatur_trail.quiet");
        planted(
                "GRANT UPDATE ON imprimatur_trail.payload TO imprimatur_app@'%'",
                "may write to the trail past its procedures",
                "REVOKE UPDATE ON imprimatur_trail.payload FROM imprimatur_app@'%'");
        planted(
                "ALTER PROCEDURE imprimatur_trail.append SQL SECURITY INVOKER",
                "procedure append: it runs as somebody else",
                "ALTER PROCEDURE imprimatur_trail.append SQL SECURITY DEFINER");
        appendStamps("NOW(6)", "SYSDATE(6)");
        try {
            sees("procedure append: it does something else");
        } finally {
            appendStamps("SYSDATE(6)", "NOW(6)");
        }
        assertThat(found()).isEmpty();
    }

    private void appendStamps(String now, String before) {
        root.run(
                "UPDATE mysql.proc SET body = REPLACE(body, ?, ?) WHERE db = 'imprimatur_trail' AND name = 'append'",
                "= " + before,
                "= " + now);
        root.run("ALTER PROCEDURE imprimatur_trail.append COMMENT ''"); // so that it is read anew
    }

    private void planted(String fault, String words, String undo) {
        assertThat(found()).isEmpty();
        root.run(fault);
        try {
            sees(words);
        } finally {
            root.run(undo);
        }
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
        assertThat(found()).anyMatch(said -> said.contains(words));
    }

    private List<String> found() {
        return root.fsck().findings().all().stream().map(Object::toString).toList();
    }
}
