package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprimatur.api.Sentence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name")
class NameShapeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr. Ravi Menon",
                "Prof. Dr. med. Renée O’Neill-Šimůnek",
                "José Ortega y Gasset",
                "Metin And",
                "Анна Петрова",
                "Ελένη Παπαδοπούλου",
                "山田 はな",
                "김 민준",
                "דוד לוי",
                "Ngu\u0303 Ade\u0323\u0301",
                "राजेश शर्मा"
            })
    void isGoodInAnyOneScript(String name) {
        assertThat(NameShape.objection(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0410nna Weiss', scripts", // Cyrillic A
        "'Anna W\u03b5iss', scripts", // Greek epsilon
        "'Anna\u200bWeiss', signs", // zero width space
        "'Anna\u202eWeiss', signs", // right to left
        "'Anna\u00a0Weiss', signs", // no-break space
        "'Anna\ufe0f Weiss', signs", // variation selector
        "'Anna\u034f Weiss', signs", // grapheme joiner
        "'Anna\u3164Weiss', signs", // Hangul filler
        "'Anna\u115fWeiss', signs", // Hangul filler that composes
        "'\uff21nna Weiss', signs", // fullwidth A
        "'\ud835\udc00nna Weiss', signs", // mathematical A
        "'Anna  Weiss', signs",
        "'Dr. X, Dr. Y', signs",
        "'Anna Weiss / Ravi Menon', signs",
        "'. .', signs",
        "'Dr. X and Dr. Y', two",
        "'Dr. X und Dr. Y', two"
    })
    void hidesNothingAndIsThatOfOnePerson(String name, String why) {
        assertThat(NameShape.objection(name).map(Sentence::key)).contains("refusal.name." + why);
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Weiss, Prof. Dr. ANNA WEISS",
        "Anna Weiss, Anna-Weiss",
        "Anna Weiss, Ánna Weiss",
        "Anna Weiss, Anna VVeiss",
        "Ida Palm, lda Palm",
        "Anna Weiss, Anna Weiß",
        "Corn Adams, Com Adams",
        "Otto, \u041e\u0442\u0442\u043e", // all of it Cyrillic
        "Tom, \u03a4\u03bf\u03bc" // all of it Greek
    })
    void looksLikeAnother(String one, String other) {
        assertThat(NameShape.skeleton(one)).isEqualTo(NameShape.skeleton(other));
    }

    @ParameterizedTest
    @CsvSource({"Anna Weiss, Anna B. Weiss", "Ravi Menon, Rani Menon", "Anna, Hanna"})
    void looksUnlikeAnother(String one, String other) {
        assertThat(NameShape.skeleton(one)).isNotEqualTo(NameShape.skeleton(other));
    }
}
