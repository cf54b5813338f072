package org.imprimatur;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What two people's agreement leaves in tables and trail before a redaction, where the story of a whole account would be too long. */
public final class LawfulRedaction {

    private static final byte[] SALT = new byte[16];

    /** Who did it, as the leaf of the event commits to it. */
    public static final String ACTOR = "\"actor\":\"" + commitment(Cast.OTTO) + "\"";

    /** What the event discloses. */
    public static final String PAYLOAD = "{" + told("actor", Cast.OTTO) + "}";

    private LawfulRedaction() {}

    /**
     * To be called in the transaction in which the redaction is.
     *
     * @return the event for the procedure that redacts that entry
     */
    public static String agreedOn(JdbcClient jdbc, long seq) {
        var id = UUID.randomUUID();
        var request = "\"request\":\"" + id + "\"";
        var correlation = "\"correlation\":\"" + UUID.randomUUID() + "\"";
        jdbc.sql(
                        "INSERT INTO redaction_request (id, account_id, reason, requested_by, requested_at, expires_at, answer, answered_by, answered_at)"
                                + " SELECT ?, about.id, 'A test', first.id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 7 DAY, 'CONSENTED', second.id, UTC_TIMESTAMP(6)"
                                + " FROM account about JOIN account first JOIN account second"
                                + " WHERE about.username = ? AND first.username = ? AND second.username = ?")
                .params(id, Cast.EMIL, Cast.ADA, Cast.OTTO)
                .update();
        append(
                jdbc,
                "REDACTION_REQUESTED",
                request,
                Map.of("actor", Cast.ADA, "subject", Cast.EMIL));
        append(
                jdbc,
                "REDACTION_CONSENTED",
                request + "," + correlation,
                Map.of("actor", Cast.OTTO, "requester", Cast.ADA));
        return event(seq, "," + request + "," + correlation);
    }

    /** The event alone. */
    public static String agreedOnByNobody(long seq) {
        return event(seq, "");
    }

    private static String event(long seq, String more) {
        return "{\"action\":\"REDACTED\",\"redacted\":%d,%s%s}".formatted(seq, ACTOR, more);
    }

    private static void append(
            JdbcClient jdbc, String action, String clear, Map<String, String> hidden) {
        var event = new StringBuilder("{\"action\":\"" + action + "\"," + clear);
        var payload = new StringBuilder();
        hidden.forEach(
                (name, value) -> {
                    event.append(",\"%s\":\"%s\"".formatted(name, commitment(value)));
                    payload.append(payload.isEmpty() ? "{" : ",").append(told(name, value));
                });
        jdbc.sql("CALL imprimatur_trail.append(?, ?)").params(event + "}", payload + "}").update();
    }

    private static String told(String name, String value) {
        return "\"%s\":{\"salt\":\"%s\",\"value\":\"%s\"}"
                .formatted(name, "00".repeat(SALT.length), value);
    }

    private static String commitment(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
