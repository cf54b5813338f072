package org.imprimatur.review;

import java.time.ZoneId;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What somebody brings to sign with.
 *
 * @param token of the signing session; null where there is none, and then nothing is signed
 * @param zone the time zone the person lives by, as their browser or their program names it; {@code UTC} where none does
 */
public record SigningMeans(@Nullable String token, String zone) {

    public static final String NO_ZONE = "UTC";

    /** @throws Refusal INVALID_INPUT for a zone that nobody knows */
    public static SigningMeans of(@Nullable String token, @Nullable String zone) {
        var named = zone == null || zone.isBlank() ? NO_ZONE : zone;
        if (!ZoneId.getAvailableZoneIds().contains(named)) {
            throw Refusal.invalid(Sentence.of("refusal.value", "zone"));
        }
        return new SigningMeans(token, named);
    }

    /** As a page sends it: a browser may know zones that we do not, and that is no reason to refuse a signature. */
    public static SigningMeans from(@Nullable String token, @Nullable String zone) {
        return new SigningMeans(
                token,
                zone != null && ZoneId.getAvailableZoneIds().contains(zone) ? zone : NO_ZONE);
    }
}
