package org.imprimatur.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Base64 (RFC 4648, section 4), hexadecimal, decimal and UTF-8, each in its one spelling: of two texts for the same bytes
 * only one is accepted, so that nobody can alter a file without altering what it says.
 */
final class Encoding {

    /** Up to 2^63 - 1 in at most 19 digits, with no leading zero. */
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    private static final char REPLACEMENT = '\uFFFD';

    private Encoding() {}

    static byte[] base64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // said below, in one sentence for both
        }
        throw new Unreadable("not base64: " + shortened(text));
    }

    static byte[] hex(String text) {
        var bytes = new byte[text.length() / 2];
        var valid = text.length() % 2 == 0;
        for (var i = 0; i < bytes.length && valid; i++) {
            var high = digit(text.charAt(2 * i));
            var low = digit(text.charAt(2 * i + 1));
            bytes[i] = (byte) (high << 4 | low);
            valid = high >= 0 && low >= 0;
        }
        if (valid) {
            return bytes;
        }
        throw new Unreadable("not lower-case hexadecimal: " + shortened(text));
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    static long decimal(String text) {
        if (DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                // said below, in one sentence for both
            }
        }
        throw new Unreadable("not a decimal number without leading zeros: " + shortened(text));
    }

    static String utf8(byte[] bytes) {
        var lenient = new String(bytes, StandardCharsets.UTF_8);
        if (lenient.indexOf(REPLACEMENT) < 0) {
            return lenient; // what is malformed would have become one
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new Unreadable("not UTF-8");
        }
    }

    /** Whether UTF-8 has bytes for it: half of a surrogate pair would become a question mark, and two texts one. */
    static boolean isText(CharSequence characters) {
        for (var i = 0; i < characters.length(); i++) {
            var c = characters.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < characters.length()
                    && Character.isLowSurrogate(characters.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A foreign text on one line of a terminal, which obeys control characters. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    /** What a person may be shown of a text that is wrong: it can be megabytes, or move their cursor. */
    static String shortened(String text) {
        var visible = printable(text);
        return visible.length() <= 40 ? visible : visible.substring(0, 40) + "…";
    }

    /** The first ten, and how many more there are. */
    static String listed(List<String> names) {
        var first = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
        return names.size() <= 10 ? first : first + " and " + (names.size() - 10) + " more";
    }
}
