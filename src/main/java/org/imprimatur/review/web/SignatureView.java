package org.imprimatur.review.web;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.imprimatur.review.Signed;
import org.jspecify.annotations.Nullable;

/**
 * {@code desk/parts.html :: signature}: who signed what, and when.
 *
 * @param role and {@code meaning} by their names, as is {@code factor}
 * @param there the same moment where the signer lives; null where that is UTC or not known
 * @param text letter by letter what was signed; null where only the session is known
 * @param words what was said beside it
 * @param superseded the text was changed since, or the verdict corrected
 */
public record SignatureView(
        String name,
        String role,
        String meaning,
        Instant signedAt,
        @Nullable ZonedDateTime there,
        String factor,
        int revision,
        String contentHash,
        @Nullable String text,
        @Nullable String words,
        boolean superseded) {

    static SignatureView of(Signed signed, int revision) {
        var zone = signed.elsewhere();
        return new SignatureView(
                signed.name(),
                signed.role().name(),
                signed.meaning(),
                signed.at(),
                zone == null ? null : signed.at().atZone(zone),
                signed.factor().name(),
                revision,
                signed.contentHash(),
                signed.text(),
                signed.words(),
                signed.superseded());
    }

    static @Nullable SignatureView ofNullable(@Nullable Signed signed, int revision) {
        return signed == null ? null : of(signed, revision);
    }
}
