package org.imprimatur.article.source;

import org.imprimatur.api.Sentence;

/**
 * Characters that make a text look other than it is, or that no store keeps.
 *
 * <p>Refused are controls, line separators that only some programs see, surrogates, noncharacters of the basic plane, a byte
 * order mark inside the text, and embeddings and overrides of the writing direction: one of those shows 12.5 mg as 5.21 mg. The
 * isolates U+2066 to U+2069 and the marks U+200E, U+200F and U+061C serve Arabic and Hebrew just as well and are allowed.
 */
final class ForbiddenCharacters {

    private ForbiddenCharacters() {}

    /** Line feed and tab structure a source, so they are allowed here; {@link #inValue} refuses them too. */
    static boolean includes(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
                || (codePoint >= 0x2028 && codePoint <= 0x202E)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || codePoint == 0xFEFF
                || codePoint == 0xFFFE
                || codePoint == 0xFFFF;
    }

    static boolean in(String text) {
        return text.codePoints().anyMatch(ForbiddenCharacters::includes);
    }

    /** Whether a value is more than one clean line. */
    static boolean inValue(String value) {
        return in(value) || value.indexOf('\n') >= 0 || value.indexOf('\t') >= 0;
    }

    static Sentence message(int codePoint) {
        return Sentence.of("source.forbidden-character", "U+%04X".formatted(codePoint));
    }
}
