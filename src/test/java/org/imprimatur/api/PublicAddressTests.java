package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@DisplayName("The public address")
class PublicAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://review.example.org, https://review.example.org/articles/a/record",
        "http://localhost:8099, http://localhost:8099/articles/a/record",
        "'', http://evil.example/articles/a/record"
    })
    void isTheOneConfiguredWhateverHostARequestClaims(String configured, String link)
            throws Exception {
        assertThat(link(configured)).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review.example.org",
                "https://",
                "https://review.example.org/",
                "https://review.example.org/path",
                "https://review.example.org?x",
                "ftp://review.example.org"
            })
    void isRefusedAtTheStartWhereItIsNone(String configured) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicAddress(configured));
    }

    @Test
    void saysWhetherItIsSecure() throws Exception {
        var chain = new MockFilterChain();
        new PublicAddress("https://review.example.org")
                .doFilter(request(), new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().isSecure()).isTrue();
        assertThat(chain.getRequest().getServerPort()).isEqualTo(443);
    }

    private static String link(String configured) throws Exception {
        var chain = new MockFilterChain();
        new PublicAddress(configured).doFilter(request(), new MockHttpServletResponse(), chain);
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(
                        (jakarta.servlet.http.HttpServletRequest) chain.getRequest()));
        try {
            return ServletUriComponentsBuilder.fromCurrentContextPath()
                    .path("/articles/a/record")
                    .toUriString();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static MockHttpServletRequest request() {
        var request = new MockHttpServletRequest("GET", "/articles/a/badge.json");
        request.setServerName("evil.example");
        return request;
    }
}
