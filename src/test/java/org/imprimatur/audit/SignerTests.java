package org.imprimatur.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.Api;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.Visitor;
import org.imprimatur.database.EmbeddedMariaDb;
import org.imprimatur.log.Findings;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;
import org.imprimatur.log.VerifyCommand;
import org.imprimatur.people.Actor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The signed log over HTTP, read as a stranger reads it, and what the signer refuses when the database was tampered with. */
@SystemTest
class SignerTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Signer signer;
    @Autowired WholeTrail trail;
    @Autowired LogSettings settings;
    @Autowired EmbeddedMariaDb database;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;

    @Nested
    class ForAStranger {

        /** An own reading of RFC 6962 and tlog-tiles, apart from the product's. */
        @Test
        void hasTheRootThatItsEntriesHave() {
            story.article().approved(Cast.RAVI, Cast.OLGA);
            signer.advance();
            var checkpoint = checkpoint();
            var size = checkpoint.checkpoint().size();

            var leaves = new ArrayList<byte[]>();
            for (var index = 0; index * 256L < size; index++) {
                var width = (int) Math.min(256, size - index * 256L);
                var place = "%03d".formatted(index) + (width == 256 ? "" : ".p/" + width);
                var hashes = get("/log/tile/0/" + place);
                var entries = ByteBuffer.wrap(get("/log/tile/entries/" + place));
                for (var entry = 0; entry < width; entry++) {
                    var bytes = new byte[entries.getShort()];
                    entries.get(bytes);
                    var leaf = sha256(new byte[] {0}, bytes);
                    assertThat(leaf).isEqualTo(part(hashes, entry));
                    leaves.add(leaf);
                }
                assertThat(entries.hasRemaining()).isFalse();
            }

            assertThat(root(leaves)).isEqualTo(checkpoint.checkpoint().root().bytes());
        }

        @Test
        void isSignedByTheKeyThatItNames() {
            story.article().submit();
            signer.advance();
            var keys = new String(get("/log/key"), UTF_8).strip().lines().toList();
            var newest = VerifierKey.parse(keys.getLast());

            assertThat(checkpoint().signedBy(newest)).isEqualTo(SignedCheckpoint.Standing.VALID);
            assertThat(checkpoint().cosignedBy(newest.asCosigner())).isPresent();
            assertThat(checkpoint().checkpoint().origin()).isEqualTo(newest.name());
        }

        @Test
        void keepsFullTilesForEverAndHasNoneBeyondItsEnd() {
            var size = checkpoint().checkpoint().size();

            assertThat(api.anonymously("/log/1/tile/0/000.p/1").get().header("Cache-Control"))
                    .contains("immutable");
            assertThat(get("/log/1/tile/0/000.p/1")).isEqualTo(get("/log/tile/0/000.p/1"));
            assertThat(api.anonymously("/log/tile/0/000.p/1").get().header("Cache-Control"))
                    .as("of a log that was never opened again")
                    .contains("immutable");
            assertThat(api.anonymously("/log/tile/0/%03d".formatted(size / 256)).get().status())
                    .isEqualTo(404);
            assertThat(api.anonymously("/log/tile/0/0").get().status()).isEqualTo(404);
            assertThat(api.anonymously("/log/tile/0/999").get().status()).isEqualTo(404);
            assertThat(api.anonymously("/log/checkpoint").get().header("Cache-Control"))
                    .doesNotContain("immutable");
        }

        @Test
        void keepsATileForEverOnceItIsFull() {
            while (size() < 256) {
                transaction.executeWithoutResult(
                        _ -> events.publishEvent(new TrailEvent.Read(Actor.SYSTEM, "everything")));
            }
            signer.advance();

            for (var log : List.of("/log", "/log/1")) {
                var hashes = api.anonymously(log + "/tile/0/000").get().expect(200);
                assertThat(hashes.response().body()).hasSize(8192);
                var entries = api.anonymously(log + "/tile/entries/000").get().expect(200);
                var leaves = ByteBuffer.wrap(entries.response().body());
                for (var entry = 0; entry < 256; entry++) {
                    var bytes = new byte[leaves.getShort()];
                    leaves.get(bytes);
                    assertThat(sha256(new byte[] {0}, bytes))
                            .isEqualTo(part(hashes.response().body(), entry));
                }
                assertThat(leaves.hasRemaining()).isFalse();
                for (var tile : List.of(hashes, entries)) {
                    assertThat(tile.header("Cache-Control"))
                            .contains("max-age=31536000", "public", "immutable");
                }
            }
        }

        private long size() {
            return EntryRows.size(jdbc);
        }

        @Test
        void showsNoNameAndNoTextOfAnUnpublishedArticle() {
            var article = story.article();
            signer.advance();
            var size = checkpoint().checkpoint().size();
            var last = (size - 1) / 256;
            var width = size - last * 256;
            var entries =
                    new String(
                            get(
                                    "/log/tile/entries/%03d".formatted(last)
                                            + (width == 256 ? "" : ".p/" + width)),
                            UTF_8);

            assertThat(entries)
                    .contains("CREATED")
                    .doesNotContain(Cast.EDITH, article.id, article.hash());
        }
    }

    @Nested
    class ForTheBadge {

        @Test
        void coversAnApprovalWithinSeconds() {
            var article = story.article().approved(Cast.RAVI, Cast.OLGA);

            var badge = api.proven(article.slug);

            assertThat(badge.get("status").asString()).isEqualTo("APPROVED");
            assertThat(badge.get("proof").asString()).isEqualTo("covered");
        }

        @Test
        void saysSoWhileNothingCoversIt() throws Exception {
            whileTampered(
                    "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'imprimatur/1', 'imprimatur/2') WHERE seq = 0",
                    "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'imprimatur/2', 'imprimatur/1') WHERE seq = 0",
                    () -> {
                        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
                        signer.advance();

                        assertThat(article.badge().get("status").asString()).isEqualTo("APPROVED");
                        assertThat(article.badge().get("proof").asString()).isEqualTo("pending");
                        var page =
                                api.anonymously("/articles/" + article.slug)
                                        .get()
                                        .expect(200)
                                        .text();
                        assertThat(page)
                                .contains("Approved, proof pending")
                                .doesNotContain("Medically reviewed");
                        assertThat(
                                        api.anonymously("/articles/" + article.slug + "/badge.svg")
                                                .get()
                                                .text())
                                .contains("Approved, proof pending");
                        var edith = new Visitor(api).as(Cast.EDITH);
                        var otto = new Visitor(api).as(Cast.OTTO);
                        for (var desk :
                                List.of(
                                        edith.get("/editing/" + article.id),
                                        otto.get("/auditing/" + article.id),
                                        otto.get("/auditing/" + article.id + "/rounds/1"))) {
                            assertThat(desk.page().select(".facts-line .status").text())
                                    .isEqualTo("Approved, proof pending");
                        }
                    });
        }

        /** T20: between the commit and the checkpoint nobody vouches for the entry yet, and the badge does not pretend. */
        @Test
        void saysSoWhereTheApprovalWasEditedBeforeItWasSigned() throws Exception {
            signer.stop();
            try {
                var article = story.article().approved(Cast.RAVI, Cast.OLGA);
                var signed = checkpoint().checkpoint().size();
                var ofTheApproval =
                        " WHERE seq >= %d AND seq = (SELECT MAX(seq) FROM imprimatur_trail.payload WHERE article = '%s')"
                                .formatted(signed, article.id);
                whileTampered(
                        "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'APPROVED', 'WRITTEN_')"
                                + ofTheApproval,
                        "UPDATE imprimatur_trail.leaf SET bytes = REPLACE(bytes, 'WRITTEN_', 'APPROVED')"
                                + ofTheApproval,
                        () -> {
                            signer.advance();

                            assertThat(signer.trouble().orElseThrow().verdict())
                                    .isEqualTo(Verdict.LEAF_MISMATCH);
                            assertThat(checkpoint().checkpoint().size()).isEqualTo(signed);
                            assertThat(article.badge().get("proof").asString())
                                    .isEqualTo("pending");
                        });
                assertThat(article.badge().get("proof").asString()).isEqualTo("covered");
            } finally {
                signer.start();
            }
        }

        /** A proof of a text is worth nothing beside another text. */
        @Test
        void goesWithNoTextButTheOneApproved() throws Exception {
            var article = story.article().approved(Cast.RAVI, Cast.OLGA);
            var page = "/articles/" + article.slug;
            var text = page + "/revisions/1/source";
            api.anonymously(page).get().expect(200);
            api.anonymously(text).get().expect(200);
            var edited = "source = REPLACE(source, 'a', 'e')";
            var hashed = "content_hash = SHA2(source, 256)";
            var where = " WHERE article_id = '" + article.id + "'";
            var kept = "CREATE OR REPLACE TABLE imprimatur.kept AS SELECT * FROM revision" + where;
            var back =
                    "UPDATE revision r JOIN imprimatur.kept k USING (article_id, number)"
                            + " SET r.source = k.source, r.content_hash = k.content_hash; DROP TABLE imprimatur.kept";

            whileTampered(
                    kept + "; UPDATE revision SET " + edited + where,
                    back,
                    () -> {
                        api.anonymously(page).get().expect(500);
                        api.anonymously(text).get().expect(500);
                        assertThat(article.badge().get("proof").asString()).isEqualTo("pending");
                    });
            whileTampered(
                    kept + "; UPDATE revision SET " + edited + ", " + hashed + where,
                    back,
                    () -> {
                        api.anonymously(page).get().expect(500);
                        api.anonymously(text).get().expect(404);
                    });
        }

        /** Who reviewed a text, and when, is in the entries that carry its approval; what a table says beside them is not told. */
        @Test
        void isToldWithNoNameAndNoDayThatItsEntriesDoNotHave() throws Exception {
            var article = story.article().approved(Cast.RAVI, Cast.OLGA);
            signer.advance();
            var before = article.badge();
            var tasks =
                    " WHERE task_id IN (SELECT t.id FROM review_task t JOIN review_round r ON r.id = t.round_id"
                            + " WHERE r.article_id = '%s')".formatted(article.id);
            assertThat(before.get("proof").asString()).isEqualTo("covered");
            assertThat(before.get("reviewers").toString()).contains("Ravi Menon");
            whileTampered(
                    "UPDATE recommendation SET signed_as = CONCAT('Marie Curie, ', signed_as)"
                            + tasks
                            + "; UPDATE approval SET approved_at = approved_at + INTERVAL 10 YEAR WHERE article_id = '"
                            + article.id
                            + "'",
                    "UPDATE recommendation SET signed_as = REPLACE(signed_as, 'Marie Curie, ', '')"
                            + tasks
                            + "; UPDATE approval SET approved_at = approved_at - INTERVAL 10 YEAR WHERE article_id = '"
                            + article.id
                            + "'",
                    () -> {
                        var badge = article.badge();
                        assertThat(badge.get("approvedAt")).isEqualTo(before.get("approvedAt"));
                        assertThat(badge.get("reviewers").toString()).doesNotContain("Marie");
                        for (var page : List.of("", "/record")) {
                            assertThat(
                                            api.anonymously("/articles/" + article.slug + page)
                                                    .get()
                                                    .expect(200)
                                                    .text())
                                    .contains("a board member")
                                    .doesNotContain("Marie");
                        }
                    });
            assertThat(article.badge()).isEqualTo(before);
        }

        /** With the verifier as a stranger runs it: the key pinned, the text at hand. */
        @Test
        void isProvenByASmallFile(@TempDir Path folder) throws IOException {
            var article = story.article().approved(Cast.RAVI, Cast.OLGA);
            api.proven(article.slug);
            var path = "/articles/" + article.slug + "/revisions/1/";
            var proof = Files.write(folder.resolve("a.tlog-proof"), get(path + "proof.tlog-proof"));
            var source = Files.write(folder.resolve("a.md"), get(path + "source"));
            var keys = Files.write(folder.resolve("keys"), get("/log/key"));

            assertThat(verify("--key", keys, "--source", source, proof)).startsWith("OK");
            assertThat(Files.size(proof)).isLessThanOrEqualTo(4096);
            assertThat(Files.readString(proof)).doesNotContain(Cast.RAVI);

            Files.writeString(source, " ", StandardOpenOption.APPEND);
            assertThat(verify("--key", keys, "--source", source, proof)).doesNotStartWith("OK");
        }

        private String verify(Object... arguments) {
            var out = new ByteArrayOutputStream();
            VerifyCommand.run(
                    Stream.of(arguments).map(Object::toString).toList(),
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
            return out.toString(UTF_8);
        }

        @Test
        void givesTheApprovedTextToWhoeverWantsToHashIt() {
            var article = story.article().approved(Cast.RAVI, Cast.OLGA);
            var path = "/articles/" + article.slug + "/revisions/";

            var source = api.anonymously(path + "1/source").get().expect(200);

            assertThat(HexFormat.of().formatHex(sha256(source.response().body())))
                    .isEqualTo(article.badge().get("contentHash").asString());
            article.revise("What is new");
            assertThat(api.anonymously(path + "2/source").get().status()).isEqualTo(404);
            assertThat(api.anonymously(path + "0/source").get().status()).isEqualTo(404);
        }
    }

    /** Each with the rights of the database's administrator, and undone again. */
    @Nested
    class RefusesToSign {

        @Test
        void overAnEntryThatWasEdited() throws Exception {
            var seq = checkpoint().checkpoint().size() - 1;
            whileTampered(
                    "UPDATE imprimatur_trail.leaf SET bytes = CONCAT(bytes, ' ') WHERE seq = "
                            + seq,
                    "UPDATE imprimatur_trail.leaf SET bytes = SUBSTRING(bytes, 1, LENGTH(bytes) - 1) WHERE seq = "
                            + seq,
                    () -> assertRefused(Verdict.LEAF_MISMATCH));
        }

        @Test
        void overAnEntryThatWasEditedWithItsHash() throws Exception {
            whileTampered(
                    "UPDATE imprimatur_trail.leaf SET bytes = CONCAT(bytes, ' '), hash = UNHEX(SHA2(CONCAT(X'00', bytes), 256)) WHERE seq = 3",
                    "UPDATE imprimatur_trail.leaf SET bytes = SUBSTRING(bytes, 1, LENGTH(bytes) - 1), hash = UNHEX(SHA2(CONCAT(X'00', bytes), 256)) WHERE seq = 3",
                    () -> assertRefused(Verdict.ROOT_MISMATCH));
        }

        @Test
        void overAGap() throws Exception {
            whileTampered(
                    "UPDATE imprimatur_trail.leaf SET seq = -7 WHERE seq = 2",
                    "UPDATE imprimatur_trail.leaf SET seq = 2 WHERE seq = -7",
                    () -> assertRefused(Verdict.GAP));
        }

        /** Without reading the whole trail again: the last entries are not where they were. */
        @Test
        void overAnInsertedEntry() throws Exception {
            var approved = story.article().approved(Cast.RAVI, Cast.OLGA);
            var proof = "/articles/" + approved.slug + "/revisions/1/proof.tlog-proof";
            api.proven(approved.slug);
            get(proof);
            signer.advance();
            signer.stop();
            var before = checkpoint();
            var from = before.checkpoint().size() - 2;
            asRoot(
                    "UPDATE imprimatur_trail.leaf SET seq = seq + 1 WHERE seq >= %1$d ORDER BY seq DESC; UPDATE imprimatur_trail.payload SET seq = seq + 1 WHERE seq >= %1$d ORDER BY seq DESC; INSERT INTO imprimatur_trail.leaf (seq, bytes, hash) SELECT %1$d, bytes, hash FROM imprimatur_trail.leaf WHERE seq = %1$d - 1"
                            .formatted(from));
            try {
                signer.advance();
                assertThat(trouble()).isEqualTo(Verdict.INCONSISTENT);
                assertThat(checkpoint()).hasToString(before.toString());
                assertThat(api.anonymously(proof).get().status()).as("no proof").isEqualTo(404);
            } finally {
                asRoot(
                        "DELETE FROM imprimatur_trail.leaf WHERE seq = %1$d; UPDATE imprimatur_trail.leaf SET seq = seq - 1 WHERE seq > %1$d ORDER BY seq; UPDATE imprimatur_trail.payload SET seq = seq - 1 WHERE seq > %1$d ORDER BY seq"
                                .formatted(from));
                signer.start();
            }
            assertSigns();
        }

        @Test
        void overAnOlderState() throws Exception {
            story.article().submit();
            signer.advance();
            var last = checkpoint().checkpoint().size() - 1;
            whileTampered(
                    "CREATE TABLE imprimatur_trail.aside SELECT * FROM imprimatur_trail.leaf WHERE seq = %1$d; DELETE FROM imprimatur_trail.leaf WHERE seq = %1$d"
                            .formatted(last),
                    "INSERT INTO imprimatur_trail.leaf SELECT * FROM imprimatur_trail.aside; DROP TABLE imprimatur_trail.aside",
                    () -> {
                        signer.advance();
                        assertThat(trouble()).isEqualTo(Verdict.ROLLBACK);
                        var findings = new Findings();
                        trail.addWhatTheSignerRefuses(findings);
                        assertThat(findings.first().orElseThrow().toString())
                                .startsWith("ROLLBACK: nothing is signed or covered any more");
                    });
        }

        @Test
        void overAnEntryOlderThanTheOneBefore() throws Exception {
            signer.advance();
            var next = checkpoint().checkpoint().size();
            whileTampered(
                    "INSERT INTO imprimatur_trail.leaf SELECT %d, bytes, hash FROM imprimatur_trail.leaf WHERE seq = 0"
                            .formatted(next),
                    "DELETE FROM imprimatur_trail.leaf WHERE seq = " + next,
                    () -> {
                        signer.advance();
                        assertThat(trouble()).isEqualTo(Verdict.TIME_REGRESSION);
                    });
        }

        @Test
        void withoutItsMemory() throws Exception {
            var state = settings.directory().resolve("signer.state");
            var aside = Path.of(state + ".aside");
            Files.move(state, aside);
            try {
                signer.advance();
                assertThat(trouble()).isEqualTo(Verdict.NO_STATE);
            } finally {
                Files.move(aside, state);
            }
            assertSigns();
        }

        /** The lease is a row of the database: it must not explain away what is missing outside. */
        @Test
        void withoutItsMemoryWhateverTheLeaseSays() throws Exception {
            signer.stop();
            var state = settings.directory().resolve("signer.state");
            var aside = Path.of(state + ".aside");
            Files.move(state, aside);
            try {
                for (var until : List.of("'2099-01-01'", "UTC_TIMESTAMP(6) + INTERVAL 9 SECOND")) {
                    asRoot("UPDATE log_lease SET holder = 'other', held_until = " + until);
                    signer.advance();
                    assertThat(trouble()).as(until).isEqualTo(Verdict.NO_STATE);
                }
            } finally {
                Files.move(aside, state);
                asRoot("UPDATE log_lease SET held_until = '2000-01-01'");
                signer.start();
            }
            assertSigns();
        }

        private void assertRefused(Verdict verdict) {
            var before = checkpoint().checkpoint().size();
            signer.distrust();
            signer.advance();
            assertThat(trouble()).isEqualTo(verdict);
            story.article().submit();
            signer.advance();
            assertThat(checkpoint().checkpoint().size()).as("size signed").isEqualTo(before);
        }

        private Verdict trouble() {
            return signer.trouble().orElseThrow().verdict();
        }
    }

    @Test
    void signsOnWhereTheLeaseIsLongerThanAnybodyTakesIt() throws Exception {
        signer.stop();
        try {
            asRoot("UPDATE log_lease SET holder = 'other', held_until = '2099-01-01'");
            var before = checkpoint().checkpoint().size();
            story.article().submit();
            signer.advance();
            assertThat(checkpoint().checkpoint().size()).isGreaterThan(before);
        } finally {
            asRoot("UPDATE log_lease SET held_until = '2000-01-01' WHERE holder = 'other'");
            signer.start();
        }
    }

    @Nested
    class ItsKey {

        @Test
        void isReadByNobodyElse() throws IOException {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            settings.directory().resolve("signer.key"))))
                    .isEqualTo("r--------");
        }

        @Test
        void isFollowedByAnotherAndBothSignTheTurn() throws Exception {
            signer.stop();
            try {
                turnTheKey();
            } finally {
                signer.start();
            }
        }

        /** Though the database lists the next one already, as anybody could who writes to its tables. */
        private void turnTheKey() throws Exception {
            var folder = new SignerFolder(settings.directory());
            var old = folder.key().verifier();
            var place =
                    new MockEnvironment()
                            .withProperty(
                                    "imprimatur.log.directory", settings.directory().toString());
            var next = VerifierKey.parse(RotateKey.in(place));
            assertThatExceptionOfType(RotateKey.Refused.class)
                    .as("while one waits")
                    .isThrownBy(() -> RotateKey.in(place));

            asRoot(
                    "INSERT INTO log_key (vkey, log, from_size) VALUES ('%s', (SELECT MAX(number) FROM log_origin), 1)"
                            .formatted(next));
            story.article().submit();
            signer.advance();

            assertThat(handOvers(next)).isOne();
            var turn = checkpoint();
            assertThat(turn.signedBy(old)).isEqualTo(SignedCheckpoint.Standing.VALID);
            assertThat(turn.signedBy(next)).isEqualTo(SignedCheckpoint.Standing.VALID);
            var published =
                    "SELECT COUNT(*) FROM log_checkpoint WHERE size = " + turn.checkpoint().size();
            asRoot("DELETE FROM log_checkpoint WHERE size = " + turn.checkpoint().size());
            story.article().submit();
            signer.advance();
            assertThat(count(published)).as("though it failed at first").isOne();
            assertThat(checkpoint().signedBy(old)).isEqualTo(SignedCheckpoint.Standing.ABSENT);
            assertThat(checkpoint().signedBy(next)).isEqualTo(SignedCheckpoint.Standing.VALID);
            assertThat(new String(get("/log/key"), UTF_8)).endsWith(old + "\n" + next + "\n");
            assertThat(folder.key().verifier()).isEqualTo(next);
            assertThat(folder.nextKey().map(SigningKey::verifier)).isEmpty();
        }
    }

    private long handOvers(VerifierKey to) throws SQLException {
        return count(
                "SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE action = 'KEY_ROTATED' AND bytes LIKE '%"
                        + to
                        + "%'");
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private interface Deed {
        void run() throws Exception;
    }

    private void whileTampered(String how, String back, Deed deed) throws Exception {
        asRoot(how);
        try {
            signer.distrust();
            deed.run();
        } finally {
            asRoot(back);
        }
        assertSigns();
    }

    private void assertSigns() {
        story.article().submit();
        signer.advance();
        assertThat(signer.trouble()).isEmpty();
    }

    private void asRoot(String statements) throws SQLException {
        try (var connection = database.connect(database.root());
                var statement = connection.createStatement()) {
            for (var one : statements.split("; ")) {
                statement.executeUpdate(one);
            }
        }
    }

    private SignedCheckpoint checkpoint() {
        return SignedCheckpoint.parse(new String(get("/log/checkpoint"), UTF_8));
    }

    private byte[] get(String path) {
        return api.anonymously(path).get().expect(200).response().body();
    }

    private static byte[] part(byte[] hashes, int index) {
        return Arrays.copyOfRange(hashes, index * 32, index * 32 + 32);
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(
                new byte[] {1},
                root(leaves.subList(0, split)),
                root(leaves.subList(split, leaves.size())));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
