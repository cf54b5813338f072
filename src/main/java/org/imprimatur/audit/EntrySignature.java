package org.imprimatur.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.review.Signed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody signed, as one entry of the trail discloses it. Whether it was given for that entry is for the verifier to
 * say; here it can be read.
 *
 * @param name with credentials, as it stood at the signature
 * @param role in which the person signed, such as {@code REVIEWER}
 * @param meaning what was signed, such as {@code APPROVE}
 * @param contentHash of the text it was given for
 * @param signedAt as the signed text says, UTC; the entry's own time where that says nothing
 * @param zone IANA name of the zone the signer lived by; {@code null} where it is not known
 * @param factor {@code PASSWORD} or {@code PASSKEY}; {@code null} where it is not known
 * @param text letter by letter what was signed; {@code null} of a time before there were such texts
 */
public record EntrySignature(
        String name,
        String role,
        String meaning,
        String contentHash,
        Instant signedAt,
        @Nullable String zone,
        @Nullable String factor,
        @Nullable String text) {

    /** The details that stand in here. */
    public static final Set<String> TOLD = Set.of("name", "factors", "signature");

    private static final JsonMapper JSON = new JsonMapper();

    /** Nothing where the entry is none that people sign, or does not disclose all that belongs to a signature. */
    static Optional<EntrySignature> of(Trail.Entry entry) {
        return of(entry.details(), entry.role(), entry.meaning(), entry.contentHash(), entry.at());
    }

    /** The same of an entry that the verifier read. */
    public static Optional<EntrySignature> of(ReadEntry entry) {
        var told = entry.disclosed();
        return of(
                told,
                told.get("role"),
                told.get("meaning"),
                entry.leaf().get("contentHash") instanceof String hash ? hash : null,
                time(String.valueOf(entry.leaf().get("time")), Instant.EPOCH));
    }

    private static Optional<EntrySignature> of(
            Map<String, String> disclosed,
            @Nullable String role,
            @Nullable String meaning,
            @Nullable String contentHash,
            Instant at) {
        var signature = disclosed.get("signature");
        var name = disclosed.get("name");
        if (signature == null
                || name == null
                || role == null
                || meaning == null
                || contentHash == null) {
            return Optional.empty();
        }
        var text = signature.startsWith("{") ? signature : null;
        var said = read(text);
        return Optional.of(
                new EntrySignature(
                        name,
                        role,
                        meaning,
                        contentHash,
                        time(said.path("signedAt").asString(""), at),
                        said.path("zone").asString(null),
                        disclosed.get("factors"),
                        text));
    }

    /** The moment where the signer lives; {@code null} where that is UTC or not known. */
    public @Nullable ZonedDateTime there() {
        var elsewhere = Signed.elsewhere(zone);
        return elsewhere == null ? null : signedAt.atZone(elsewhere);
    }

    /** A text that was tampered with is still looked at: it says nothing, and stands beside for all to see. */
    private static JsonNode read(@Nullable String text) {
        try {
            return text == null ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JacksonException malformed) {
            return JSON.createObjectNode();
        }
    }

    private static Instant time(String written, Instant otherwise) {
        try {
            return Instant.parse(written);
        } catch (DateTimeException notATime) {
            return otherwise;
        }
    }
}
