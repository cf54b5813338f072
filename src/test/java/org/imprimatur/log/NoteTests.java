package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imprimatur.log.SignedCheckpoint.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signed note")
class NoteTests {

    /** The examples printed in C2SP signed-note. */
    static final String VKEY =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    static final String NOTE =
            """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    /** The example of golang.org/x/mod/sumdb/note. */
    static final String PETER =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    static final String PETERS_NOTE =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    static final SigningKey KEY = SigningKey.generate("log.example/trail");
    static final Checkpoint CHECKPOINT =
            new Checkpoint("log.example/trail", 8, Trees.root(TreeTests.EIGHT));

    @Test
    void isReadAndWrittenByteForByte() {
        assertThat(SignedNote.parse(NOTE)).hasToString(NOTE);
        assertThat(SignedNote.parse(PETERS_NOTE)).hasToString(PETERS_NOTE);
        assertThat(VerifierKey.parse(VKEY)).hasToString(VKEY);
        assertThat(VerifierKey.parse(PETER)).hasToString(PETER);
    }

    @Test
    void verifiesUnderItsKey() {
        assertThat(verifies(NOTE, VKEY)).isTrue();
        assertThat(verifies(PETERS_NOTE, PETER)).isTrue();
        assertThat(verifies(NOTE.replace("example message", "example massage"), VKEY)).isFalse();
    }

    @Test
    void mayHoldEmptyLines() {
        var note = SignedNote.parse("one\n\ntwo\n\n— a AAAAAAA=\n");

        assertThat(note.text()).isEqualTo("one\n\ntwo\n");
        assertThat(note.signatures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text\n",
                "text\n\n",
                "text\n— a AAAAAAA=\n",
                "text\n\n— a AAAAAAA=",
                "text\n\n— a AAAAAAA=\nnot a signature\n",
                "text\n\n- a AAAAAAA=\n",
                "text\n\n— AAAAAAA=\n",
                "text\n\n—  AAAAAAA=\n",
                "text\n\n— a b AAAAAAA=\n",
                "text\n\n— a+b AAAAAAA=\n",
                "text\n\n— a AAAA\n",
                "text\n\n— a AAAAAA==\n",
                "text\n\n— a AAAAAAB=\n",
                "text\n\n— a AAAAAAA\n",
                "text\n\n— a AAAA AAA=\n",
                "te\txt\n\n— a AAAAAAA=\n",
                "text\r\n\n— a AAAAAAA=\n"
            })
    void isNothingElse(String note) {
        assertUnreadable(() -> SignedNote.parse(note));
    }

    @Test
    void hasAtMostAFewSignatures() {
        var line = "— a AAAAAAA=\n";
        assertThat(SignedNote.parse("text\n\n" + line.repeat(16)).signatures()).hasSize(16);
        assertThat(SignedNote.parse("text\n\n" + line.repeat(64)).signatures()).hasSize(64);
        assertUnreadable(() -> SignedNote.parse("text\n\n" + line.repeat(65)));
        assertUnreadable(() -> new SignedNote("text\n", List.of()));
    }

    @Test
    void isUtf8() {
        assertUnreadable(() -> SignedNote.parse(new byte[] {(byte) 0xC3, '\n'}));
        assertThat(SignedNote.parse(Encoding.utf8(NOTE))).hasToString(NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
                "example com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void isNotVerifiedByWhatIsNoKey(String vkey) {
        assertUnreadable(() -> VerifierKey.parse(vkey));
    }

    /** The eight points whose order divides 8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                // 0 and 1 have no sign, and are said to have one
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void isNotByAKeyInWhoseNameAnybodyCanSign(String encoded) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> VerifierKey.parse(vkey(encoded)))
                .withMessageContaining("anybody can sign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed", "ee", "ef", "f0", "ff"})
    void isNotByAKeyInASecondSpelling(String first) {
        for (var last : List.of("7f", "ff")) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> VerifierKey.parse(vkey(first + "ff".repeat(30) + last)))
                    .withMessageContaining("second spelling");
        }
    }

    /** Next to the points of small order, and the greatest y that there is. */
    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "eb"})
    void isByAnyOtherKey(String first) {
        var rest = first.equals("eb") ? "ff".repeat(30) + "7f" : "00".repeat(31);
        assertThat(VerifierKey.parse(vkey(first + rest)).name()).isEqualTo("log.example");
    }

    /** With the id that a key of these 32 bytes has to have. */
    private static String vkey(String encoded) {
        var typed = Bytes.join(new byte[] {1}, HexFormat.of().parseHex(encoded));
        var id = Hasher.sha256().digest(Bytes.join(Encoding.utf8("log.example\n"), typed));
        return "log.example+"
                + HexFormat.of().formatHex(id, 0, 4)
                + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    @Test
    void isSignedByAKeyAsItsFileKeepsIt() {
        var again = SigningKey.parse(KEY.file());

        assertThat(again.file()).isEqualTo(KEY.file());
        assertThat(again.sign(CHECKPOINT)).hasToString(KEY.sign(CHECKPOINT).toString());
        var secret = KEY.file().lines().findFirst().orElseThrow();
        assertThat(again.toString())
                .doesNotContain(
                        secret.substring("PRIVATE+KEY+log.example/trail+12345678+".length()));
    }

    @Test
    void isNotSignedByHalvesOfTwoKeys() {
        var mine = KEY.file().split("\n");
        var other = SigningKey.generate("log.example/trail").file().split("\n");

        assertUnreadable(() -> SigningKey.parse(mine[0] + "\n" + other[1] + "\n"));
        assertUnreadable(() -> SigningKey.parse(mine[0] + "\n"));
        assertUnreadable(() -> SigningKey.parse(mine[0] + "\n" + mine[1]));
        assertUnreadable(() -> SigningKey.parse(mine[1] + "\n" + mine[1] + "\n"));
        var head = "PRIVATE+KEY+log.example/trail+12345678+".length();
        var mixed = mine[0].substring(0, head) + other[0].substring(head);
        assertUnreadable(() -> SigningKey.parse(mixed + "\n" + mine[1] + "\n"));
    }

    @Test
    void isReadAsACheckpoint() {
        var text =
                "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        var checkpoint = Checkpoint.parse(text);

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64())
                .isEqualTo("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
        assertThat(checkpoint.text()).isEqualTo(text);
        var extended = Checkpoint.parse(text + "more\nand more\n");
        assertThat(extended.extensions()).containsExactly("more", "and more");
        assertThat(extended.text()).isEqualTo(text + "more\nand more\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "o\n1\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n"
            })
    void isNoCheckpointOtherwise(String text) {
        assertUnreadable(() -> Checkpoint.parse(text));
    }

    @Test
    void saysWhoSignedTheCheckpoint() {
        var signed = SignedCheckpoint.parse(KEY.sign(CHECKPOINT).toString());

        assertThat(signed.signedBy(KEY.verifier())).isEqualTo(Standing.VALID);
        assertThat(signed.signedBy(SigningKey.generate("log.example/trail").verifier()))
                .isEqualTo(Standing.ABSENT);
        assertThat(signed.signedBy(KEY.verifier().asCosigner())).isEqualTo(Standing.ABSENT);
        var edited = SignedCheckpoint.parse(signed.toString().replace("\n8\n", "\n9\n"));
        assertThat(edited.signedBy(KEY.verifier())).isEqualTo(Standing.FALSE);
    }

    @Test
    void isFalseWithOneFalseLineOfAKnownKey() {
        var good = KEY.sign(CHECKPOINT);
        var line = good.note().signatures().getFirst();
        var bytes = line.signature();
        bytes[5] ^= 1;
        var signed = good.with(new NoteSignature(line.name(), line.keyId(), bytes));

        assertThat(signed.signedBy(KEY.verifier())).isEqualTo(Standing.FALSE);
        assertThat(
                        good.with(new NoteSignature("other", line.keyId(), bytes))
                                .signedBy(KEY.verifier()))
                .isEqualTo(Standing.VALID);
        assertThat(
                        good.with(new NoteSignature(line.name(), line.keyId() + 1, bytes))
                                .signedBy(KEY.verifier()))
                .isEqualTo(Standing.VALID);
        assertThat(
                        good.with(new NoteSignature(line.name(), line.keyId(), new byte[] {1}))
                                .signedBy(KEY.verifier()))
                .isEqualTo(Standing.FALSE);
    }

    @Test
    void isCosignedWithTheTime() {
        var witness = SigningKey.generate("witness.example/w1");
        var cosigner = witness.verifier().asCosigner();
        var noon = Instant.parse("2026-03-01T12:00:00Z");
        var signed = KEY.sign(CHECKPOINT).with(witness.cosign(CHECKPOINT, noon.plusMillis(900)));

        var read = SignedCheckpoint.parse(signed.toString());

        assertThat(read.cosignedBy(cosigner)).contains(noon);
        assertThat(read.signedBy(cosigner)).isEqualTo(Standing.VALID);
        assertThat(read.cosignedBy(witness.verifier())).isEmpty();
        assertThat(read.cosignedBy(KEY.verifier().asCosigner())).isEmpty();
        assertThat(VerifierKey.parse(cosigner.toString())).isEqualTo(cosigner);
        var later = read.with(witness.cosign(CHECKPOINT, noon.plusSeconds(60)));
        assertThat(later.cosignedBy(cosigner)).contains(noon.plusSeconds(60));
    }

    @Test
    void isNotCosignedAtAnotherTime() {
        var witness = SigningKey.generate("witness.example/w1");
        var cosigner = witness.verifier().asCosigner();
        var line = witness.cosign(CHECKPOINT, Instant.EPOCH.plusSeconds(7));
        for (var bit = 0; bit < 64; bit++) {
            var bytes = line.signature();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            var signed =
                    KEY.sign(CHECKPOINT).with(new NoteSignature(line.name(), line.keyId(), bytes));
            assertThat(signed.signedBy(cosigner)).isEqualTo(Standing.FALSE);
            assertThat(signed.cosignedBy(cosigner)).isEmpty();
        }
        var cut = new NoteSignature(line.name(), line.keyId(), new byte[8]);
        assertThat(KEY.sign(CHECKPOINT).with(cut).signedBy(cosigner)).isEqualTo(Standing.FALSE);
    }

    private static boolean verifies(String note, String vkey) {
        var signed = SignedNote.parse(note);
        var key = VerifierKey.parse(vkey);
        return signed.signatures().stream()
                .filter(key::isNamedBy)
                .allMatch(line -> key.verifies(Encoding.utf8(signed.text()), line.signature()));
    }

    private static void assertUnreadable(ThrowingCallable read) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(read);
    }
}
