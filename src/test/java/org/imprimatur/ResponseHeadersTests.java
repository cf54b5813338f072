package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What every answer tells a browser to keep apart, whichever door it comes through. */
@SystemTest
class ResponseHeadersTests {

    @Autowired Api api;

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/css/tokens.css, 200",
        "/no-such-page, 404",
        "/css/no-such.css, 404",
        "/api/v1/articles, 401",
        "/api/v1/no-such, 401"
    })
    void confineAnAnswer(String path, int status) {
        assertConfined(api.anonymously(path).header("Accept", "text/html,*/*").get(), status);
    }

    @Test
    void confineAnAnswerOfTheApi() {
        assertConfined(api.as(Cast.EDITH, "/articles").get(), 200);
        assertConfined(api.as(Cast.EDITH, "/articles/1").get(), 404);
    }

    @Test
    void confineARefusedForm() {
        var refused = new Visitor(api).postAsIs("/sign-in", "/sign-in", Map.of("username", "ravi"));

        assertThat(refused.expect(403).response().headers().map())
                .containsKeys("cross-origin-opener-policy", "referrer-policy");
    }

    private static void assertConfined(Api.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }
}
