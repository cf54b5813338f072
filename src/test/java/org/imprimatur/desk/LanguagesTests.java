package org.imprimatur.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LanguagesTests {

    final Languages languages = new Languages();
    final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

    @Test
    void followTheReadersChoiceBeforeTheirBrowsers() {
        request.addHeader("Accept-Language", "en");
        request.addPreferredLocale(Locale.ENGLISH);
        request.setCookies(new Cookie("language", "de"));

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void takeTheBestThatTheBrowserAsksFor() {
        request.addHeader("Accept-Language", "fr, de-CH;q=0.8, en;q=0.5");
        request.setPreferredLocales(
                List.of(Locale.FRENCH, Locale.forLanguageTag("de-CH"), Locale.ENGLISH));

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void fallBackToEnglish() {
        request.addHeader("Accept-Language", "fr");
        request.addPreferredLocale(Locale.FRENCH);
        request.setCookies(new Cookie("language", "../de"));

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
        assertThat(languages.resolveLocale(new MockHttpServletRequest("GET", "/")))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void speakEnglishToScripts() {
        request.setRequestURI("/api/v1/articles");
        request.addHeader("Accept-Language", "de");
        request.addPreferredLocale(Locale.GERMAN);

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }
}
