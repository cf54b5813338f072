package org.imprimatur.article.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of an article's canonical bytes: what a signature vouches for and what a reader recomputes with {@code sha256sum}
 * from the downloaded source.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentHash(String hex) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if {@code hex} is anything but 64 lower-case hexadecimal digits */
    public ContentHash {
        if (!SHA_256.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "A content hash has 64 lower-case hexadecimal digits");
        }
    }

    public static ContentHash of(byte[] canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return new ContentHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** For people to compare at a glance, never for programs: {@code 3f0a…91c2}. */
    public String abbreviated() {
        return hex.substring(0, 4) + "…" + hex.substring(60);
    }

    @Override
    public String toString() {
        return hex;
    }
}
