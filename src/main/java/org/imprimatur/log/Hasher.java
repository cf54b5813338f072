package org.imprimatur.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of the tree: RFC 6962, section 2.1, and RFC 9162, section 2.1.1.
 *
 * <p>The first byte keeps leaves and nodes apart, without which a node could be passed off as an entry.
 */
public final class Hasher {

    /** Never fed; to copy it takes a fraction of what it takes to ask the platform for another one. */
    private static final MessageDigest FRESH = platformsSha256();

    /** MTH({}) = SHA-256(). */
    public static final Hash EMPTY_ROOT = new Hash(sha256().digest());

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private Hasher() {}

    /** MTH({d(0)}) = SHA-256(0x00 ‖ d(0)). */
    public static Hash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    static Hash leaf(byte[] buffer, int from, int length) {
        var digest = sha256();
        digest.update(LEAF);
        digest.update(buffer, from, length);
        return new Hash(digest.digest());
    }

    /** MTH(D[n]) = SHA-256(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n])). */
    public static Hash node(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.shared());
        digest.update(right.shared());
        return new Hash(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException uncopied) {
            return platformsSha256();
        }
    }

    private static MessageDigest platformsSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }
}
