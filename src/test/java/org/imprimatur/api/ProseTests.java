package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTests {

    static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    record Letter(@Prose @Nullable String text) {}

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "A sentence.",
                "Two\nlines\r\nand a\ttab",
                "größer, 药, اختبار, עברית",
                "isolated \u2067עברית\u2069 and marked \u200F",
                "an emoji \uD83D\uDC8A and a family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "<script>alert(1)</script>"
            })
    void takesWhatAPersonTypes(String text) {
        assertThat(VALIDATOR.validate(new Letter(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \u0000 null",
                "a \u0007 bell",
                "a \u001b[31m colour",
                "a \u007f delete",
                "a \u0085 next line",
                "a \u009b control sequence",
                "an override \u202E gm 5.21",
                "an embedding \u202A",
                "a line separator \u2028",
                "a byte order mark \uFEFF inside",
                "half \uD83D an emoji",
                "\uDC8A"
            })
    void refusesWhatNobodyTypes(String text) {
        assertThat(VALIDATOR.validate(new Letter(text)))
                .singleElement()
                .satisfies(
                        violation ->
                                assertThat(violation.getMessage())
                                        .isEqualTo("contains control characters"));
    }

    @Test
    void endsAtFourThousandCharacters() {
        assertThat(VALIDATOR.validate(new Letter("x".repeat(4000)))).isEmpty();
        assertThat(VALIDATOR.validate(new Letter("x".repeat(4001)))).hasSize(1);
    }
}
