package org.imprimatur.people;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A researcher's identifier at orcid.org.
 *
 * @param text four groups of four, as {@code 0000-0002-1825-0097}; the last character is a check digit or {@code X}
 */
public record Orcid(String text) {

    private static final Pattern FORM = Pattern.compile("(\\d{4}-){3}\\d{3}[\\dX]");
    private static final String PREFIX = "https?://(www\\.)?orcid\\.org/";

    /** Reads a bare identifier or its address; empty where the form or the check digit is wrong. */
    public static Optional<Orcid> read(String typed) {
        var text = typed.strip().replaceFirst(PREFIX, "").replace('x', 'X');
        return FORM.matcher(text).matches() && checkDigit(text) == text.charAt(text.length() - 1)
                ? Optional.of(new Orcid(text))
                : Optional.empty();
    }

    /** ISO 7064 MOD 11-2 over the first fifteen digits. */
    private static char checkDigit(String text) {
        var digits = text.replace("-", "");
        var total = 0;
        for (var index = 0; index < digits.length() - 1; index++) {
            total = (total + Character.digit(digits.charAt(index), 10)) * 2;
        }
        var check = (12 - total % 11) % 11;
        return check == 10 ? 'X' : Character.forDigit(check, 10);
    }
}
