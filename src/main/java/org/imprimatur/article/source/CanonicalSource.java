package org.imprimatur.article.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a source that is stored, hashed, signed and handed out.
 *
 * <p>Canonical bytes are strict UTF-8 without byte order mark, every line ends with LF (CR LF and CR become LF), and exactly
 * one LF ends the last line. Nothing else is changed: trailing blanks stay, and there is no Unicode normalisation, whose
 * outcome would depend on the platform's Unicode version. The content hash is SHA-256 of these bytes, so {@code sha256sum} of
 * a downloaded source equals it.
 */
public final class CanonicalSource {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final ContentHash hash;

    private CanonicalSource(String text) {
        this.text = text;
        this.hash = ContentHash.of(bytes());
    }

    /**
     * Finds the canonical spelling of an uploaded source; its canonical bytes stay as they are.
     *
     * @throws InvalidSource if the bytes are not UTF-8
     */
    public static CanonicalSource of(byte[] bytes) {
        var text = clean(decode(bytes));
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return new CanonicalSource(text.substring(0, end) + "\n");
    }

    private static String clean(String text) {
        var body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return body.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String decode(byte[] bytes) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var input = ByteBuffer.wrap(bytes);
        var output =
                CharBuffer.allocate(
                        bytes.length); // UTF-8 never has fewer bytes than UTF-16 has units
        if (decoder.decode(input, output, true).isError()) {
            var readable = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
            var problems = new Problems();
            problems.add(
                    Lines.of(clean(readable)).end(),
                    ProblemCode.MALFORMED_UTF8,
                    Sentence.of("source.not-utf-8", input.position() + 1));
            throw new InvalidSource(problems.sorted());
        }
        return output.flip().toString();
    }

    public String text() {
        return text;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public ContentHash hash() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalSource that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "CanonicalSource[" + hash.abbreviated() + "]";
    }
}
