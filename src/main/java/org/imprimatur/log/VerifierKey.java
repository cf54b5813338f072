package org.imprimatur.log;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who may have signed a note: C2SP signed-note, "Verifier keys".
 *
 * <p>One key pair signs in two ways that cannot be taken for each other: the note itself ({@link Type#NOTE}), and as a
 * cosigner, with the time ({@link Type#COSIGNATURE}). Each has an id of its own.
 */
public final class VerifierKey {

    /** C2SP signed-note, "Signature types". */
    public enum Type {
        /** Ed25519 over the note's text. */
        NOTE(0x01),
        /** Ed25519 over the time and the note's text: C2SP tlog-cosignature. */
        COSIGNATURE(0x04);

        private final byte identifier;

        Type(int identifier) {
            this.identifier = (byte) identifier;
        }

        static Type of(byte identifier) {
            for (var type : values()) {
                if (type.identifier == identifier) {
                    return type;
                }
            }
            throw new Unreadable("a verifier key of an unknown type " + identifier);
        }
    }

    static final int KEY_LENGTH = 32;

    /** RFC 8032, section 5.1: the field's prime, and the curve −x² + y² = 1 + d·x²·y² with d = −121665 / 121666. */
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger D_UPPER = BigInteger.valueOf(-121_665);
    private static final BigInteger D_LOWER = BigInteger.valueOf(121_666);

    private final String name;
    private final Type type;
    private final byte[] encoded;
    private final PublicKey key;
    private final int id;
    private volatile @Nullable VerifierKey cosigner;

    /** @param encoded the 32 bytes of RFC 8032, section 5.1.2 */
    VerifierKey(String name, Type type, byte[] encoded) {
        this(NoteSignature.requireName(name), type, encoded.clone(), ed25519(encoded));
    }

    private VerifierKey(String name, Type type, byte[] encoded, PublicKey key) {
        this.name = name;
        this.type = type;
        this.encoded = encoded;
        this.key = key;
        var digest = Hasher.sha256();
        digest.update(Encoding.utf8(name));
        digest.update((byte) '\n');
        digest.update(type.identifier);
        this.id = Bytes.int32(digest.digest(encoded), 0);
    }

    /**
     * {@code name+hex(id)+base64(type ‖ public key)}
     *
     * @throws Unreadable if it has another form, or an id that is not this key's
     */
    public static VerifierKey parse(String vkey) {
        var parts = vkey.split("\\+", 3); // base64 has plus signs of its own
        if (parts.length != 3) {
            throw new Unreadable("not a verifier key: " + Encoding.shortened(vkey));
        }
        var material = Encoding.base64(parts[2]);
        if (material.length != 1 + KEY_LENGTH) {
            throw new Unreadable("not an Ed25519 verifier key: " + Encoding.shortened(vkey));
        }
        var key =
                new VerifierKey(
                        parts[0],
                        Type.of(material[0]),
                        Arrays.copyOfRange(material, 1, material.length));
        if (!HexFormat.of().toHexDigits(key.id()).equals(parts[1])) {
            throw new Unreadable("a verifier key whose id is not its own: " + parts[1]);
        }
        return key;
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** {@code SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]} */
    public int id() {
        return id;
    }

    /** The same key pair when it cosigns. */
    public VerifierKey asCosigner() {
        var known = cosigner;
        if (known == null) {
            known = new VerifierKey(name, Type.COSIGNATURE, encoded, key);
            cosigner = known;
        }
        return known;
    }

    /** Whether a line claims to be by this key. Only {@link #verifies} says whether it is. */
    public boolean isNamedBy(NoteSignature line) {
        return line.name().equals(name) && line.keyId() == id;
    }

    /** RFC 8032, section 5.1.7. */
    boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // a signature of the wrong length is no signature
        }
    }

    /** @throws Unreadable unless it is the one spelling of a key that binds whoever signs */
    static PublicKey ed25519(byte[] encoded) {
        if (encoded.length != KEY_LENGTH) {
            throw new Unreadable("an Ed25519 key has 32 bytes");
        }
        var bigEndian = new byte[KEY_LENGTH];
        for (var i = 0; i < KEY_LENGTH; i++) {
            bigEndian[i] = encoded[KEY_LENGTH - 1 - i];
        }
        var xIsOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        var y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0) {
            throw new Unreadable("an Ed25519 key in a second spelling");
        }
        if (isOfSmallOrder(y)) {
            throw new Unreadable("an Ed25519 key in whose name anybody can sign anything");
        }
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new EdECPublicKeySpec(
                                    NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, y)));
        } catch (GeneralSecurityException notOnTheCurve) {
            throw new Unreadable("not an Ed25519 key");
        }
    }

    /**
     * Whether eight times the point is the neutral one, (0, 1): then a signature can be made without a private key.
     *
     * <p>Twice (x, y) has 0 as its x where x·y = 0, that is y = 0 or y² = 1, and 0 as its y where x² + y² = 0, which the curve
     * makes d·y⁴ + 2·y² − 1 = 0. There are no others: of the points whose x or y is 0, the order divides 4.
     */
    private static boolean isOfSmallOrder(BigInteger y) {
        var square = y.multiply(y);
        var twoSquaresLessOne = square.shiftLeft(1).subtract(BigInteger.ONE);
        var atOrderEight =
                D_UPPER.multiply(square).multiply(square).add(D_LOWER.multiply(twoSquaresLessOne));
        return y.multiply(square.subtract(BigInteger.ONE)).multiply(atOrderEight).mod(P).signum()
                == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name
                + "+"
                + HexFormat.of().toHexDigits(id())
                + "+"
                + Base64.getEncoder()
                        .encodeToString(Bytes.join(new byte[] {type.identifier}, encoded));
    }
}
