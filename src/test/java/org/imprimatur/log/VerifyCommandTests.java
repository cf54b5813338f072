package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command verify")
class VerifyCommandTests {

    private static final String KEY = Ledger.KEY.verifier().toString();
    private static final String WITNESS = Ledger.WITNESS.verifier().asCosigner().toString();
    private static final String STRANGER = SigningKey.generate(Ledger.ORIGIN).verifier().toString();

    @TempDir Path folder;

    private final Ledger ledger = Ledger.of(5);

    private record Run(int exit, String out, String err) {}

    @Test
    void acceptsAnExport() throws IOException {
        var export = file("trail", ledger.export());

        var run = run("--key", KEY, "--witness", WITNESS, export);

        assertThat(run.out).startsWith("OK\n5 entries, 5 checkpoints\n");
        assertThat(run.exit).isZero();
        assertThat(run.err).isEmpty();
    }

    @Test
    void namesTheFirstBadEntryAndTheReason() throws IOException {
        ledger.rows.remove(2);
        ledger.rows.set(3, ledger.rows.get(3).withPayload("{}"));
        var export = file("trail", ledger.export());

        assertThat(run(export).out)
                .startsWith("GAP seq 2: the next entry is the one at seq 3\n")
                .contains("PAYLOAD_MISMATCH found 1 times")
                .doesNotContain("discloses nothing");
        assertThat(run("--all", export).out)
                .contains("PAYLOAD_MISMATCH seq 4: it discloses nothing, and no entry redacts it");
        assertThat(run(export).exit).isEqualTo(1);
    }

    @Test
    void refusesAnExportUnderAnotherKey() throws IOException {
        var export = file("trail", ledger.export());

        assertThat(run("--key", STRANGER, export).out).startsWith("UNKNOWN_KEY: ");
        assertThat(run("--key", STRANGER, export).exit).isEqualTo(1);
    }

    /** What is printed of a file that anybody may have made moves no cursor and clears no screen. */
    @Test
    void printsNoControlCharacter() throws IOException {
        ledger.append("REMINDED", Map.of("x\\u001b[2J", "\\u009b1;1HOK\\r\\u202e"), Map.of())
                .sign();
        var proof = run("--key", STRANGER, file("a.tlog-proof", ledger.proof(5).toString()));

        assertThat(proof.exit).isEqualTo(1);
        assertThat(proof.out).startsWith("UNKNOWN_KEY: ").contains("x?[2J: ?1;1HOK??");
        assertThat(proof.out.chars().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL);
    }

    /** A download that failed leaves an empty file, and would pin nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"--key", "--witness"})
    void doesNotTakeAnEmptyFileForKeys(String option) throws IOException {
        var run = run(option, file("keys", "\n"), file("trail", ledger.export()));

        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err).contains("names no key");
    }

    @Test
    void holdsAnExportAgainstWhatWasKept() throws IOException {
        var proof = file("old.tlog-proof", ledger.proof(4).toString());
        var checkpoint = file("old", ledger.newest());
        ledger.pass(Duration.ofHours(1)).verdict().sign();
        assertThat(run(file("trail", ledger.export()), proof, checkpoint).out).startsWith("OK\n");

        ledger.rows.subList(4, 6).clear();
        ledger.checkpoints.subList(4, 6).clear();
        var cut = file("cut", ledger.export());
        assertThat(run(cut).out).startsWith("OK\n");
        assertThat(run(cut, proof).out).startsWith("TRUNCATED seq 4: ");
        assertThat(run(cut, checkpoint).out).startsWith("TRUNCATED seq 4: ");
        var edited = file("edited", ledger.checkpoints.getLast().note().replace("\n4\n", "\n5\n"));
        assertThat(run(cut, edited).out).startsWith("BAD_SIGNATURE: " + edited);
        var other = file("other", ledger.sign(SigningKey.generate(Ledger.ORIGIN)).newest());
        assertThat(run(cut, other).out).startsWith("UNKNOWN_KEY: " + other);
    }

    @Test
    void acceptsAProof() throws IOException {
        var proof = file("approval.tlog-proof", ledger.proof(3).toString());

        var run = run("--key", KEY, "--witness", WITNESS, proof);

        assertThat(run.out)
                .startsWith("OK\nentry 3 of log.example/trail, in the checkpoint of size 5\n")
                .contains("\naction: RECOMMENDED\n")
                .contains("\nactor: grace\n")
                .contains("\nmeaning: APPROVE\n")
                .contains("\nreason: Gründlich, „sauber“ belegt.?🙂\n")
                .contains("\nseen by witness.example/w1 at 2026-03-01T12:50:05Z\n")
                .doesNotContain("compare it");
        assertThat(run.exit).isZero();
        assertThat(run(proof).out)
                .startsWith("OK\n")
                .contains(
                        "\nsays that it was signed at 2026-03-01T12:50:05Z\n",
                        "compare it with what the publisher prints, or name it with --key: " + KEY);
        assertThat(Files.size(Path.of(proof))).isLessThan(4_096);
    }

    /** Whoever writes a file can list a witness of their own in it. */
    @Test
    void doesNotVouchForAWitnessThatNobodyNamed() throws IOException {
        var extra = new ByteArrayOutputStream();
        var cosigner = Ledger.WITNESS.verifier().asCosigner();
        var writer = new TrailExport.Writer(extra, ledger.keys, List.of(cosigner));
        writer.entry(ledger.rows.get(3).entry());
        writer.end();
        var honest = ledger.proof(3);
        var listing =
                new TlogProof(
                        extra.toByteArray(), honest.index(), honest.path(), honest.checkpoint());
        var proof = file("listing.tlog-proof", listing.toString());

        assertThat(run("--key", KEY, proof).out)
                .startsWith("OK\n")
                .contains(
                        "\nsays that it was seen by witness.example/w1 at 2026-03-01T12:50:05Z, a witness whom nobody named")
                .doesNotContain("\nseen by ");
        assertThat(run("--key", KEY, "--witness", WITNESS, proof).out)
                .contains("\nseen by witness.example/w1 at 2026-03-01T12:50:05Z\n")
                .doesNotContain("nobody named");
    }

    @Test
    void acceptsAProofThatDisclosesLess() throws IOException {
        ledger.rows.set(3, ledger.rows.get(3).withPayload("{}"));
        var proof = file("approval.tlog-proof", ledger.proof(3).toString());

        assertThat(run("--key", KEY, proof).out).startsWith("OK\n").doesNotContain("grace");
    }

    @Test
    void refusesAProofOfSomethingElse() throws IOException {
        var row = ledger.rows.get(3);
        var honest = ledger.proof(3);
        var other = ledger.rows.get(2).at(3);

        assertThat(run(proof(honest, other)).out).startsWith("ROOT_MISMATCH seq 3: ");
        assertThat(run(proof(honest, ledger.rows.get(2))).out).startsWith("LEAF_MISMATCH seq 2: ");
        assertThat(run(proof(honest, row.withBytes(row.text().replace("2026", "2025")))).out)
                .startsWith("LEAF_MISMATCH seq 3: ");
        assertThat(
                        run(proof(
                                        honest,
                                        row.withPayload(row.disclosed().replace("grace", "greta"))))
                                .out)
                .startsWith("PAYLOAD_MISMATCH seq 3: ");
        assertThat(run("--key", STRANGER, proof(honest, row)).out).startsWith("UNKNOWN_KEY: ");
        assertThat(
                        run(
                                        "--key",
                                        KEY,
                                        "--witness",
                                        "w+" + WITNESS.substring(19),
                                        proof(honest, row))
                                .exit)
                .as("a witness whose name and id do not fit")
                .isEqualTo(2);
        var w2 = SigningKey.generate("w2").verifier().toString();
        assertThat(run("--witness", w2, proof(honest, row)).out).startsWith("BAD_SIGNATURE: ");
        var forged = honest.toString().replace("\n5\n", "\n6\n");
        assertThat(run(file("forged", forged)).out)
                .startsWith("BAD_SIGNATURE: ")
                .contains("BAD_SIGNATURE found 1 times");
        ledger.keys.set(0, VerifierKey.parse(STRANGER));
        assertThat(run("--key", KEY, file("swapped", ledger.proof(3).toString())).out)
                .startsWith("UNKNOWN_KEY: ");
    }

    @Test
    void refusesAProofThatIsYoungerThanItsCheckpoint() throws IOException {
        ledger.pass(Duration.ofDays(2)).verdict().pass(Duration.ofDays(-1)).sign();

        assertThat(run(file("p", ledger.proof(5).toString())).out)
                .startsWith("TIME_OUT_OF_BOUNDS seq 5: ");
    }

    @Test
    void holdsTheTextAgainstTheApproval() throws IOException {
        var text = file("article.md", "---\nslug: a\n---\n");
        var hash = "bd0ac9f6e7c8cbe3a3f3ea8ab9b94ed9bb32c38a9fa43b5a4b3c9bd8a1a75a28";
        assertThat(run("--source", text, proofOfText("APPROVED", hash)).out)
                .startsWith("PAYLOAD_MISMATCH seq 5: ");
        var right = sha256("---\nslug: a\n---\n");
        ledger.rows.removeLast();
        ledger.checkpoints.removeLast();
        assertThat(run("--source", text, proofOfText("APPROVED", right)).out).startsWith("OK\n");
    }

    /** Its submission, which is public as well, names the same text. */
    @ParameterizedTest
    @ValueSource(strings = {"SUBMITTED", "RECOMMENDED", "SUPERSEDED"})
    void takesNothingButAnApprovalForTheApprovalOfAText(String action) throws IOException {
        var text = file("article.md", "---\nslug: a\n---\n");

        assertThat(run("--source", text, proofOfText(action, sha256("---\nslug: a\n---\n"))).out)
                .startsWith("PAYLOAD_MISMATCH seq 5: it is not the approval of a text");
    }

    @Test
    void holdsATextAgainstNothingButAProof() throws IOException {
        var text = file("article.md", "---\nslug: a\n---\n");

        var run = run("--source", text, "--key", KEY, file("trail", ledger.export()));

        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err).contains("without a proof");
    }

    @Test
    void holdsCheckpointsAgainstEachOther() throws IOException {
        var mine = file("mine", ledger.newest());
        ledger.rows.set(4, ledger.rows.get(4).withBytes("{}"));
        ledger.checkpoints.removeLast();
        var theirs = file("theirs", ledger.sign().newest());
        var older = file("older", ledger.checkpoints.getFirst().note());

        assertThat(run("--key", KEY, mine, theirs).out).startsWith("FORK: ");
        assertThat(run(mine, theirs).out).startsWith("FORK: ");
        assertThat(run("--key", KEY, mine, older))
                .as("nothing was compared")
                .satisfies(run -> assertThat(run.exit).isEqualTo(2))
                .satisfies(run -> assertThat(run.out).isEmpty())
                .satisfies(run -> assertThat(run.err).contains("cannot be compared"));
        assertThat(run(mine, older).out).startsWith("UNKNOWN_KEY: ");
        assertThat(run("--key", STRANGER, mine, theirs).out).startsWith("UNKNOWN_KEY: ");
    }

    @Test
    void comparesNoCheckpointsOfDifferentLogs() throws IOException {
        var other = SigningKey.generate("other.example/trail");
        var mine = file("mine", ledger.newest());
        var theirs = file("theirs", ledger.sign(other).newest());

        assertThat(run("--key", KEY, "--key", other.verifier().toString(), mine, theirs).exit)
                .isEqualTo(2);
    }

    /** Each agrees with itself, and nobody else has kept anything. */
    @Test
    void holdsExportsAgainstEachOther() throws IOException {
        var mine = file("mine", ledger.export());
        ledger.pass(Duration.ofHours(1)).verdict().sign();
        var grown = file("grown", ledger.export());
        assertThat(run("--key", KEY, mine, grown).out)
                .startsWith("OK\n")
                .contains("5 entries, 5 checkpoints\n", "6 entries, 6 checkpoints\n");
        assertThat(run(grown, mine).out).startsWith("OK\n");

        ledger.rows.set(
                4,
                ledger.rows
                        .get(4)
                        .withBytes(ledger.rows.get(4).text().replace("round\":1", "round\":2"))
                        .rehashed());
        ledger.checkpoints.subList(4, 6).clear();
        var theirs = file("theirs", ledger.sign().export());
        assertThat(run("--key", KEY, theirs).out).startsWith("OK\n");
        for (var both : List.of(List.of(mine, theirs), List.of(theirs, mine))) {
            var run = run("--key", KEY, both.get(0), both.get(1));
            assertThat(run.out).startsWith("FORK: ");
            assertThat(run.exit).isEqualTo(1);
            assertThat(run(both.get(0), both.get(1)).out).as("without a key").startsWith("FORK: ");
        }
    }

    /** What lies beside a trail is of its own day; what somebody kept alone has to be in every trail. */
    @Test
    void holdsArchivesOfTwoDaysAgainstEachOther() throws IOException {
        var early = folder.resolve("early.zip").toString();
        Files.move(
                Path.of(archive("trail", trail(), "checkpoint", ledger.newest())), Path.of(early));
        var trailOfThen = file("then", ledger.export());
        ledger.pass(Duration.ofHours(1)).verdict().sign();
        var proof = ledger.proof(5).toString();
        var late = archive("trail", trail(), "checkpoint", ledger.newest(), "6.tlog-proof", proof);

        assertThat(run("--key", KEY, early, late).out)
                .startsWith("OK\n")
                .contains("proofs in archives: 1\n");
        assertThat(run("--key", KEY, late, early).out).startsWith("OK\n");
        assertThat(run("--key", KEY, trailOfThen, late).out).startsWith("OK\n");
        assertThat(run("--key", KEY, early, file("kept", ledger.newest())).out)
                .startsWith("TRUNCATED seq 5: ");
    }

    /** The checkpoints are of sizes that the other does not have. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsExportsAgainstEachOtherWhereNoSizeIsShared(boolean longerFirst) throws IOException {
        ledger.checkpoints.subList(3, 5).clear();
        var mine = ledger.verdict().sign().export();
        ledger.rows.removeLast();
        ledger.checkpoints.removeLast();
        ledger.rows.set(
                3,
                ledger.rows
                        .get(3)
                        .withBytes(ledger.rows.get(3).text().replace("round\":1", "round\":2"))
                        .rehashed());
        var theirs = file("theirs", ledger.sign().export());
        var longer = file("mine", mine);

        assertThat(run(longer).out).startsWith("OK\n");
        assertThat(run(theirs).out).startsWith("OK\n");
        assertThat((longerFirst ? run(longer, theirs) : run(theirs, longer)).out)
                .startsWith("FORK: ")
                .doesNotContain("TRUNCATED");
    }

    /** One of two exports is handed out with a key of somebody's own among those of the log. */
    @Test
    void blamesNoLogForWhatAStrangerSignedInAnotherExport() throws IOException {
        var mine = file("mine", ledger.export());
        var newest = file("newest", ledger.newest());
        var stranger = SigningKey.generate(Ledger.ORIGIN);
        ledger.keys.addFirst(stranger.verifier());
        ledger.rows.set(
                1,
                ledger.rows
                        .get(1)
                        .withBytes(ledger.rows.get(1).text().replace("round\":1", "round\":2"))
                        .rehashed());
        ledger.checkpoints.clear();
        var theirs = file("theirs", ledger.sign(stranger).export());

        assertThat(run("--key", KEY, "--all", mine, theirs).out)
                .startsWith("UNKNOWN_KEY: ")
                .doesNotContain("FORK");
        assertThat(run("--all", mine, theirs).out).as("without a key").startsWith("FORK: ");
        var alone = file("alone", ledger.newest());
        assertThat(run("--key", KEY, "--all", alone, newest).out)
                .startsWith("UNKNOWN_KEY: ")
                .doesNotContain("FORK");
    }

    @Test
    void holdsExportsOfOneSizeAgainstEachOther() throws IOException {
        ledger.checkpoints.clear();
        var mine = file("mine", ledger.sign().export());
        ledger.checkpoints.clear();
        ledger.rows.removeLast();
        var theirs = file("theirs", ledger.pass(Duration.ofMinutes(1)).verdict().sign().export());

        assertThat(run(mine, theirs).out).startsWith("FORK: two checkpoints of size 5 are signed");
    }

    @Test
    void holdsNoExportsOfDifferentLogsAgainstEachOther() throws IOException {
        var mine = file("mine", ledger.export());
        var other = SigningKey.generate("other.example/trail");
        ledger.keys.set(0, other.verifier());
        ledger.rows.set(
                4,
                ledger.rows
                        .get(4)
                        .withBytes(ledger.rows.get(4).text().replace("round\":1", "round\":2"))
                        .rehashed());
        ledger.checkpoints.clear();
        var theirs = file("theirs", ledger.sign(other).export());

        assertThat(run(mine, theirs).out).startsWith("OK\n");
        assertThat(run(theirs, mine).out).startsWith("OK\n");
    }

    @Test
    void acceptsProofsOfDifferentSizesAndSaysThatTheyWereNotCompared() throws IOException {
        var old = file("old.tlog-proof", ledger.proof(3).toString());
        ledger.pass(Duration.ofHours(1)).verdict().sign();
        var now = file("now.tlog-proof", ledger.proof(3).toString());

        assertThat(run("--key", KEY, old, now).out)
                .startsWith("OK\n")
                .contains("\nnot held against each other: ");
    }

    @Test
    void wantsTheWitnessNamedOnACheckpointAlone() throws IOException {
        var checkpoint = file("checkpoint", ledger.newest());
        var absent = SigningKey.generate("w2").verifier().toString();

        assertThat(run("--key", KEY, "--witness", WITNESS, checkpoint).out).startsWith("OK\n");
        assertThat(run("--key", KEY, "--witness", absent, checkpoint).out)
                .startsWith("BAD_SIGNATURE: " + checkpoint + " is not cosigned by w2");
    }

    /** A thief of the log's key dates the older checkpoint back; the witness's line under it says when it was. */
    @Test
    void doesNotTakeTheTimeOfTheOlderCheckpointFromTheLogAlone() throws IOException {
        ledger.pass(Duration.ofMinutes(10)).verdict();
        var early = ledger.now.plusSeconds(1);
        var seen = ledger.pass(Duration.ofDays(1)).now;
        var checkpoint = new Checkpoint(Ledger.ORIGIN, 6, ledger.root(6));
        var dated = Ledger.KEY.sign(checkpoint).with(Ledger.KEY.cosign(checkpoint, early));
        ledger.checkpoints.add(
                new Ledger.Stored(
                        6, dated.with(Ledger.WITNESS.cosign(checkpoint, seen)).toString()));
        ledger.pass(Duration.ofHours(-12)).verdict().pass(Duration.ofHours(13)).sign();

        assertThat(run("--key", KEY, file("trail", ledger.export())).out)
                .startsWith("TIME_OUT_OF_BOUNDS seq 6: ");
    }

    @ParameterizedTest
    @CsvSource({
        "253402300799, OK",
        "253402300800, BAD_SIGNATURE",
        "4611686018427387904, BAD_SIGNATURE"
    })
    void takesATimeBeyondAllCalendarsForNoSignature(long time, String said) throws IOException {
        var checkpoint = new Checkpoint(Ledger.ORIGIN, 5, ledger.root(5));
        var signature = Ledger.KEY.ed25519(SignedCheckpoint.cosigned(time, checkpoint.text()));
        var line =
                new NoteSignature(
                        Ledger.ORIGIN,
                        Ledger.KEY.verifier().asCosigner().id(),
                        ByteBuffer.allocate(8 + signature.length)
                                .putLong(time)
                                .put(signature)
                                .array());
        var timed = Ledger.KEY.sign(checkpoint).with(line);

        assertThat(run("--key", KEY, file("checkpoint", timed.toString())).out).startsWith(said);
    }

    @Test
    void looksIntoAnArchive() throws IOException {
        var text = "text of an article";
        var member = "revisions/" + sha256(text) + ".md";
        about(text);
        var archive =
                archive(
                        "README.txt",
                        "read me",
                        "proofs/3.tlog-proof",
                        ledger.proof(3).toString(),
                        "revisions/",
                        "",
                        member,
                        text,
                        "checkpoint",
                        ledger.newest(),
                        "trail.imprimatur",
                        new String(ledger.export(), StandardCharsets.UTF_8));

        var run = run("--key", KEY, archive);
        assertThat(run.out)
                .startsWith("OK\n")
                .contains("not checked: " + archive + "/README.txt\n");
        assertThat(run.exit).isZero();
        assertThat(
                        run(
                                        "--key",
                                        KEY,
                                        archive("trail", trail(), member, text + " that is edited"))
                                .out)
                .startsWith("PAYLOAD_MISMATCH: ");
    }

    /** OK would be the word of nobody. */
    @Test
    void saysOfAnArchiveOfNothingThatThereIsNothing() throws IOException {
        var checkpoint = file("checkpoint", ledger.newest());
        var text = "a text";
        for (var member : List.of("README.txt", sha256(text) + ".md", "trail", "folder/")) {
            assertThat(run("--key", KEY, checkpoint, archive(member, text)))
                    .as(member)
                    .satisfies(run -> assertThat(run.exit).isEqualTo(2))
                    .satisfies(run -> assertThat(run.out).isEmpty())
                    .satisfies(
                            run ->
                                    assertThat(run.err)
                                            .contains(
                                                    "holds no trail, no proof and no checkpoint"));
        }
    }

    @Test
    void namesTheFirstTenOfWhatItDidNotCheck() throws IOException {
        var members = new ArrayList<>(List.of("trail", trail()));
        for (var i = 10; i < 20; i++) {
            members.addAll(List.of("record\u001b-" + i + ".pdf", "%PDF"));
        }
        var ten = run(archive(members.toArray(String[]::new))).out;
        assertThat(ten).contains("/record?-19.pdf\n").doesNotContain("more", "\u001b");
        members.addAll(List.of("record-20.pdf", "%PDF", "record-21.pdf", "%PDF"));
        assertThat(run(archive(members.toArray(String[]::new))).out)
                .contains("/record?-19.pdf and 2 more\n");
    }

    /** Whoever names a file by its hash has not proven that the trail knows it. */
    /** An archive that was made after the log got another key, under the key that was noted before. */
    @Test
    void trustsAProofAsTheTrailBesideItHandsOver() throws IOException {
        var next = SigningKey.generate(Ledger.ORIGIN);
        ledger.pass(Duration.ofHours(1)).rotated(next).sign();
        ledger.pass(Duration.ofHours(1)).verdict().sign(next);
        ledger.keys.clear();
        ledger.keys.add(next.verifier());
        var proof = ledger.proof(3).toString();
        ledger.keys.addFirst(Ledger.KEY.verifier());

        var key = Ledger.KEY.verifier().toString();
        assertThat(run("--key", key, archive("trail", trail(), "r.tlog-proof", proof)).out)
                .startsWith("OK\n");
        assertThat(run("--key", key, archive("r.tlog-proof", proof)).out)
                .as("alone")
                .startsWith("UNKNOWN_KEY");
        var stranger = SigningKey.generate(Ledger.ORIGIN).verifier().toString();
        assertThat(run("--key", stranger, archive("trail", trail(), "r.tlog-proof", proof)).out)
                .startsWith("UNKNOWN_KEY");
    }

    @Test
    void wantsAnEntryAboutEachText() throws IOException {
        var text = "a text";
        var member = sha256(text) + ".md";
        var archive = archive("trail", trail(), member, text);
        assertThat(run(archive).out)
                .startsWith("PAYLOAD_MISMATCH: no signed entry is about " + archive + "/" + member);
        assertThat(run(archive("t.tlog-proof", ledger.proof(3).toString(), member, text)).out)
                .startsWith("OK\n")
                .contains("no trail here could name ");
        ledger.append("REVISED", Map.of(), Map.of("contentHash", sha256(text), "actor", "ada"));
        assertThat(run(archive("trail", trail(), member, text)).out)
                .as("an entry that anybody can have added")
                .startsWith("PAYLOAD_MISMATCH: no signed entry is about ");
        var told = ledger.rows.set(5, ledger.rows.get(5).withPayload(null));
        assertThat(run(archive("trail", trail(), member, text)).out)
                .as("nor one that does not say which text")
                .startsWith("PAYLOAD_MISMATCH: no signed entry is about ");
        ledger.rows.set(5, told);
        ledger.sign();
        assertThat(run(archive("trail", trail(), member, text)).out)
                .startsWith("OK\n")
                .doesNotContain("named by no entry");

        ledger.rows.set(5, ledger.rows.get(5).withPayload(null));
        assertThat(run(archive("trail", trail(), member, text)).out)
                .startsWith("OK\n")
                .contains("named by no entry that says which text it is about, and 1 do not say: ");
    }

    /** Java's own writer refuses it; an attacker's does not. */
    @Test
    void refusesAnArchiveWithTwoMembersOfOneName() throws IOException {
        var archive = Path.of(archive("trail", trail(), "trial", trail()));
        var bytes = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
        var twice =
                file(
                        "twice.zip",
                        bytes.replace("trial", "trail").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run(archive.toString()).exit).isZero();
        assertThat(run(twice).exit).isEqualTo(2);
        assertThat(run(twice).err).contains(twice + "/trail is there twice");
    }

    private String trail() {
        return new String(ledger.export(), StandardCharsets.UTF_8);
    }

    private void about(String text) {
        ledger.pass(Duration.ofMinutes(1))
                .append("SUBMITTED", Map.of("contentHash", sha256(text)), Map.of("actor", "ada"))
                .sign();
    }

    private String archive(String... namesAndTexts) throws IOException {
        var archive = folder.resolve("archive.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return archive.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "inclusion, true, 0",
        "inclusion, false, 1",
        "consistency, true, 0",
        "consistency, false, 1"
    })
    void checksBareProofs(String kind, boolean good, int exit) throws IOException {
        var tree = Trees.subtrees(TreeTests.EIGHT);
        var flip = good ? tree.root(8) : Trees.flipped(tree.root(8), 3);
        var json =
                kind.equals("inclusion")
                        ? """
                          {"leafIdx": 5, "treeSize": 8, "leafHash": "%s", "root": "%s", "proof": [%s], "desc": null}
                          """
                                .formatted(
                                        TreeTests.EIGHT.get(5),
                                        flip,
                                        quoted(tree.inclusion(5, 8).path()))
                        : """
                          {"size1": 6, "size2": 8, "root1": "%s", "root2": "%s",
                           "proof": [%s], "wantErr": false}
                          """
                                .formatted(
                                        tree.root(6), flip, quoted(tree.consistency(6, 8).path()));

        assertThat(run(kind, file("proof.json", json)).exit).isEqualTo(exit);
    }

    @Test
    void checksBareProofsOfOddValues() throws IOException {
        var none =
                "{\"leafIdx\":18446744073709551615,\"treeSize\":1,\"leafHash\":\"\",\"root\":\"\",\"proof\":null}";
        assertThat(run("inclusion", file("huge.json", none)).exit).isEqualTo(1);
        var same = "{\"size1\":1,\"size2\":1,\"root1\":\"AAAA\",\"root2\":\"AAAA\",\"proof\":[]}";
        assertThat(run("consistency", file("same.json", same)).exit).isZero();
        assertThat(
                        run(
                                        "consistency",
                                        file(
                                                "other.json",
                                                same.replace("2\":\"AAAA", "2\":\"AAAB")))
                                .exit)
                .isEqualTo(1);
        assertThat(run("consistency", file("more.json", same.replace("[]", "[\"AAAA\"]"))).exit)
                .isEqualTo(1);
        assertThat(run("consistency", file("empty.json", same.replace("\":1", "\":0"))).exit)
                .isEqualTo(1);
        for (var broken :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"size1\":1}",
                        same + "x",
                        same.replace(":1,", ":01,"),
                        same.replace("[]", "[1]"),
                        same.replace("[]", "1"),
                        same.replace("\"size2\"", "\"size1\""))) {
            assertThat(run("consistency", file("broken.json", broken)).exit)
                    .as(broken)
                    .isEqualTo(2);
        }
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        assertThat(run().exit).isEqualTo(2);
        assertThat(run().err).startsWith("verify [--key VKEY]");
        assertThat(run(folder.resolve("nothing").toString()))
                .satisfies(
                        run -> {
                            assertThat(run.exit).isEqualTo(2);
                            assertThat(run.err).startsWith("Cannot be read: there is no file ");
                            assertThat(run.out).isEmpty();
                        });
        assertThat(run("--nonsense", "x").exit).isEqualTo(2);
        assertThat(run("--key").exit).isEqualTo(2);
        assertThat(run("--key", "nonsense", "x").exit).isEqualTo(2);
        assertThat(run("--key", "a+b+c", "x").exit).isEqualTo(2);
        var cut = Arrays.copyOf(ledger.export(), 900);
        assertThat(run(file("cut", cut)).exit).isEqualTo(2);
        assertThat(run(file("binary", new byte[] {1, 2, (byte) 0xFF})).exit).isEqualTo(2);
        assertThat(run(file("large", new byte[2 << 20])).err).contains("too large");
        var bare = ledger.proof(3).toString().replaceFirst("extra .*\n", "");
        assertThat(run(file("bare.tlog-proof", bare)).exit).isEqualTo(2);
    }

    /** One line and 2: a stack trace would be an exit code of 1, which is that of a verdict. */
    @Test
    void saysInOneLineWhatIsTooLargeOrNoFileAtAll() throws IOException {
        var large = file("large", new byte[(1 << 20) + 1]);
        var checkpoint = file("checkpoint", ledger.newest());
        var text = "t".repeat((1 << 20) + 1);
        for (var arguments :
                List.of(
                        List.of(large),
                        List.of("inclusion", large),
                        List.of("consistency", large),
                        List.of("--key", large, checkpoint),
                        List.of(archive("trail", trail(), sha256(text) + ".md", text)),
                        List.of("inclusion", folder.toString()),
                        List.of("inclusion", "a\0b"),
                        List.of("a\0b"))) {
            var run = run(arguments.toArray(String[]::new));
            assertThat(run.exit).as("%s", arguments).isEqualTo(2);
            assertThat(run.out).isEmpty();
            assertThat(run.err).startsWith("Cannot be read: ").containsOnlyOnce("\n");
        }
        assertThat(run("--key", KEY, file("text", new byte[1 << 20])).err)
                .as("small enough")
                .doesNotContain("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"a\":[", "\""})
    void readsNoJsonDeeperThanItsOwn(String begin) throws IOException {
        var deep = file("deep.json", begin.repeat((1 << 20) / begin.length()));

        assertThat(run("inclusion", deep).exit).isEqualTo(2);
        assertThat(run("inclusion", deep).err).startsWith("Cannot be read: not the JSON");
    }

    @Test
    void saysThatItsMemoryIsTooSmall() throws Exception {
        ledger.append("NOTED", Map.of(), Map.of("reason", "x".repeat(16_000_000))).sign();
        var export = file("trail", ledger.export());

        var run = child(List.of("-Xmx20m"), "verify", export);

        assertThat(run.err).isEqualTo("Cannot be read: it takes more memory than there is\n");
        assertThat(run.exit).isEqualTo(2);
        assertThat(run(export).out)
                .startsWith("PAYLOAD_MISMATCH seq 5: its payload is longer than any\n");
    }

    @Test
    void takesItsKeyFromAFile() throws IOException {
        var keys = file("key", STRANGER + "\n\n" + KEY + "\n");

        assertThat(run("--key", keys, file("trail", ledger.export())).out).startsWith("OK\n");
    }

    /** As a stranger would: another process, nothing but these classes. */
    @Test
    void startsWithNothingElseOnTheClassPath() throws Exception {
        var proof = file("approval.tlog-proof", ledger.proof(3).toString());
        ledger.rows.remove(2);
        var export = file("trail", ledger.export());

        assertThat(child("verify", "--key", KEY, proof))
                .satisfies(run -> assertThat(run.out).startsWith("OK\n"))
                .satisfies(run -> assertThat(run.exit).isZero());
        assertThat(child("verify", export))
                .satisfies(run -> assertThat(run.out).startsWith("GAP seq 2: "))
                .satisfies(run -> assertThat(run.exit).isEqualTo(1));
        assertThat(child("verify").exit).isEqualTo(2);
    }

    private Run child(String... arguments) throws IOException, InterruptedException {
        return child(List.of(), arguments);
    }

    private Run child(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        var classes = folder.resolve("classes/org/imprimatur/log");
        Files.createDirectories(classes);
        var compiled =
                Path.of(
                        Launcher.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        try (var files = Files.list(compiled.resolve("org/imprimatur/log"))) {
            for (var file : files.toList()) {
                if (Files.notExists(classes.resolve(file.getFileName()))) {
                    Files.copy(file, classes.resolve(file.getFileName()));
                }
            }
        }
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(options);
        command.addAll(
                List.of("-cp", folder.resolve("classes").toString(), Launcher.class.getName()));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        var exit = process.waitFor();
        return new Run(
                exit,
                Files.readString(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    private String proof(TlogProof honest, Ledger.Row row) throws IOException {
        var extra = TrailExport.extra(ledger.keys, row.entry());
        return file(
                "changed.tlog-proof",
                new TlogProof(extra, honest.index(), honest.path(), honest.checkpoint())
                        .toString());
    }

    private String proofOfText(String action, String hash) throws IOException {
        ledger.pass(Duration.ofMinutes(1))
                .append(
                        action,
                        Map.of("contentHash", hash),
                        Map.of("actor", "grace", "signature", Ledger.SESSION))
                .sign();
        return file(hash + ".tlog-proof", ledger.proof(5).toString());
    }

    private static String sha256(String text) {
        return HexFormat.of()
                .formatHex(Hasher.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(List<Hash> path) {
        return String.join(",", path.stream().map(hash -> "\"" + hash + "\"").toList());
    }

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit =
                VerifyCommand.run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
