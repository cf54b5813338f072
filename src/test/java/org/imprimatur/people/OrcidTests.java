package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrcidTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-0002-1825-0097",
                "0000-0002-1694-233X",
                "0000-0002-1694-233x",
                " 0000-0001-5109-3700 ",
                "https://orcid.org/0000-0002-1825-0097",
                "http://www.orcid.org/0000-0002-1825-0097"
            })
    void areReadAsPeopleCopyThem(String typed) {
        assertThat(Orcid.read(typed))
                .hasValueSatisfying(
                        orcid -> assertThat(orcid.text()).matches("(\\d{4}-){3}\\d{3}[\\dX]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-0002-1825-0098",
                "0000-0002-1852-0097",
                "0000-0002-1694-2330",
                "0000000218250097",
                "0000-0002-1825-00970",
                "X000-0002-1825-0097",
                "https://example.org/0000-0002-1825-0097"
            })
    void areRefusedWithAWrongFormOrCheckDigit(String typed) {
        assertThat(Orcid.read(typed)).isEmpty();
    }

    /** The check finds every single wrong digit. */
    @ParameterizedTest
    @ValueSource(strings = {"0000-0002-1825-0097", "0000-0001-5109-3700"})
    void noticeEachWrongDigit(String right) {
        for (var place = 0; place < right.length(); place++) {
            for (var digit = '0'; digit <= '9' && right.charAt(place) != '-'; digit++) {
                if (digit != right.charAt(place)) {
                    var wrong = new StringBuilder(right);
                    wrong.setCharAt(place, digit);
                    assertThat(Orcid.read(wrong.toString())).as(wrong.toString()).isEmpty();
                }
            }
        }
    }
}
