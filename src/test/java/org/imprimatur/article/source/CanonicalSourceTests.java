package org.imprimatur.article.source;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imprimatur.article.source.Sources.STATINS;
import static org.imprimatur.article.source.Sources.found;
import static org.imprimatur.article.source.Sources.parse;
import static org.imprimatur.article.source.Sources.problemsOf;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalSourceTests {

    static CanonicalSource canonical(String text) {
        return CanonicalSource.of(text.getBytes(UTF_8));
    }

    @Test
    void hasTheHashThatSha256sumPrints() {
        assertThat(canonical("abc\n").hash())
                .hasToString("edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb");
        assertThat(parse(STATINS).hash())
                .hasToString("92d337c4a7ffb0ea4e859e416ce5179abaaab8741ba369c8024b2958b4cb7092");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc\ndef\n",
                "abc\r\ndef\r\n",
                "abc\rdef\r",
                "abc\r\ndef",
                "\uFEFFabc\ndef\n",
                "abc\ndef\n\n\r\n\r"
            })
    void isTheSameForEverySpellingOfLineEndsAndByteOrder(String spelling) {
        assertThat(canonical(spelling)).isEqualTo(canonical("abc\ndef\n"));
        assertThat(canonical(spelling).bytes()).isEqualTo("abc\ndef\n".getBytes(UTF_8));
    }

    @Test
    void isTheSameForAnArticleFromWindows() {
        assertThat(parse("\uFEFF" + STATINS.replace("\n", "\r\n"))).isEqualTo(parse(STATINS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a ", "\n\na", "e\u0301", "é", "ﬁ", "\u2126", "😀", "a\t"})
    void changesNothingElse(String text) {
        assertThat(canonical(text).text()).isEqualTo(text + "\n");
        assertThat(canonical(text + "\n")).isEqualTo(canonical(text));
    }

    @Test
    void handsOutACopyOfItsBytes() {
        var canonical = canonical("abc");
        canonical.bytes()[0] = 'x';

        assertThat(canonical.bytes()).isEqualTo("abc\n".getBytes(UTF_8));
    }

    static byte[] broken(int... bytes) {
        var source = new ByteArrayOutputStream();
        source.writeBytes("\uFEFF---\r\n😀é".getBytes(UTF_8));
        for (var b : bytes) {
            source.write(b);
        }
        source.writeBytes(" text\n".getBytes(UTF_8));
        return source.toByteArray();
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(found(problemsOf(broken(0xFF)))).containsExactly("2:3 malformed-utf8");
        assertThat(found(problemsOf(broken(0xC3)))).containsExactly("2:3 malformed-utf8");
        assertThat(found(problemsOf(broken(0xC0, 0x80)))).containsExactly("2:3 malformed-utf8");
        assertThat(found(problemsOf(broken(0xED, 0xA0, 0x80))))
                .containsExactly("2:3 malformed-utf8");
        assertThat(found(problemsOf(broken(0xF4, 0x90, 0x80, 0x80))))
                .containsExactly("2:3 malformed-utf8");
        assertThat(found(problemsOf(STATINS.getBytes(UTF_16))))
                .containsExactly("1:1 malformed-utf8");
        assertThat(found(problemsOf(new byte[] {'a', (byte) 0xE2, (byte) 0x82})))
                .containsExactly("1:2 malformed-utf8");
    }

    @Test
    void hasAHashOf64LowerCaseDigits() {
        var hex = "0123456789abcdef".repeat(4);

        assertThat(new ContentHash(hex).abbreviated()).isEqualTo("0123…cdef");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentHash(hex.toUpperCase(java.util.Locale.ROOT)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(hex + "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(hex + "\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(""));
    }
}
