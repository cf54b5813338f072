package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event in its two parts.
 *
 * @param event the leaf without its schema and time, which the database puts in front: a JSON object of at most about
 *     940 bytes
 * @param payload a JSON object of {@code {salt, value}} for each hidden member. The leaf has for the same name the
 *     base64url of SHA-256(salt ‖ value), salt as its 16 bytes, value as UTF-8
 */
record Leaf(String event, String payload) {

    private static final String BEFORE_TIME = "{\"schema\":\"imprimatur/1\",\"time\":\"";
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Disclosed(String salt, String value) {}

    static Leaf of(AuditEvent event, UUID correlation, JsonMapper json) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", UuidVersion7Strategy.INSTANCE.generateUuid(null).toString());
        members.put("action", event.action());
        members.putAll(event.clear());
        members.put("correlation", correlation.toString());
        var disclosed = new LinkedHashMap<String, Disclosed>();
        event.hidden()
                .forEach(
                        (name, value) -> {
                            var salt = new byte[SALT_BYTES];
                            RANDOM.nextBytes(salt);
                            members.put(name, commitment(salt, value));
                            disclosed.put(
                                    name, new Disclosed(HexFormat.of().formatHex(salt), value));
                        });
        return new Leaf(json.writeValueAsString(members), json.writeValueAsString(disclosed));
    }

    /** What a leaf says of a value without saying the value. */
    static String commitment(byte[] salt, String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java runtime has SHA-256", absent);
        }
    }

    /** When the database appended a leaf; it writes schema and time in front of everything else. */
    static Instant time(byte[] leaf) {
        var text = new String(leaf, StandardCharsets.US_ASCII);
        var end = text.indexOf('"', BEFORE_TIME.length());
        if (!text.startsWith(BEFORE_TIME) || end < 0) {
            throw new IllegalArgumentException("Not a leaf of the trail");
        }
        return Instant.parse(text.substring(BEFORE_TIME.length(), end));
    }

    /** The one member of a stored payload, salt and value, in the payload's form; {@code {}} where it is not there. */
    static byte[] disclosing(String payload, String member, JsonMapper json) {
        var whole = read(payload, json);
        var part = json.createObjectNode();
        if (whole.has(member)) {
            part.set(member, whole.get(member));
        }
        return json.writeValueAsBytes(part);
    }

    /** The value behind each name of a stored payload; what has another form discloses nothing. */
    static Map<String, String> values(String payload, JsonMapper json) {
        var values = new LinkedHashMap<String, String>();
        read(payload, json)
                .properties()
                .forEach(
                        member -> {
                            var value = member.getValue().path("value");
                            if (value.isString()) {
                                values.put(member.getKey(), value.asString());
                            }
                        });
        return values;
    }

    /** What stands open in a leaf; nothing in what is none, so that a trail that was tampered with can be looked at. */
    static JsonNode clear(byte[] leaf, JsonMapper json) {
        var read = read(new String(leaf, StandardCharsets.UTF_8), json);
        return read.has("time") ? read : json.createObjectNode();
    }

    /** The database takes for JSON what no reader of it does, such as a number of a thousand digits. */
    private static JsonNode read(String text, JsonMapper json) {
        try {
            return json.readTree(text);
        } catch (JacksonException notJson) {
            return json.createObjectNode();
        }
    }
}
