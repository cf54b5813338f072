package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprimatur.Cast;
import org.imprimatur.MovableClock;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.CompactRange;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.Tile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** What a root session does to an approval, its entry or the checkpoint over it takes its proof away. Each transaction is undone. */
@SystemTest
class CoverageTests {

    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired MovableClock clock;
    @Autowired Cosigning cosigning;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JsonMapper json;

    Tampering root;
    Story.Article approved;
    UUID article;
    long seq;

    @BeforeEach
    void signAnApproval() throws SQLException {
        approved = story.article().approved(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root = new Tampering(database, settings.directory(), clock);
        article = UUID.fromString(approved.id);
        seq = newest(article);
    }

    @AfterEach
    void undo() throws SQLException {
        root.close();
    }

    @Test
    void provesAnApprovalThatWasSigned() {
        assertIsProven();
    }

    @Test
    void provesNoEditedEntry() {
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '\"revision\":1', '\"revision\":2') WHERE seq = ?",
                seq);
        assertIsNotProven();

        makeHashAnew(seq);
        assertIsNotProven();
    }

    @Test
    void provesNothingOfATreeThatWasRebuiltAndSignedWithAnotherKey() {
        var origin = newest().checkpoint().origin();
        var forger = SigningKey.generate(origin);
        root.run(
                "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '\"revision\":1', '\"revision\":2') WHERE seq = ?",
                seq);
        makeHashAnew(seq);
        var forged = rebuilt(origin, newest().checkpoint().size());
        root.run(
                "INSERT INTO log_key (vkey, log, from_size) VALUES (?, (SELECT MAX(number) FROM log_origin), 1)",
                forger.verifier().toString());
        store(
                forger.sign(forged)
                        .with(forger.cosign(forged, Instant.parse("2026-03-01T00:00:00Z"))));

        assertIsNotProven();
    }

    @Test
    void provesNothingUnderACheckpointThatSaysOtherwise() {
        var note = newest().toString();
        for (var altered :
                List.of(
                        note.replace("\n" + newest().checkpoint().size() + "\n", "\n999999\n"),
                        note.substring(0, note.indexOf("\n\n") + 2),
                        "no checkpoint")) {
            root.run("UPDATE log_checkpoint SET note = ?", altered);

            assertIsNotProven();
        }
    }

    @Test
    void provesNothingBelowAFalseBlockOrAGap() {
        while (newest().checkpoint().size() < Tile.FULL) { // only where this test runs alone
            approveAnother();
        }
        assertThat(coverage(cosigning).of(List.of(article))).hasSize(1);
        root.run("UPDATE log_block SET hash = REVERSE(hash) WHERE number = 0");
        assertIsNotProven();
        root.undo();
        root.run(
                "DELETE FROM imprimatur_trail.leaf WHERE seq = ?",
                newest().checkpoint().size() - 1);
        assertIsNotProven();
    }

    @Test
    void provesNothingOfAnotherArticle() {
        var other = UUID.fromString(story.article().submit().id);
        root.run(
                "UPDATE imprimatur_trail.payload SET article = ? WHERE seq = ?",
                other.toString(),
                seq);

        assertThat(coverage(cosigning).of(List.of(article, other))).isEmpty();
    }

    @Test
    void provesNoApprovalThatANewerOneFollowed() {
        assertIsProven();

        root.run(
                "CALL imprimatur_trail.append(?, ?)",
                bytes(seq).replaceFirst("\\{.*?(?=\"id\":)", "{"),
                body(seq));
        assertThat(newest(article)).isGreaterThan(seq);
        assertIsNotProven();
    }

    /** What the signer met once, no row can make it forget. */
    @Test
    void provesNoApprovalWhoseFollowerIsGone() {
        approveAnother();
        var newer = newest(article);
        assertThat(newer).isGreaterThan(seq);
        for (var attack :
                List.of(
                        "UPDATE imprimatur_trail.payload SET article = NULL WHERE seq = ?",
                        "UPDATE imprimatur_trail.payload SET article = NULL, body = '{}' WHERE seq = ?",
                        "DELETE FROM imprimatur_trail.payload WHERE seq = ?",
                        "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, '\"APPROVED\"', '\"REJECTED\"') WHERE seq = ?")) {
            root.run(attack, newer);
            assertThat(newest(article)).as(attack).isEqualTo(seq);
            assertIsNotProven();
            root.undo();
        }
    }

    /** It is made anew from the trail, as soon as that was held against what was signed. */
    @Test
    void isPendingWhileTheSignerHasLostItsListOfApprovals() throws IOException {
        var list = settings.directory().resolve("signer.approvals");
        signer.stop();
        List<String> before;
        try {
            before = Files.readAllLines(list);
            Files.delete(list);
            assertIsNotProven();
        } finally {
            signer.start();
        }

        signer.advance();
        assertIsProven();
        assertThat(Files.readAllLines(list)).containsExactlyInAnyOrderElementsOf(before);
    }

    /** Whoever may append needs more than the one word, even if the signer signs what it finds. */
    @Test
    void provesNoApprovalThatNobodyGave() {
        var submitted = story.article().submit();
        var forged = UUID.fromString(submitted.id);
        root.run(
                "CALL imprimatur_trail.append(?, ?)",
                bytes(seq)
                        .replaceFirst("\\{.*?(?=\"id\":)", "{")
                        .replace(approved.hash(), submitted.hash()),
                body(seq).replace(article.toString(), submitted.id));
        assertIsProven();

        var tree = signUpTo(newest(forged));
        assertThat(newest().checkpoint()).isEqualTo(tree);
        var coverage = coverage(cosigning);
        assertThat(coverage.of(List.of(forged, article))).containsOnlyKeys(article);
        assertThat(coverage.ever(List.of(forged))).isEmpty();
        assertThat(published().proof(article, 1, approved.hash())).isPresent();
        assertThat(published().proof(forged, 1, submitted.hash()))
                .as("a file that would say OK of what nobody gave")
                .isEmpty();
    }

    @Test
    void tellsWhoCarriedIt() {
        var proven = coverage(cosigning).ever(List.of(article)).getFirst();

        assertThat(proven.seq()).isEqualTo(seq);
        assertThat(proven.verdicts())
                .hasSize(2)
                .anyMatch(verdict -> String.valueOf(verdict.name()).contains("Menon"))
                .allMatch(verdict -> verdict.specialty() != null)
                .allMatch(verdict -> verdict.at().isBefore(proven.at()));
        assertThat(proven.at())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    /** A later entry that says the same of the same text proves nothing by the real one. */
    @Test
    void handsOutTheApprovalThatIsCarried() {
        root.run(
                "CALL imprimatur_trail.append(?, ?)",
                bytes(seq).replaceFirst("\\{.*?(?=\"id\":)", "{"),
                body(seq));
        signUpTo(newest(article));

        assertThat(
                        new String(
                                published().proof(article, 1, approved.hash()).orElseThrow(),
                                StandardCharsets.UTF_8))
                .contains("\nindex " + seq + "\n");
    }

    /** Who withdrew a verdict is not told as one who gave it, whatever becomes of the entry that says so. */
    @Test
    void standsOnNoVerdictThatWasCorrected() {
        approved.revise("A text that one of them has doubts about.").expect(200);
        approved.approvedAfterADoubt(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root.undo();
        var correction =
                root.jdbc
                        .sql(
                                "SELECT MAX(l.seq) FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                        + " WHERE p.article = ? AND l.action = 'CORRECTED'")
                        .param(article.toString())
                        .query(Long.class)
                        .single();
        assertIsCarriedBy("Petrenko");
        for (var attack :
                List.of(
                        "UPDATE imprimatur_trail.payload SET article = NULL WHERE seq = ?",
                        "UPDATE imprimatur_trail.payload SET body = '{}' WHERE seq = ?",
                        "DELETE FROM imprimatur_trail.payload WHERE seq = ?",
                        "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'CORRECTED', 'REMINDED') WHERE seq = ?")) {
            assertThat(root.run(attack, correction)).as(attack).isPositive();
            assertIsCarriedBy("Petrenko");
            root.undo();
        }
    }

    private void assertIsCarriedBy(String name) {
        assertThat(coverage(cosigning).of(List.of(article)))
                .hasEntrySatisfying(
                        article,
                        proven ->
                                assertThat(proven.verdicts())
                                        .singleElement()
                                        .satisfies(
                                                verdict ->
                                                        assertThat(verdict.name()).contains(name)));
    }

    /** What is silent was redacted, and by consent, or it may have been anything. */
    @Test
    void provesNothingWhereAVerdictIsSilent() {
        for (var action : List.of("RECOMMENDED", "APPROVED")) {
            root.run(
                    "UPDATE imprimatur_trail.payload p JOIN imprimatur_trail.leaf l ON l.seq = p.seq SET p.body = '{}'"
                            + " WHERE p.article = ? AND l.action = ?",
                    article.toString(),
                    action);
            assertIsNotProven();
            root.undo();
        }
    }

    /** It has the database's word for what there is, and believes no entry of it that contradicts itself. */
    @Test
    void isProvenOnANodeWithoutTheSignersFolder(@TempDir Path folder) {
        var elsewhere = new LogSettings(folder, true, null, null);
        var known =
                new Coverage(
                        root.jdbc,
                        new CoveringCheckpoint(root.jdbc, cosigning, elsewhere),
                        elsewhere);
        assertThat(known.of(List.of(article)))
                .hasEntrySatisfying(article, proven -> assertThat(proven.verdicts()).hasSize(2));
        for (var attack :
                List.of(
                        "UPDATE imprimatur_trail.payload SET body = REPLACE(body, 'ravi', 'olga') WHERE article = ?",
                        "UPDATE imprimatur_trail.payload p JOIN imprimatur_trail.leaf l ON l.seq = p.seq SET p.body = '{}' WHERE l.action = 'RECOMMENDED' AND p.article = ?",
                        "UPDATE imprimatur_trail.payload p JOIN imprimatur_trail.leaf l ON l.seq = p.seq SET p.article = NULL WHERE l.action = 'DECIDED' AND p.article = ?")) {
            root.run(attack, article.toString());
            assertThat(
                            new Coverage(
                                            root.jdbc,
                                            new CoveringCheckpoint(root.jdbc, cosigning, elsewhere),
                                            elsewhere)
                                    .of(List.of(article)))
                    .as(attack)
                    .isEmpty();
            root.undo();
        }
    }

    /** Whoever may append can say the one word alone, of no article; the signer goes on. */
    @Test
    void isRememberedByTheVerdictsThatCarryIt(@TempDir Path folder) throws IOException {
        root.run("CALL imprimatur_trail.append('{\"action\":\"APPROVED\"}', '{}')");
        var size =
                root.jdbc
                        .sql("SELECT COUNT(*) FROM imprimatur_trail.leaf")
                        .query(Long.class)
                        .single();
        var remembered = new RememberedApprovals(folder);
        var fold = new ApprovalFold(root.jdbc, remembered);
        fold.follow(1, size, () -> true);

        assertThat(remembered.at(size - 1)).isEmpty();
        assertThat(remembered.at(seq))
                .hasValueSatisfying(
                        approval -> {
                            assertThat(approval.article()).isEqualTo(article);
                            assertThat(approval.verdicts()).hasSize(2).doesNotHaveDuplicates();
                        });
        assertThat(remembered.at(seq))
                .isEqualTo(new RememberedApprovals(settings.directory()).at(seq));

        // an earlier form of the list, and what was remembered is completed and never moved
        var approval = remembered.at(seq).orElseThrow();
        var other = UUID.randomUUID();
        for (var known : List.of(article, other)) {
            Files.writeString(
                    folder.resolve(RememberedApprovals.FILE),
                    "%d %s %s\n".formatted(seq, known, approval.leaf().base64()));
            var earlier = new RememberedApprovals(folder);
            new ApprovalFold(root.jdbc, earlier).follow(1, size, () -> true);
            assertThat(earlier.at(seq))
                    .hasValueSatisfying(
                            kept -> {
                                assertThat(kept.article()).isEqualTo(known);
                                assertThat(kept.verdicts()).hasSize(known == article ? 2 : 0);
                            });
        }

        // whoever is not the writer any more adds nothing
        var lost = new RememberedApprovals(Files.createDirectory(folder.resolve("lost")));
        var writer = new AtomicBoolean(true);
        assertThat(new ApprovalFold(root.jdbc, lost).follow(1, size, () -> writer.getAndSet(false)))
                .isFalse();

        // another log over fewer entries is followed from its beginning
        var reopened = new RememberedApprovals(Files.createDirectory(folder.resolve("reopened")));
        var again = new ApprovalFold(root.jdbc, reopened);
        again.follow(1, seq - 1, () -> true);
        again.follow(2, seq + 1, () -> true);
        assertThat(reopened.at(seq)).contains(approval);
    }

    @Test
    void isPendingWhereWhatIsRememberedCannotBeRead(@TempDir Path folder) throws IOException {
        var files = new SignerFolder(folder);
        files.makeKey("a.log/1");
        Files.createDirectory(folder.resolve(RememberedApprovals.FILE));
        var proofs = new ApprovalProofs(root.jdbc, files);

        assertThat(proofs.approvals(List.of(article)))
                .isNotEmpty()
                .noneMatch(proofs.areNewest(List.of(article)));
    }

    /** What an entry said that was silenced without anybody's consent, nobody knows. */
    @Test
    void isRememberedByNoVerdictThatWasSilenced(@TempDir Path folder) {
        root.run(
                "UPDATE imprimatur_trail.payload p JOIN imprimatur_trail.leaf l ON l.seq = p.seq SET p.body = '{}'"
                        + " WHERE p.article = ? AND l.action = 'RECOMMENDED'",
                article.toString());
        var remembered = new RememberedApprovals(folder);
        new ApprovalFold(root.jdbc, remembered).follow(1, seq + 1, () -> true);

        assertThat(remembered.at(seq))
                .hasValueSatisfying(approval -> assertThat(approval.verdicts()).isEmpty());
    }

    /** Whoever may append can write sixteen megabytes, and the signer reads them all. */
    @Test
    void readsNoMoreOfAPayloadThanOneCanHave() {
        root.run(
                "CALL imprimatur_trail.append('{\"action\":\"NOTED\"}', CONCAT('{\"a\":\"', REPEAT('x', 4000000), '\"}'))");
        var read =
                root.jdbc
                        .sql(
                                "SELECT "
                                        + EntryRows.COLUMNS
                                        + " FROM "
                                        + EntryRows.TABLES
                                        + " ORDER BY l.seq DESC LIMIT 1")
                        .query((row, _) -> EntryRows.entry(row))
                        .single();

        assertThat(read.payload()).hasSize((1 << 18) + 1);
        assertThat(CheckedEntry.of(read).findings()).hasSize(2);
    }

    /** Whoever may write to the application's tables can list a key there. */
    @Test
    void publishesNoKeyThatTheSignerDoesNotKnow() {
        var before = published().keys();
        var stranger = SigningKey.generate(newest().checkpoint().origin());
        root.run(
                "INSERT INTO log_key (vkey, log, from_size) VALUES (?, (SELECT MAX(number) FROM log_origin), 999999)",
                stranger.verifier().toString());

        assertThat(published().keys()).isEqualTo(before).isNotEmpty();
    }

    private PublishedLog published() {
        return new PublishedLog(
                root.jdbc,
                new TrailTree(root.jdbc),
                cosigning,
                new CoveringCheckpoint(root.jdbc, cosigning, settings),
                coverage(cosigning),
                json);
    }

    @Test
    void provesNothingWithoutItsVerdicts() {
        root.run(
                "UPDATE imprimatur_trail.payload SET body = REPLACE(body, 'ravi', 'olga') WHERE article = ?",
                article.toString());

        assertIsNotProven();
    }

    @Test
    void needsTheWitnessThatIsConfigured(@TempDir Path folder) {
        var witness = SigningKey.generate("witness.example");
        var asked =
                new Cosigning(
                        new LogSettings(
                                folder,
                                false,
                                null,
                                new LogSettings.Witness(
                                        URI.create("http://localhost:9"),
                                        witness.verifier().asCosigner().toString())),
                        root.jdbc,
                        transactions);
        assertThat(coverage(asked).of(List.of(article))).isEmpty();

        var stranger = SigningKey.generate("witness.example");
        var head = newest();
        store(head.with(stranger.cosign(head.checkpoint(), Instant.now())));
        assertThat(coverage(asked).of(List.of(article))).isEmpty();

        store(head.with(witness.cosign(head.checkpoint(), Instant.now())));
        assertThat(coverage(asked).of(List.of(article))).containsOnlyKeys(article);
    }

    /** As the signer does with whatever it finds. */
    private Checkpoint signUpTo(long last) {
        var key = new SignerFolder(settings.directory()).key();
        var tree = rebuilt(newest().checkpoint().origin(), last + 1);
        root.run(
                "INSERT INTO log_checkpoint (log, size, note, signed_at, covered_at)"
                        + " VALUES ((SELECT MAX(number) FROM log_origin), ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
                tree.size(),
                key.sign(tree).with(key.cosign(tree, Instant.now())).toString());
        return tree;
    }

    private void approveAnother() {
        approved.revise("Another text, after entry %d.".formatted(newest(article))).expect(200);
        approved.approved(Cast.RAVI, Cast.OLGA);
        signer.advance();
        root.undo();
    }

    private void assertIsProven() {
        assertThat(coverage(cosigning).of(List.of(article)))
                .hasEntrySatisfying(
                        article, proven -> assertThat(proven.isOf(1, approved.hash())).isTrue());
    }

    private void assertIsNotProven() {
        assertThat(coverage(cosigning).of(List.of(article))).isEmpty();
    }

    private Coverage coverage(Cosigning asked) {
        return new Coverage(
                root.jdbc, new CoveringCheckpoint(root.jdbc, asked, settings), settings);
    }

    private SignedCheckpoint newest() {
        return SignedCheckpoint.parse(
                root.jdbc
                        .sql("SELECT note FROM log_checkpoint ORDER BY log DESC, size DESC LIMIT 1")
                        .query(String.class)
                        .single());
    }

    private void store(SignedCheckpoint checkpoint) {
        root.run(
                "UPDATE log_checkpoint SET note = ? WHERE size = ?",
                checkpoint.toString(),
                checkpoint.checkpoint().size());
    }

    private long newest(UUID of) {
        return root.jdbc
                .sql(
                        "SELECT MAX(l.seq) FROM imprimatur_trail.leaf l JOIN imprimatur_trail.payload p ON p.seq = l.seq"
                                + " WHERE p.article = ? AND l.action = 'APPROVED'")
                .param(of.toString())
                .query(Long.class)
                .single();
    }

    private String bytes(long of) {
        return root.jdbc
                .sql("SELECT bytes FROM imprimatur_trail.leaf WHERE seq = ?")
                .param(of)
                .query(String.class)
                .single();
    }

    private String body(long of) {
        return root.jdbc
                .sql("SELECT body FROM imprimatur_trail.payload WHERE seq = ?")
                .param(of)
                .query(String.class)
                .single();
    }

    private Hash hash(long of) {
        return root.jdbc
                .sql("SELECT hash FROM imprimatur_trail.leaf WHERE seq = ?")
                .param(of)
                .query((row, _) -> Hash.of(row.getBytes(1)))
                .single();
    }

    private void makeHashAnew(long of) {
        root.run(
                "UPDATE imprimatur_trail.leaf SET hash = UNHEX(SHA2(CONCAT(X'00', bytes), 256)) WHERE seq = ?",
                of);
        assertThat(hash(of)).isEqualTo(Hasher.leaf(bytes(of).getBytes(StandardCharsets.UTF_8)));
    }

    /** The tree of all that lies there now, its blocks stored as the signer stores them. */
    private Checkpoint rebuilt(String origin, long size) {
        var whole = new CompactRange();
        var block = new CompactRange();
        for (var leaf :
                root.jdbc
                        .sql("SELECT hash FROM imprimatur_trail.leaf WHERE seq < ? ORDER BY seq")
                        .param(size)
                        .query((row, _) -> Hash.of(row.getBytes(1)))
                        .list()) {
            whole.append(leaf);
            block.append(leaf);
            if (block.size() == Tile.FULL) {
                root.run(
                        "REPLACE INTO log_block (number, hash) VALUES (?, ?)",
                        whole.size() / Tile.FULL - 1,
                        block.root().bytes());
                block = new CompactRange();
            }
        }
        return new Checkpoint(origin, size, whole.root());
    }
}
