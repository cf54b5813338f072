package org.imprimatur.review;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.imprimatur.people.Factor;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;

/**
 * A signature as it is read: who, in which role, when, what it means, of which text.
 *
 * @param name with credentials, as it stood at the signature
 * @param meaning name of the verdict or of the outcome
 * @param zone the signer's time zone; null where it is not known
 * @param text the very text that was signed; null for what was signed before there were such texts
 * @param number 1 for a verdict, more for its corrections
 * @param words all that was said beside it
 * @param superseded the text was changed since, be it by one letter, or the verdict corrected
 */
public record Signed(
        String name,
        Role role,
        String meaning,
        Instant at,
        @Nullable String zone,
        Factor factor,
        @Nullable String text,
        String contentHash,
        int number,
        @Nullable String words,
        boolean superseded) {

    /** @param text what the article says now: a signature given for any other is superseded */
    static Signed of(SignedRecommendation verdict, String text, boolean corrected) {
        return of(
                verdict.signature(),
                Role.REVIEWER,
                verdict.recommendation().name(),
                verdict.signedAt(),
                verdict.contentHash().hex(),
                verdict.number(),
                verdict.inWords(),
                corrected || !verdict.contentHash().hex().equals(text));
    }

    /** @return null where nobody signed: the desk or a rule decided */
    static @Nullable Signed of(@Nullable SignedDecision decision, String text) {
        return decision == null || decision.signature() == null
                ? null
                : of(
                        Objects.requireNonNull(decision.signature()),
                        Role.CHIEF_EDITOR,
                        decision.outcome().name(),
                        decision.decidedAt(),
                        decision.contentHash().hex(),
                        1,
                        decision.reason(),
                        !decision.contentHash().hex().equals(text));
    }

    private static Signed of(
            Signature signature,
            Role role,
            String meaning,
            Instant at,
            String contentHash,
            int number,
            @Nullable String words,
            boolean superseded) {
        return new Signed(
                signature.signedAs(),
                role,
                meaning,
                at,
                signature.zone(),
                signature.factor(),
                signature.text(),
                contentHash,
                number,
                words,
                superseded);
    }

    /** The zone the signer lived by, where it is another than UTC and this system knows it. */
    public @Nullable ZoneId elsewhere() {
        return elsewhere(zone);
    }

    /** The same of a zone that is known by its name alone. */
    public static @Nullable ZoneId elsewhere(@Nullable String zone) {
        return zone == null
                        || zone.equals(SigningMeans.NO_ZONE)
                        || !ZoneId.getAvailableZoneIds().contains(zone)
                ? null
                : ZoneId.of(zone);
    }
}
