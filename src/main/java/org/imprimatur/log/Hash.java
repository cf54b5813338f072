package org.imprimatur.log;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The 32 bytes of a SHA-256: a leaf, a node or a root. */
public final class Hash {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    /** For bytes that nobody else holds. */
    Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws Unreadable if there are not 32 */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new Unreadable("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** @throws Unreadable unless it is the one base64 spelling of 32 bytes */
    public static Hash ofBase64(String text) {
        return of(Encoding.base64(text));
    }

    /** @throws Unreadable unless it is 64 lower-case hexadecimal digits */
    public static Hash ofHex(String text) {
        return of(Encoding.hex(text));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    byte[] shared() {
        return bytes;
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
