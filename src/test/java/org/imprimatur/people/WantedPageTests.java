package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class WantedPageTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/reviewing",
                "/reviewing?view=mine&task=1",
                "/editing/1/source",
                "/articles/",
                "/auditing/processes/1.bpmn",
                "/?q=a//b/../c"
            })
    void isAnyPageHere(String path) {
        assertThat(WantedPage.isOurs(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reviewing",
                "//elsewhere.org",
                "/\\elsewhere.org",
                "/.//elsewhere.org",
                "/..//elsewhere.org",
                "/a/..//elsewhere.org",
                "/a//elsewhere.org",
                "/%2e//elsewhere.org",
                "/%2F/elsewhere.org",
                "/%5celsewhere.org",
                "/;//elsewhere.org",
                "/.;/elsewhere.org",
                "/a/..",
                "/a?b=\\",
                "/a\u007f",
                "/a\u0085",
                "/\t/elsewhere.org",
                "/a\r\nLocation: https://elsewhere.org",
                "https://elsewhere.org/",
                "javascript:alert(1)",
                "/sign-in?to=/sign-in"
            })
    void isNeverElsewhere(String address) {
        assertThat(WantedPage.isOurs(address)).isFalse();
    }

    @Test
    void ofAFormIsThePageItWasSentFrom() {
        var request = new MockHttpServletRequest("POST", "/reviewing/1/recommendation");
        request.addHeader("Referer", "http://localhost/reviewing/1?tab=diff");

        assertThat(WantedPage.of(request)).hasValue("/reviewing/1?tab=diff");
        assertThat(WantedPage.signIn(WantedPage.of(request)))
                .isEqualTo("/sign-in?to=%2Freviewing%2F1%3Ftab%3Ddiff");
    }

    @Test
    void isUnknownWhereAFormComesFromElsewhere() {
        var request = new MockHttpServletRequest("POST", "/reviewing/1/recommendation");
        request.addHeader("Referer", "https://elsewhere.org/reviewing/1");

        assertThat(WantedPage.of(request)).isEmpty();
        assertThat(WantedPage.signIn(WantedPage.of(request))).isEqualTo("/sign-in");
    }
}
