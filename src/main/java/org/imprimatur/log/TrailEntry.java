package org.imprimatur.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One entry as a trail keeps it; nothing here says that its parts fit each other.
 *
 * @param seq its position, from 0
 * @param hash the leaf hash stored beside the bytes
 * @param leaf the exact bytes
 * @param payload what is disclosed: empty if it was redacted or is not there, null if whoever exported withholds it
 */
public record TrailEntry(long seq, Hash hash, byte[] leaf, byte @Nullable [] payload) {

    /** In bytes: all that is said beside a verdict has at most 40,000 characters, and nothing else comes near it. */
    public static final int LONGEST_PAYLOAD = 1 << 18;

    /** A payload whose values were made to be forgotten. */
    private static final String REDACTED = "{}";

    /** Whether it discloses nothing, for everybody. */
    public boolean isSilent() {
        return payload != null
                && (payload.length == 0
                        || payload.length == REDACTED.length()
                                && new String(payload, StandardCharsets.US_ASCII).equals(REDACTED));
    }
}
