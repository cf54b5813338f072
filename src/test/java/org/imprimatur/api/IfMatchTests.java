package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTests {

    static final String CURRENT = "\"a-1\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a-1\"",
                " \"a-1\" ",
                "\"b-7\", \"a-1\"",
                "\"b-7\",\"a-1\"",
                "W/\"a-1\" , \"a-1\"",
                "*",
                " * "
            })
    void letsThroughWhoeverNamesTheCurrentTag(String header) {
        assertThatCode(() -> IfMatch.required(header).require(CURRENT)).doesNotThrowAnyException();
    }

    /** A weak tag never matches: RFC 9110, 13.1.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a-0\"",
                "a-1",
                "W/\"a-1\"",
                "\"a-1",
                "\"A-1\"",
                "\"a-1\"x",
                "\"a-1 \"",
                "\"\"",
                ",",
                "\"a-10\""
            })
    void refusesEveryOtherTagAsStale(String header) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> IfMatch.required(header).require(CURRENT))
                .satisfies(
                        refusal ->
                                assertThat(refusal.type())
                                        .isEqualTo(ProblemType.STALE_PRECONDITION));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void isRequired(String header) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> IfMatch.required(header).require(CURRENT))
                .satisfies(
                        refusal ->
                                assertThat(refusal.type())
                                        .isEqualTo(ProblemType.PRECONDITION_REQUIRED));
    }

    @Test
    void isNotAskedOfPages() {
        assertThatCode(() -> IfMatch.ANYTHING.require(CURRENT)).doesNotThrowAnyException();
    }
}
