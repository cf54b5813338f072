package org.imprimatur.log;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The little of JSON (RFC 8259) that leaves, payloads and bare proofs are written in: an object of texts, whole numbers,
 * truth values, null, lists of texts and objects of texts. Each name stands once, so that no two readers read differently.
 */
final class FlatJson {

    private static final int LONGEST_LONG = 18;
    private static final int LONGEST_NUMBER = 40;

    /** Room for the objects of which there are millions; others grow. */
    private static final int LEAF = 32;

    private static final int SALT_AND_VALUE = 4;

    private final String json;
    private final boolean blanks;
    private int at;

    private FlatJson(String json, boolean blanks) {
        this.json = json;
        this.blanks = blanks;
    }

    /** An object without any blank outside of its texts. */
    static Map<String, @Nullable Object> compact(byte[] json) {
        return new FlatJson(Encoding.utf8(json), false).whole();
    }

    /** An object as people write it. */
    static Map<String, @Nullable Object> spaced(byte[] json) {
        return new FlatJson(Encoding.utf8(json), true).whole();
    }

    private Map<String, @Nullable Object> whole() {
        skip();
        var object = object(0);
        if (at != json.length()) {
            throw malformed();
        }
        return object;
    }

    private Map<String, @Nullable Object> object(int depth) {
        expect('{');
        var members =
                new LinkedHashMap<String, @Nullable Object>(depth == 0 ? LEAF : SALT_AND_VALUE);
        if (!has('}')) {
            do {
                var name = text();
                expect(':');
                var value = value(depth);
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

    private @Nullable Object value(int depth) {
        return switch (peek()) {
            case '"' -> text();
            case '{' -> {
                if (depth > 0) {
                    throw malformed();
                }
                yield object(depth + 1);
            }
            case '[' -> texts();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
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
        if (!json.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
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

    private String text() {
        if (peek() != '"') {
            throw malformed();
        }
        var from = ++at;
        while (peek() >= ' ' && peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') { // most have no escapes
            var text = json.substring(from, at++);
            skip();
            return text;
        }
        var text = new StringBuilder(json.substring(from, at));
        for (var c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw malformed();
            }
            at++;
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        skip();
        return text.toString();
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
