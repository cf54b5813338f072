package org.imprimatur.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Flat JSON")
class FlatJsonTests {

    @Test
    void isReadWithoutBlanks() {
        assertThat(
                        compact(
                                "{\"a\":\"x\",\"b\":-7,\"c\":true,\"d\":false,\"e\":null,\"f\":[\"y\",\"z\"],\"g\":[]}"))
                .isEqualTo(everything());
        assertThat(compact("{\"h\":{\"salt\":\"x\",\"value\":\"\"},\"i\":1}"))
                .isEqualTo(Map.of("h", new FlatJson.Salted("x", ""), "i", 1L));
        assertThat(compact("{}")).isEmpty();
    }

    /** Those that were met before are not made again, and none is taken for another. */
    @Test
    void namesWhatItsNamesSay() {
        for (var again = 0; again < 2; again++) {
            for (var name :
                    List.of(
                            "abca",
                            "acba",
                            "a",
                            "aa",
                            "",
                            "a".repeat(24),
                            "a".repeat(25),
                            "ä",
                            "a b")) {
                assertThat(compact("{\"%s\":1,\"other\":2}".formatted(name)))
                        .isEqualTo(Map.of(name, 1L, "other", 2L));
                assertThat(spaced("{ \"%s\" : 1 }".formatted(name))).isEqualTo(Map.of(name, 1L));
                refused("{\"%1$s\":1,\"%1$s\":2}".formatted(name));
            }
            assertThat(compact("{\"a\\\"b\":1,\"\\u0061\":2,\"a\\\\\":3}"))
                    .isEqualTo(Map.of("a\"b", 1L, "a", 2L, "a\\", 3L));
            refused("{\"a\\u0000b\":");
            refused("{\"a\nb\":1}");
        }
    }

    @Test
    void isReadWithBlanksWhereverTheyMayStand() {
        assertThat(
                        spaced(
                                " \t\r\n{ \"a\" : \"x\" , \"b\" : -7 , \"c\" : true , \"d\" : false , \"e\" : null , \"f\" : [ \"y\" , \"z\" ] , \"g\" : [ ] , \"h\" : { \"i\" : 0 } , \"j\" : { } } \n"))
                .isEqualTo(everythingSpaced());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {\"a\":1}",
                "{ \"a\":1}",
                "{\"a\" :1}",
                "{\"a\": 1}",
                "{\"a\":1 }",
                "{\"a\":1} ",
                "{\"a\":\"x\" }",
                "{\"a\":true }",
                "{\"a\":[ \"x\"]}",
                "{\"a\":[\"x\" ]}",
                "{\"a\":{\"salt\":\"x\",\"value\":\"y\"} }",
                "{\"a\":{\"salt\":\"x\", \"value\":\"y\"}}"
            })
    void isRefusedWithABlankWhereThereShouldBeNone(String json) {
        refused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":1}",
                "{\"salt\":\"x\"}",
                "{\"value\":\"y\",\"salt\":\"x\"}",
                "{\"salt\":\"x\",\"value\":\"y\",\"other\":\"z\"}",
                "{\"salt\":\"x\",\"value\":1}",
                "{\"salt\":1,\"value\":\"y\"}",
                "{\"salt\":\"x\",\"value\":\"y\"",
                "{\"salt\":\"x"
            })
    void hasNoInnerObjectButASaltWithItsValue(String inner) {
        refused("{\"a\":" + inner + "}");
    }

    @Test
    void isFlatWhereItHasOnlyTextsAndNumbers() {
        assertThat(FlatJson.flat(Encoding.utf8("{\"a\":\"x\",\"b\":1}")))
                .isEqualTo(Map.of("a", "x", "b", 1L));
        for (var value :
                List.of(
                        "null",
                        "true",
                        "[]",
                        "9999999999999999999",
                        "{\"salt\":\"x\",\"value\":\"y\"}")) {
            assertThatExceptionOfType(Unreadable.class)
                    .as(value)
                    .isThrownBy(() -> FlatJson.flat(Encoding.utf8("{\"a\":" + value + "}")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\":1}}",
                "{a:1}",
                "{\"a\"=1}",
                "{\"a\":}",
                "{\"a\":[}",
                "{\"a\":[\"x\"}",
                "{\"a\":[\"x\",]}",
                "{\"a\":[1]}",
                "{\"a\":{\"b\":{}}}",
                "{\"a\":tru}",
                "{\"a\":falsy}",
                "{\"a\":nul}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":/1}",
                "{\"a\"::1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":\"x}",
                "{\"a\":\"x\u001f\"}",
                "{\"a\":\"\\n\u001f\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ud83d \\ude42\"}",
                "{\"a\":\"\\ude42\\ud83d\"}",
                "[\"a\"]",
                "\"a\""
            })
    void isRefusedWhereItIsNone(String json) {
        refused(json);
    }

    @Test
    void namesEachMemberOnce() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> compact("{\"a\":1,\"b\":2,\"a\":1}"))
                .withMessage("a name that stands twice: a");
    }

    @Test
    void saysWhereItEndsToBeSome() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> compact("{\"a\":x}"))
                .withMessage("not the JSON that is written here, at character 5");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9, 9",
        "10, 10",
        "-1, -1",
        "999999999999999999, 999999999999999999",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void readsWholeNumbers(String number, long value) {
        assertThat(compact("{\"a\":" + number + "}")).containsEntry("a", value);
    }

    @Test
    void readsNumbersBeyondTheOrdinaryOnes() {
        assertThat(compact("{\"a\":9223372036854775808}"))
                .containsEntry("a", BigInteger.ONE.shiftLeft(63));
        var longest = "9".repeat(40);
        assertThat(compact("{\"a\":" + longest + "}")).containsEntry("a", new BigInteger(longest));
        refused("{\"a\":" + longest + "9}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "\\\", 22",
                "\\\\, 5c",
                "\\/, 2f",
                "\\b, 8",
                "\\f, c",
                "\\n, a",
                "\\r, d",
                "\\t, 9",
                "\\u00e9, e9",
                "\\u00E9, e9"
            })
    void readsWhatIsEscaped(String escaped, String codePoint) {
        var character = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(compact("{\"a\":\"" + escaped + "\",\"b\":1}"))
                .containsEntry("a", character)
                .containsEntry("b", 1L);
        assertThat(spaced("{\"a\":\"x" + escaped + " y\" , \"b\":1}"))
                .containsEntry("a", "x" + character + " y")
                .containsEntry("b", 1L);
    }

    @Test
    void readsTextsOfAnyLanguage() {
        assertThat(compact("{\"größe\":\" ≥ 3 µm \uD83D\uDE42\"}"))
                .containsEntry("größe", " ≥ 3 µm \uD83D\uDE42");
    }

    private static Map<String, @Nullable Object> everything() {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("a", "x");
        all.put("b", -7L);
        all.put("c", true);
        all.put("d", false);
        all.put("e", null);
        all.put("f", List.of("y", "z"));
        all.put("g", List.of());
        return all;
    }

    private static Map<String, @Nullable Object> everythingSpaced() {
        var all = everything();
        all.put("h", Map.of("i", 0L));
        all.put("j", Map.of());
        return all;
    }

    private static Map<String, @Nullable Object> compact(String json) {
        return FlatJson.compact(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> spaced(String json) {
        return FlatJson.spaced(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String json) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> compact(json));
    }
}
