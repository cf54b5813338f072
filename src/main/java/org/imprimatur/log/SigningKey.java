package org.imprimatur.log;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A name and the private half of its key.
 *
 * <p>Its file has two lines: {@code PRIVATE+KEY+name+hex(id)+base64(type ‖ seed)}, as golang.org/x/mod/sumdb/note writes it,
 * and the verifier key, because the JDK does not compute a public key from a private one.
 */
public final class SigningKey {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_LENGTH = 32;

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
        try {
            this.key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException malformed) {
            throw new Unreadable("not an Ed25519 key");
        }
    }

    /** A new key from the platform's randomness. */
    public static SigningKey generate(String name) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom());
            var pair = generator.generateKeyPair();
            return new SigningKey(
                    new VerifierKey(
                            name, VerifierKey.Type.NOTE, encoded((EdECPublicKey) pair.getPublic())),
                    ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("Every Java platform has Ed25519", absent);
        }
    }

    /** @throws Unreadable if it is not the text of a key file, or its two halves do not belong together */
    public static SigningKey parse(String file) {
        var lines = List.of(file.split("\n", -1));
        if (lines.size() != 3
                || !lines.getFirst().startsWith(PREFIX)
                || !lines.getLast().isEmpty()) {
            throw new Unreadable("a key file has the lines of a private and a verifier key");
        }
        var verifier = VerifierKey.parse(lines.get(1));
        var parts = lines.getFirst().substring(PREFIX.length()).split("\\+", 3);
        if (parts.length != 3
                || verifier.type() != VerifierKey.Type.NOTE
                || !parts[0].equals(verifier.name())
                || !parts[1].equals(HexFormat.of().toHexDigits(verifier.id()))) {
            throw new Unreadable("the two lines of a key file are not of one key");
        }
        var secret = Encoding.base64(parts[2]);
        if (secret.length != 1 + SEED_LENGTH || secret[0] != 0x01) {
            throw new Unreadable("not an Ed25519 key");
        }
        var key = new SigningKey(verifier, Arrays.copyOfRange(secret, 1, secret.length));
        var probe = new byte[] {1};
        if (!verifier.verifies(probe, key.ed25519(probe))) {
            throw new Unreadable("the two lines of a key file are not of one key");
        }
        return key;
    }

    /** What {@link #parse} reads: a secret. */
    public String file() {
        return PREFIX
                + verifier.name()
                + "+"
                + HexFormat.of().toHexDigits(verifier.id())
                + "+"
                + Base64.getEncoder().encodeToString(Bytes.join(new byte[] {0x01}, seed))
                + "\n"
                + verifier
                + "\n";
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** C2SP signed-note, "Ed25519 signatures". */
    public SignedCheckpoint sign(Checkpoint checkpoint) {
        var line =
                new NoteSignature(
                        verifier.name(), verifier.id(), ed25519(Encoding.utf8(checkpoint.text())));
        return new SignedCheckpoint(checkpoint, new SignedNote(checkpoint.text(), List.of(line)));
    }

    /**
     * C2SP tlog-cosignature, "Format": that at this time, to the second, this was the newest checkpoint of its log that the
     * signer had seen, and that it grew from all it had seen before.
     */
    public NoteSignature cosign(Checkpoint checkpoint, Instant at) {
        var time = at.getEpochSecond();
        var signature = ed25519(SignedCheckpoint.cosigned(time, checkpoint.text()));
        var cosigner = verifier.asCosigner();
        return new NoteSignature(
                cosigner.name(),
                cosigner.id(),
                ByteBuffer.allocate(8 + signature.length).putLong(time).put(signature).array());
    }

    /** What {@code KEY_ROTATED} says as {@code handover}, in base64: that the log goes on under the next key. */
    public String handOver(VerifierKey next) {
        return HandOver.sign(this, next);
    }

    byte[] ed25519(byte[] message) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key that was read signs", impossible);
        }
    }

    /** RFC 8032, section 5.1.2: y little-endian, and whether x is odd in the highest bit. */
    private static byte[] encoded(EdECPublicKey key) {
        var point = key.getPoint();
        var y = point.getY().toByteArray();
        var encoded = new byte[32];
        for (var i = 0; i < y.length && i < encoded.length; i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (point.isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "the private half of " + verifier;
    }
}
