package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.imprimatur.Cast;
import org.imprimatur.LawfulRedaction;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a root session of the database, with or without the signing key, does to a running installation, and what fsck
 * and verifier say to it. The numbers are those of the attacks in {@code src/docs/evidence.md}.
 */
@SystemTest
@Order(3)
class TamperingTests {

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;

    Tampering root;
    String article;

    /** Positions of an approved article's entries: its first one, and one in the middle. */
    long first;

    long middle;

    @BeforeEach
    void approveAnArticleAndSignAll() throws SQLException {
        article = story.article().approved(Cast.RAVI, Cast.OLGA).id;
        signer.advance();
        story.article().submit();
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
        first = seq("MIN");
        middle = first + 3;
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    @Test
    void isNotSeenWhereNobodyTampered() {
        assertThat(root.fsck().findings().all()).isEmpty();
        assertThat(root.verify()).startsWith("OK");
    }

    @Test
    void t1AnEditedLeaf() {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'APPROVED', 'REJECTED') WHERE seq = ?",
                approval());

        both("LEAF_MISMATCH seq " + approval());
    }

    @Test
    void t2AnEditedLeafWithItsHash() {
        forge(approval());

        both("ROOT_MISMATCH");
    }

    @Test
    void t3ARebuiltTreeAndRoot() {
        forge(approval());
        replaceRoot();

        both("BAD_SIGNATURE");
    }

    @Test
    void t4AMissingRow() {
        root.run("DELETE FROM imprimatur_trail.leaf WHERE seq = ?", middle);
        root.run("DELETE FROM imprimatur_trail.payload WHERE seq = ?", middle);

        both("GAP seq " + middle);
    }

    @Test
    void t5ACutTail() {
        root.run("DELETE FROM imprimatur_trail.leaf WHERE seq >= ?", size() - 2);
        root.run("DELETE FROM imprimatur_trail.payload WHERE seq >= ?", size());

        both("TRUNCATED");
    }

    /** Whoever looks into it can still export the trail, which is an entry. */
    @Test
    void t5ACutTailBehindWhichTheTrailGoesOn() {
        var cut = size() - 2;
        root.run("DELETE FROM imprimatur_trail.leaf WHERE seq >= ?", cut);
        root.run(
                "CALL imprimatur_trail.append('{\"action\":\"EXPORTED\"}', ?)",
                LawfulRedaction.PAYLOAD);

        assertThat(size()).isEqualTo(cut + 1);
        assertThat(
                        root.jdbc
                                .sql("SELECT body FROM imprimatur_trail.payload WHERE seq = ?")
                                .param(cut)
                                .query(String.class)
                                .single())
                .isEqualTo(LawfulRedaction.PAYLOAD);
        both("TRUNCATED");
    }

    @Test
    void t6AnOldBackup() {
        var old = size() - 3;
        root.run("DELETE FROM imprimatur_trail.leaf WHERE seq >= ?", old);
        root.run("DELETE FROM imprimatur_trail.payload WHERE seq >= ?", old);
        root.run("DELETE FROM log_checkpoint WHERE size > ?", old);

        assertThat(fsck()).startsWith("ROLLBACK");
    }

    @Test
    void t7AnInsertedEntry(@TempDir Path folder) throws IOException {
        var kept = Files.writeString(folder.resolve("checkpoint"), newestNote());
        root.run(
                "UPDATE imprimatur_trail.leaf SET seq = seq + 1 WHERE seq >= ? ORDER BY seq DESC",
                middle);
        root.run(
                "UPDATE imprimatur_trail.payload SET seq = seq + 1 WHERE seq >= ? ORDER BY seq DESC",
                middle);
        root.run(
                "INSERT INTO imprimatur_trail.leaf SELECT ?, bytes, hash FROM imprimatur_trail.leaf WHERE seq = ?",
                middle,
                middle - 1);
        root.run(
                "INSERT INTO imprimatur_trail.payload SELECT ?, article, body FROM imprimatur_trail.payload WHERE seq = ?",
                middle,
                middle - 1);

        assertThat(root.verify("--key", key(), kept.toString())).startsWith("INCONSISTENT");
        assertThat(fsck()).startsWith("INCONSISTENT");
    }

    @Test
    void t8SwappedRows() {
        for (var table : List.of("leaf", "payload")) {
            swap(table, middle, -1);
            swap(table, middle + 1, middle);
            swap(table, -1, middle + 1);
        }

        both("ROOT_MISMATCH");
    }

    @Test
    void t9ABackdatedEntryUnderAStolenKey() {
        append(Instant.parse("2026-01-01T00:00:00Z"));
        sign(leaves());

        both("TIME_OUT_OF_BOUNDS seq " + (size() - 1));
    }

    @Test
    void t10AStatusThatNobodyDecided() {
        root.run("UPDATE article SET status = 'REJECTED' WHERE id = ?", article);

        assertThat(fsck()).startsWith("PROJECTION_MISMATCH").contains(article, "status");
    }

    @Test
    void t11AnotherNameRolePolicyOrDiagram() {
        seen("UPDATE account SET display_name = 'Dr. Nobody' WHERE username = ?", Cast.RAVI);
        seen("UPDATE account SET roles = 'ADMIN' WHERE username = ?", Cast.RAVI);
        seen(
                "UPDATE account SET consents_to_be_named = NOT consents_to_be_named WHERE username = ?",
                Cast.RAVI);
        seen("UPDATE review_policy SET text = CONCAT(text, '#')");
        seen("UPDATE review_policy SET text = CONCAT(text, '#'), text_hash = SHA2(text, 256)");
        seen(
                "UPDATE ACT_GE_BYTEARRAY SET BYTES_ = CONCAT(BYTES_, ' ') WHERE NAME_ LIKE '%.bpmn20.xml'");
        seen("UPDATE process_diagram SET file = CONCAT(file, ' ')");
        seen("UPDATE review_round SET quorum = 1, version = version WHERE quorum > 1");
    }

    @Test
    void t12AnArticleWithoutItsHistory() {
        root.run(
                "DELETE l FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq WHERE p.article = ?",
                article);
        root.run("DELETE FROM imprimatur_trail.payload WHERE article = ?", article);

        both("GAP seq " + first);
    }

    @Test
    void t13AnEditedCheckpoint() {
        replaceRoot();

        both("BAD_SIGNATURE");
    }

    @Test
    void t14AnotherHistoryUnderAStolenKey(@TempDir Path folder) throws IOException {
        var kept = Files.writeString(folder.resolve("checkpoint"), newestNote());
        forge(approval());
        root.run("DELETE FROM log_checkpoint");
        append(Instant.parse("2026-01-01T00:00:00Z"));
        sign(leaves());

        assertThat(root.verify("--key", key(), kept.toString())).startsWith("FORK");
        assertThat(fsck()).startsWith("FORK");
    }

    @Test
    void t15TwoLogsUnderOneName(@TempDir Path folder) throws IOException {
        var kept = Files.writeString(folder.resolve("checkpoint"), newestNote());
        forge(approval());
        var other = Files.writeString(folder.resolve("other"), signed(leaves()).toString());

        assertThat(Tampering.said(List.of("--key", key(), kept.toString(), other.toString())))
                .startsWith("FORK");
    }

    @Test
    void t16AnotherPublicKey() {
        var pinned = key();
        var other = SigningKey.generate(origin()).verifier().toString();
        root.run("UPDATE log_key SET vkey = ? ORDER BY from_size DESC LIMIT 1", other);

        assertThat(root.verify("--key", pinned)).startsWith("UNKNOWN_KEY");
        assertThat(fsck()).startsWith("UNKNOWN_KEY");
    }

    @Test
    void t17ASignatureMovedToAnotherVerdict() {
        assertThat(
                        root.run(
                                "UPDATE recommendation v JOIN review_round r ON r.id = v.round_id"
                                        + " SET v.signing_session = (SELECT s.id FROM signing_session s WHERE s.id <> v.signing_session LIMIT 1)"
                                        + " WHERE r.article_id = ?",
                                article))
                .isPositive();

        assertThat(fsck()).startsWith("SIGNATURE_NOT_FOR_RECORD");
    }

    @Test
    void t18AForgottenMemory(@TempDir Path empty) {
        root.run("UPDATE log_lease SET held_until = '2000-01-01'");

        assertThat(first(root.fsck(empty))).startsWith("NO_STATE");
    }

    @Test
    void t18AForgottenMemoryUnderALeaseForEver(@TempDir Path empty, @TempDir Path keyAlone)
            throws IOException {
        root.run("UPDATE log_lease SET holder = 'other', held_until = '2099-01-01'");
        assertThat(first(root.fsck(empty))).startsWith("NO_STATE");

        new SignerFolder(keyAlone).makeKey(origin());
        root.run("UPDATE log_lease SET held_until = UTC_TIMESTAMP(6) + INTERVAL 9 SECOND");
        assertThat(first(root.fsck(keyAlone))).startsWith("NO_STATE");
    }

    @Test
    void t19ALawfulRedactionAndAnEditedPayload() {
        root.run(
                "CALL imprimatur_trail.redact(?, ?, ?)",
                middle,
                LawfulRedaction.agreedOn(root.jdbc, middle),
                LawfulRedaction.PAYLOAD);
        var redacted = root.fsck();
        assertThat(redacted.findings().all()).isEmpty();
        assertThat(redacted.sentences())
                .anyMatch(said -> said.contains("redacted at seq " + middle));
        assertThat(root.verify())
                .as("as a file, before a checkpoint covers it")
                .startsWith("PAYLOAD_MISMATCH seq " + middle)
                .contains("redacted at seq " + middle, "is not signed");
        root.undo();

        root.run(
                "UPDATE imprimatur_trail.payload SET body = REPLACE(body, '\"value\":\"', '\"value\":\"x') WHERE seq = ?",
                middle);
        both("PAYLOAD_MISMATCH seq " + middle);
    }

    @Test
    void t21AClockSetBack() {
        append(Instant.parse("2026-01-01T00:00:00Z"));

        both("TIME_REGRESSION seq " + (size() - 1));
    }

    @Test
    void t22AFlippedBit() {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = INSERT(bytes, 100, 1, CHAR(ASCII(SUBSTRING(bytes, 100, 1)) ^ 1)) WHERE seq = ?",
                middle);

        both("LEAF_MISMATCH seq " + middle);
    }

    /** The application's account may append; here with what made a lawful approval. */
    @Test
    void t23AnApprovalThatNobodyGave() {
        var given = approval();
        root.run(
                "CALL imprimatur_trail.append((SELECT INSERT(CONVERT(bytes USING utf8mb4), 2, LOCATE('\"id\"', bytes) - 2, '')"
                        + " FROM imprimatur_trail.leaf WHERE seq = ?), (SELECT body FROM imprimatur_trail.payload WHERE seq = ?))",
                given,
                given);

        assertThat(approval()).isEqualTo(size() - 1);
        both("SIGNATURE_NOT_FOR_RECORD seq " + approval());
    }

    /** The application's account may redact; it cannot say alone that two had agreed. */
    @Test
    void t24ARedactionThatNobodyAgreedOn() {
        root.run(
                "CALL imprimatur_trail.redact(?, ?, ?)",
                middle,
                LawfulRedaction.agreedOnByNobody(middle),
                LawfulRedaction.PAYLOAD);

        both("PAYLOAD_MISMATCH seq " + (size() - 1));
    }

    private void both(String verdict) {
        assertThat(fsck()).startsWith(verdict);
        assertThat(root.verify()).startsWith(verdict);
    }

    private void seen(String sql, Object... values) {
        assertThat(root.run(sql, values)).as(sql).isPositive();
        assertThat(fsck()).as(sql).startsWith("PROJECTION_MISMATCH");
        root.undo();
    }

    private String fsck() {
        return first(root.fsck());
    }

    private static String first(org.imprimatur.assurance.Fsck.Report report) {
        return report.findings().first().map(Object::toString).orElse("OK");
    }

    private long seq(String which) {
        return root.jdbc
                .sql("SELECT " + which + "(seq) FROM imprimatur_trail.payload WHERE article = ?")
                .param(article)
                .query(Long.class)
                .single();
    }

    private long approval() {
        return seq("MAX");
    }

    private long size() {
        return root.jdbc
                .sql("SELECT MAX(seq) + 1 FROM imprimatur_trail.leaf")
                .query(Long.class)
                .single();
    }

    private void forge(long seq) {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'APPROVED', 'REJECTED') WHERE seq = ?",
                seq);
        root.run(
                "UPDATE imprimatur_trail.leaf SET hash = UNHEX(SHA2(CONCAT(X'00', bytes), 256)) WHERE seq = ?",
                seq);
    }

    private void swap(String table, long from, long to) {
        root.run("UPDATE imprimatur_trail." + table + " SET seq = ? WHERE seq = ?", to, from);
    }

    private void append(Instant time) {
        var leaf =
                "{\"schema\":\"imprimatur/1\",\"time\":\"%s\",\"id\":\"0195f1a0-0000-7000-8000-000000000009\",\"action\":\"NOTED\",\"correlation\":\"0195f1a0-0000-7000-8000-000000000009\",%s}"
                        .formatted(time.toString().replace("Z", ".000000Z"), LawfulRedaction.ACTOR)
                        .getBytes(StandardCharsets.UTF_8);
        var seq = size();
        root.run(
                "INSERT INTO imprimatur_trail.leaf VALUES (?, ?, ?)",
                seq,
                leaf,
                Hasher.leaf(leaf).bytes());
        root.run(
                "INSERT INTO imprimatur_trail.payload VALUES (?, NULL, ?)",
                seq,
                LawfulRedaction.PAYLOAD);
    }

    private List<Hash> leaves() {
        return new ArrayList<>(
                root.jdbc
                        .sql("SELECT bytes FROM imprimatur_trail.leaf ORDER BY seq")
                        .query((row, _) -> Hasher.leaf(row.getBytes(1)))
                        .list());
    }

    private SignedCheckpoint signed(List<Hash> leaves) {
        var range = new CompactRange();
        leaves.forEach(range::append);
        var stolen = new SignerFolder(settings.directory()).key();
        var checkpoint = new Checkpoint(origin(), range.size(), range.root());
        return stolen.sign(checkpoint).with(stolen.cosign(checkpoint, now()));
    }

    private void sign(List<Hash> leaves) {
        root.run(
                "INSERT INTO log_checkpoint (log, size, note, signed_at) VALUES (1, ?, ?, UTC_TIMESTAMP(6))",
                leaves.size(),
                signed(leaves).toString());
    }

    private Instant now() {
        return root.jdbc
                .sql("SELECT UTC_TIMESTAMP(6)")
                .query(LocalDateTime.class)
                .single()
                .toInstant(ZoneOffset.UTC);
    }

    private String newestNote() {
        return root.jdbc
                .sql("SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    private void replaceRoot() {
        var note = newestNote();
        var leaves = leaves();
        var size = SignedCheckpoint.parse(note).checkpoint().size();
        var range = new CompactRange();
        leaves.subList(0, (int) size - 1).forEach(range::append);
        var lines = note.split("\n", -1);
        lines[2] = Base64.getEncoder().encodeToString(range.root().bytes());
        root.run(
                "UPDATE log_checkpoint SET note = ? WHERE size = ?",
                String.join("\n", lines),
                size);
    }

    private String origin() {
        return new SignerFolder(settings.directory()).key().verifier().name();
    }

    private String key() {
        return new SignerFolder(settings.directory()).key().verifier().toString();
    }
}
