package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
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
        var request = addressed("https://review.example.org");

        assertThat(request.isSecure()).isTrue();
        assertThat(request.getServerPort()).isEqualTo(443);
    }

    private static String link(String configured) throws Exception {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(addressed(configured)));
        try {
            return ServletUriComponentsBuilder.fromCurrentContextPath()
                    .path("/articles/a/record")
                    .toUriString();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    /** The request as it is behind the filter. */
    private static HttpServletRequest addressed(String configured) throws Exception {
        var chain = new MockFilterChain();
        new PublicAddress(configured).doFilter(request(), new MockHttpServletResponse(), chain);
        return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
    }

    private static MockHttpServletRequest request() {
        var request = new MockHttpServletRequest("GET", "/articles/a/badge.json");
        request.setServerName("evil.example");
        return request;
    }
}
