package org.imprimatur.log;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The little of JSON (RFC 8259) that leaves, payloads and bare proofs are written in: an object of texts, whole numbers,
 * truth values, null, lists of texts and objects of these. Each name stands once, so that no two readers read differently.
 *
 * <p>The compact form has no blanks outside of its texts, and its inner objects are {@link Salted} alone.
 */
final class FlatJson {

    private static final int LONGEST_LONG = 18;
    private static final int LONGEST_NUMBER = 40;

    /** Room for the objects of which there are millions; others grow. */
    private static final int LEAF = 32;

    private static final char ESCAPE = '\\';

    /** Names met before, so that those of millions of objects are made and hashed once. Any thread may overwrite any of them. */
    private static final @Nullable String[] NAMES = new String[1 << 8];

    private static final int LONGEST_NAME = 24;

    /** What a payload tells of one hidden member: {@code {"salt":…,"value":…}}, in this order. */
    record Salted(String salt, String value) {}

    private final String json;
    private final boolean blanks;

    /** Whether no character is one that a text needs an escape for, so that one without escapes ends at the next quotation mark. */
    private final boolean printable;

    private int at;

    private FlatJson(String json, boolean blanks) {
        this.json = json;
        this.blanks = blanks;
        this.printable = isPrintable(json);
    }

    private static boolean isPrintable(String json) {
        for (var i = 0; i < json.length(); i++) {
            if (json.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    /** An object without any blank outside of its texts. */
    static Map<String, @Nullable Object> compact(byte[] json) {
        return compact(Encoding.utf8(json));
    }

    /** As {@link #compact(byte[])}, of what was read already. */
    static Map<String, @Nullable Object> compact(String json) {
        return new FlatJson(json, false).whole();
    }

    /** As {@link #compact}, of nothing but texts and numbers of 64 bits. */
    @SuppressWarnings({"NullAway", "unchecked"}) // what else it could hold is refused
    static Map<String, Object> flat(byte[] json) {
        Map<String, ?> members = compact(json);
        for (var value : members.values()) {
            if (!(value instanceof String || value instanceof Long)) {
                throw new Unreadable("not flat");
            }
        }
        return (Map<String, Object>) members;
    }

    /** An object as people write it. */
    static Map<String, @Nullable Object> spaced(byte[] json) {
        return new FlatJson(Encoding.utf8(json), true).whole();
    }

    private Map<String, @Nullable Object> whole() {
        skip();
        var object = object(true);
        if (at != json.length()) {
            throw malformed();
        }
        return object;
    }

    private Map<String, @Nullable Object> object(boolean outermost) {
        expect('{');
        var members = new LinkedHashMap<String, @Nullable Object>(LEAF);
        if (!has('}')) {
            do {
                var name = name();
                expect(':');
                var value = value(outermost);
                var before = members.size();
                members.put(name, value);
                if (members.size() == before) {
                    throw new Unreadable("a name that stands twice: " + Encoding.shortened(name));
                }
            } while (has(','));
            expect('}');
        }
        return members;
    }

    private @Nullable Object value(boolean outermost) {
        return switch (peek()) {
            case '"' -> text();
            case '{' -> {
                if (!outermost) {
                    throw malformed();
                }
                yield blanks ? object(false) : salted();
            }
            case '[' -> texts();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Salted salted() {
        expect("{\"salt\":");
        var salt = text();
        expect(",\"value\":");
        var value = text();
        expect('}');
        return new Salted(salt, value);
    }

    private List<String> texts() {
        expect('[');
        var texts = new ArrayList<String>();
        if (!has(']')) {
            do {
                texts.add(text());
            } while (has(','));
            expect(']');
        }
        return texts;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        expect(word);
        skip();
        return value;
    }

    private Number number() {
        var from = at;
        if (peek() == '-') {
            at++;
        }
        var digits = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        var length = at - digits;
        if (length == 0 || length > LONGEST_NUMBER || length > 1 && json.charAt(digits) == '0') {
            throw malformed();
        }
        var number = json.substring(from, at);
        skip();
        if (length <= LONGEST_LONG) {
            return Long.parseLong(number);
        }
        var large = new BigInteger(number);
        return large.bitLength() < Long.SIZE ? (Number) large.longValue() : large;
    }

    /** The one string of each of the names that stand in millions of objects. */
    private String name() {
        var end = json.indexOf('"', at + 1);
        var length = end - at - 1;
        if (length < 1 || length > LONGEST_NAME || peek() != '"') {
            return text();
        }
        var place =
                (json.charAt(at + 1) * 31 + json.charAt(end - 1)) * 31 + length & NAMES.length - 1;
        var met = NAMES[place];
        if (met != null && met.length() == length && json.startsWith(met, at + 1)) {
            at = end + 1;
            skip();
            return met;
        }
        var name = text().intern();
        if (name.length() == length && name.indexOf(ESCAPE) < 0) {
            NAMES[place] = name;
        }
        return name;
    }

    private String text() {
        if (peek() != '"') {
            throw malformed();
        }
        at++;
        var end = json.indexOf('"', at);
        if (end < 0) {
            throw malformed();
        }
        if (!printable || json.indexOf(ESCAPE, at, end) >= 0) {
            return escapedText();
        }
        var text = json.substring(at, end);
        at = end + 1;
        skip();
        return text;
    }

    private String escapedText() {
        var text = new StringBuilder();
        while (true) {
            var from = at;
            while (peek() >= ' ' && peek() != '"' && peek() != ESCAPE) {
                at++;
            }
            text.append(json, from, at);
            switch (peek()) {
                case '"' -> {
                    if (!Encoding.isText(text)) {
                        throw malformed();
                    }
                    at++;
                    skip();
                    return text.toString();
                }
                case ESCAPE -> {
                    at++;
                    text.append(escaped());
                }
                default -> throw malformed();
            }
        }
    }

    private char escaped() {
        var c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                var digits = json.substring(at, Math.min(at + 4, json.length()));
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    throw malformed();
                }
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw malformed();
        };
    }

    private void expect(String word) {
        if (!json.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
    }

    private void expect(char c) {
        if (!has(c)) {
            throw malformed();
        }
    }

    private boolean has(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        skip();
        return true;
    }

    /** The next character, or one that is nowhere allowed at the end. */
    private char peek() {
        return at < json.length() ? json.charAt(at) : '\0';
    }

    private void skip() {
        while (blanks && " \t\r\n".indexOf(peek()) >= 0 && at < json.length()) {
            at++;
        }
    }

    private Unreadable malformed() {
        return new Unreadable("not the JSON that is written here, at character " + at);
    }
}
