package org.imprimatur.log;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.log.Findings.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What one entry says and whether its parts fit each other; all that can be said without its neighbours.
 *
 * @param hash computed from its bytes
 * @param action what happened, or nothing if it is no leaf
 * @param time in microseconds since 1970, or -1 if it says none
 * @param redacts the entry that it made to forget, or -1
 * @param handOver to the key that the log signs with from here on
 * @param leaf the leaf's members; none if it is not one
 * @param disclosed the values behind its commitments, as far as they are told and fit
 * @param signed what the text says that a person signed; none where there is none
 */
record ExaminedEntry(
        TrailEntry entry,
        Hash hash,
        String action,
        long time,
        long redacts,
        @Nullable HandOver handOver,
        Map<String, Object> leaf,
        Map<String, String> disclosed,
        Map<String, ?> signed,
        List<Finding> findings) {

    static final long NONE = -1;

    /** The actor where the process itself does something. It decides where the rule does, and signs nothing. */
    static final String PROCESS = "system";

    private static final String SCHEMA = "imprimatur/1";
    private static final int COMMITMENT_LENGTH = 43;
    private static final int SALT_LENGTH = 16;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** @param whole whether every commitment has to be disclosed, unless nothing is */
    static ExaminedEntry of(TrailEntry entry, boolean whole) {
        var findings = new ArrayList<Finding>();
        var hash = Hasher.leaf(entry.leaf());
        if (!hash.equals(entry.hash())) {
            findings.add(
                    new Finding(
                            Verdict.LEAF_MISMATCH,
                            entry.seq(),
                            "its bytes do not have the hash stored beside them"));
        }
        var leaf = leaf(entry, findings);
        var disclosed =
                entry.isSilent()
                        ? Map.<String, String>of()
                        : disclosed(entry, leaf, whole, findings);
        if (!leaf.isEmpty()) {
            LeafMembers.missing(leaf, disclosed)
                    .ifPresent(
                            name ->
                                    findings.add(
                                            mismatch(entry, "its leaf does not say its " + name)));
        }
        var signed = SignatureText.members(disclosed);
        SignatureText.contradiction(leaf, disclosed, signed)
                .or(() -> PasskeyAssertion.contradiction(leaf, disclosed, signed))
                .ifPresent(
                        reason ->
                                findings.add(
                                        new Finding(
                                                Verdict.SIGNATURE_NOT_FOR_RECORD,
                                                entry.seq(),
                                                reason)));
        return new ExaminedEntry(
                entry,
                hash,
                leaf.get("action") instanceof String action ? action : "",
                leaf.get("time") instanceof String time ? micros(time) : NONE,
                leaf.get("redacted") instanceof Long seq ? seq : NONE,
                HandOver.of(leaf).orElse(null),
                leaf,
                disclosed,
                signed,
                findings);
    }

    /** Whether it has commitments and says nothing of the values behind them. */
    boolean isSilent() {
        return entry.isSilent() && leaf.values().stream().anyMatch(ExaminedEntry::isCommitment);
    }

    /** Whether its leaf commits to something under a name; where it does not, nothing of that name was redacted or withheld. */
    boolean hides(String name) {
        return disclosed.containsKey(name) || isCommitment(leaf.get(name));
    }

    private static Map<String, Object> leaf(TrailEntry entry, List<Finding> findings) {
        try {
            var leaf = FlatJson.flat(entry.leaf());
            if (SCHEMA.equals(leaf.get("schema"))
                    && leaf.get("action") instanceof String
                    && leaf.get("time") instanceof String time
                    && micros(time) != NONE) {
                return leaf;
            }
        } catch (Unreadable malformed) {
            // said below, in one sentence for all
        }
        findings.add(mismatch(entry, "its bytes are no leaf of " + SCHEMA));
        return Map.of();
    }

    private static Map<String, String> disclosed(
            TrailEntry entry, Map<String, Object> leaf, boolean whole, List<Finding> findings) {
        var values = new LinkedHashMap<String, String>();
        if (entry.payload() == null) {
            return values;
        }
        if (entry.payload().length > TrailEntry.LONGEST_PAYLOAD) {
            findings.add(mismatch(entry, "its payload is longer than any"));
            return values;
        }
        try {
            var fits = true;
            for (var member : FlatJson.compact(entry.payload()).entrySet()) {
                var name = member.getKey();
                if (member.getValue() instanceof FlatJson.Salted(String salt, String value)
                        && commitment(salt, value).equals(leaf.get(name))) {
                    values.put(name, value);
                } else if (fits) { // said once: there can be as many as a payload has room for
                    fits = false;
                    findings.add(
                            mismatch(
                                    entry,
                                    "its leaf does not commit to what is disclosed as "
                                            + Encoding.shortened(name)));
                }
            }
        } catch (Unreadable malformed) {
            findings.add(mismatch(entry, "its payload is " + malformed.getMessage()));
            return values;
        }
        if (whole && findings.isEmpty()) {
            leaf.forEach(
                    (name, value) -> {
                        if (isAsLongAsOne(value)
                                && !values.containsKey(name)
                                && isCommitment(value)) {
                            findings.add(
                                    mismatch(entry, "its payload does not disclose its " + name));
                        }
                    });
        }
        return values;
    }

    private static Finding mismatch(TrailEntry entry, String reason) {
        return new Finding(Verdict.PAYLOAD_MISMATCH, entry.seq(), reason);
    }

    /** base64url ( SHA-256 ( salt ‖ value ) ) */
    static String commitment(String salt, String value) {
        var bytes = Encoding.hex(salt);
        if (bytes.length != SALT_LENGTH) {
            throw new Unreadable("a salt of " + bytes.length + " bytes");
        }
        var digest = Hasher.sha256();
        digest.update(bytes);
        return BASE64URL.encodeToString(digest.digest(Encoding.utf8(value)));
    }

    private static boolean isAsLongAsOne(Object value) {
        return value instanceof String text && text.length() == COMMITMENT_LENGTH;
    }

    /** Nothing else in a leaf has this form: 43 characters of base64url. A loop: millions of them are read. */
    static boolean isCommitment(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() != COMMITMENT_LENGTH) {
            return false;
        }
        for (var i = 0; i < COMMITMENT_LENGTH; i++) {
            var c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Of a time like {@code 2026-03-01T12:00:00.000000Z}; -1 if it is none. By hand: a million of them are read. */
    static long micros(String time) {
        if (time.length() != 27) {
            return NONE;
        }
        for (var i = 0; i < 27; i++) {
            var c = time.charAt(i);
            var fits =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == 'T';
                        case 13, 16 -> c == ':';
                        case 19 -> c == '.';
                        case 26 -> c == 'Z';
                        default -> c >= '0' && c <= '9';
                    };
            if (!fits) {
                return NONE;
            }
        }
        var hour = number(time, 11, 13);
        var minute = number(time, 14, 16);
        var second = number(time, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        try {
            var day = LocalDate.of(number(time, 0, 4), number(time, 5, 7), number(time, 8, 10));
            return (((day.toEpochDay() * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000L
                    + number(time, 20, 26);
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
