package org.imprimatur.log;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The public key of a passkey, of an algorithm that passkeys here have, and none in whose name anybody can sign. Sections are
 * those of W3C Web Authentication Level 2; its bytes are a SubjectPublicKeyInfo, RFC 5280, section 4.1.2.7, with the algorithms
 * of RFC 5480, RFC 8410 and RFC 3279.
 */
public final class PasskeyKey {

    private static final int SHORTEST_RSA = 2_048;
    private static final int LONGEST_RSA = 8_192;
    private static final int CERTAINTY = 20;

    /** The product of the primes below 1,000. */
    private static final BigInteger SMALL_PRIMES =
            IntStream.range(2, 1_000)
                    .mapToObj(BigInteger::valueOf)
                    .filter(number -> number.isProbablePrime(CERTAINTY))
                    .reduce(BigInteger.ONE, BigInteger::multiply);

    /** Moduli that were looked at, of a kilobyte at most each. */
    private static final Set<BigInteger> NO_PRIMES = ConcurrentHashMap.newKeySet();

    private static final int MOST_KEPT = 1_000;

    private final String signature;
    private final PublicKey key;

    private PasskeyKey(String signature, PublicKey key) {
        this.signature = signature;
        this.key = key;
    }

    /**
     * @param algorithm ES256 is -7, EdDSA -8, RS256 -257 in the IANA registry of COSE algorithms
     * @param encoded SubjectPublicKeyInfo
     * @throws Unreadable if it is by another algorithm, or of no use
     * @throws GeneralSecurityException if it is no key
     */
    static PasskeyKey of(String algorithm, byte[] encoded) throws GeneralSecurityException {
        return switch (algorithm) {
            case "-7" -> new PasskeyKey("SHA256withECDSA", onP256(parsed("EC", encoded)));
            case "-8" -> new PasskeyKey("Ed25519", ed25519(parsed("Ed25519", encoded), encoded));
            case "-257" -> new PasskeyKey("SHA256withRSA", secret(parsed("RSA", encoded)));
            default -> throw new Unreadable("by an algorithm that no passkey here has");
        };
    }

    /**
     * Whether a passkey may have this key: for whoever is about to register one.
     *
     * @param algorithm as COSE numbers it
     * @param key SubjectPublicKeyInfo
     */
    public static boolean isOne(int algorithm, byte[] key) {
        try {
            of(Integer.toString(algorithm), key);
            return true;
        } catch (GeneralSecurityException | Unreadable unusable) {
            return false;
        }
    }

    /** As section 6.5.5 says for each algorithm. */
    Signature verifier() throws GeneralSecurityException {
        var verifier = Signature.getInstance(signature);
        verifier.initVerify(key);
        return verifier;
    }

    private static PublicKey parsed(String kind, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** One that the log would not take for its own is no passkey's either. */
    private static PublicKey ed25519(PublicKey key, byte[] encoded)
            throws GeneralSecurityException {
        if (!(key instanceof EdECPublicKey)) {
            throw new InvalidKeyException("not on Curve25519");
        }
        return VerifierKey.ed25519(
                Arrays.copyOfRange(
                        encoded, encoded.length - VerifierKey.KEY_LENGTH, encoded.length));
    }

    /** Section 5.8.5: with ES256 the curve is P-256. */
    private static PublicKey onP256(PublicKey key) throws GeneralSecurityException {
        var p256 = AlgorithmParameters.getInstance("EC");
        p256.init(new ECGenParameterSpec("secp256r1"));
        var curve = p256.getParameterSpec(ECParameterSpec.class);
        if (!(key instanceof ECPublicKey ec)
                || !ec.getParams().getCurve().equals(curve.getCurve())
                || !ec.getParams().getGenerator().equals(curve.getGenerator())) {
            throw new InvalidKeyException("not on P-256");
        }
        return key;
    }

    /** Its private half is nobody else's: long enough, and no modulus that is prime or has small factors. */
    private static PublicKey secret(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)
                || rsa.getModulus().bitLength() < SHORTEST_RSA
                || rsa.getModulus().bitLength() > LONGEST_RSA
                || !rsa.getPublicExponent().equals(RSAKeyGenParameterSpec.F4)
                || !rsa.getModulus().gcd(SMALL_PRIMES).equals(BigInteger.ONE)
                || isPrime(rsa.getModulus())) {
            throw new Unreadable("under a key in whose name anybody can sign");
        }
        return key;
    }

    /** It takes a hundred times as long as a signature, and a person signs with one key again and again. */
    private static boolean isPrime(BigInteger modulus) {
        if (NO_PRIMES.contains(modulus)) {
            return false;
        }
        if (modulus.isProbablePrime(CERTAINTY)) {
            return true;
        }
        if (NO_PRIMES.size() > MOST_KEPT) {
            NO_PRIMES.clear();
        }
        NO_PRIMES.add(modulus);
        return false;
    }
}
