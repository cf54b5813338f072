package org.imprimatur.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageControllerTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    http://localhost:8080/articles/a-question, /articles/a-question
                    http://localhost:8080/?q=breast%20cancer,  /?q=breast%20cancer
                    https://elsewhere.example/phish,           /phish
                    https://here.example//elsewhere.example/,  /
                    mailto:somebody@example.org,               /
                    'not an address',                          /
                    https://here.example,                      /
                    """)
    void leadsBackWithinThisSiteAlone(String from, String to) {
        assertThat(LanguageController.page(from)).isEqualTo(to);
    }
}
