package org.imprimatur.log;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person's signature was given for the record it stands in.
 *
 * <p>The disclosed {@code signature} of a verdict or a decision is a flat JSON object: what the person saw and signed. Every
 * name it shares with the record must have the record's value there. These must be among them: the article, the text, the
 * revision and the meaning; and the signature says the moment. So a signature that was taken from elsewhere contradicts the
 * record it was put into, even one that leaves out what it would contradict. A {@code signature} that is no object only names
 * the signing session and vouches for nothing.
 */
final class SignatureText {

    /** What the record has no like of but its own time. */
    private static final String MOMENT = "signedAt";

    private static final List<String> ESSENTIAL =
            List.of("article", "contentHash", "revision", "meaning", MOMENT);

    /** A text waits five minutes for a key's answer; the minute is for two clocks. */
    private static final long LONGEST_WAIT = Duration.ofMinutes(6).toNanos() / 1_000;

    private SignatureText() {}

    static boolean isOne(String signature) {
        return signature.startsWith("{");
    }

    /** What the text of a record says; nothing where there is none, or it is malformed. */
    static Map<String, ?> members(Map<String, String> disclosed) {
        var signature = disclosed.get("signature");
        try {
            return signature == null || !isOne(signature) ? Map.of() : FlatJson.compact(signature);
        } catch (Unreadable malformed) {
            return Map.of();
        }
    }

    /**
     * @param leaf its members in clear
     * @param disclosed the values behind its commitments
     * @param signed the {@link #members} of its text
     * @return what the signature says otherwise than the record, or nothing
     */
    static Optional<String> contradiction(
            Map<String, Object> leaf, Map<String, String> disclosed, Map<String, ?> signed) {
        var signature = disclosed.get("signature");
        if (signature == null || !isOne(signature)) {
            return Optional.empty();
        }
        if (signed.isEmpty()) {
            return Optional.of("its signature is not the JSON that is written here");
        }
        for (var name : ESSENTIAL) {
            if (!signed.containsKey(name)) {
                return Optional.of(
                        "its signature does not say for which " + name + " it was given");
            }
            if (!leaf.containsKey(name) && !name.equals(MOMENT)) {
                return Optional.of("it does not say its " + name + ", as its signature does");
            }
        }
        for (var member : signed.entrySet()) {
            var recorded = recorded(leaf, disclosed, member.getKey());
            if (recorded != null && !recorded.equals(String.valueOf(member.getValue()))) {
                return Optional.of("its signature was given for another " + member.getKey());
            }
        }
        if (isTooOld(String.valueOf(signed.get(MOMENT)), leaf)) {
            return Optional.of("its signature was not given when it was entered");
        }
        var said = disclosed.get("reason");
        if (said != null
                && signed.get("reasonHash") instanceof String hash
                && !hash.equals(
                        HexFormat.of().formatHex(Hasher.sha256().digest(Encoding.utf8(said))))) {
            return Optional.of("its signature was given for other words");
        }
        return Optional.empty();
    }

    /** Whoever kept an answer of a key could use it later. */
    private static boolean isTooOld(String signedAt, Map<String, Object> leaf) {
        var given = ExaminedEntry.micros(signedAt);
        return given == ExaminedEntry.NONE
                || leaf.get("time") instanceof String time
                        && ExaminedEntry.micros(time) - given > LONGEST_WAIT;
    }

    /** {@code null} where the record does not tell it: a commitment is not a value. */
    private static @Nullable String recorded(
            Map<String, Object> leaf, Map<String, String> disclosed, String name) {
        var told = disclosed.get(name);
        if (told != null) {
            return told;
        }
        var clear = leaf.get(name);
        return clear == null || ExaminedEntry.isCommitment(clear) ? null : clear.toString();
    }
}
