package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    static final UUID ID = UUID.randomUUID();

    @Test
    void comesBackAsItWasHandedOut() {
        var decoded =
                Objects.requireNonNull(Cursor.decode(Cursor.after(3, "größer|,", ID).encoded(), 3));

        assertThat(decoded.<Integer>part(0, Integer::valueOf)).isEqualTo(3);
        assertThat(decoded.<String>part(1, text -> text)).isEqualTo("größer|,");
        assertThat(decoded.uuid(2)).isEqualTo(ID);
    }

    @Test
    void fitsIntoAnAddressAsItIs() {
        assertThat(Cursor.after("\u00ff\u00fe\u00fd??>>", ID).encoded()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void isTheBeginningWhereThereIsNone(String encoded) {
        assertThat(Cursor.decode(encoded, 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a", "====", "ä", " ", "YQ==\n"})
    void isRefusedWhereItIsNotBase64(String text) {
        assertRefused(() -> Cursor.decode(text, 2));
    }

    @Test
    void isRefusedWhereItHasPartsOfAnotherList() {
        assertRefused(() -> Cursor.decode(Cursor.after("one").encoded(), 2));
        assertRefused(() -> Cursor.decode(Cursor.after("one", "two", "three").encoded(), 2));
    }

    @Test
    void isRefusedWhereAPartIsNotWhatTheListWrote() {
        var forged = Base64.getUrlEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8));
        var cursor = Objects.requireNonNull(Cursor.decode(forged, 1));

        assertRefused(() -> cursor.part(0, Long::valueOf));
        assertRefused(() -> cursor.uuid(0));
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(reading)
                .satisfies(
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_INPUT));
    }
}
