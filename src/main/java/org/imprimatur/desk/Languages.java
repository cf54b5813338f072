package org.imprimatur.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of an answer: for pages the one the reader chose, else the best their browser asks for, else English. The
 * API has one language, because its callers compare what it says.
 */
@Component("localeResolver")
public class Languages extends AcceptHeaderLocaleResolver {

    /** All that there are words for; the first is spoken where nobody asks for another. */
    public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final String COOKIE = "language";
    private static final Duration KEPT = Duration.ofDays(365);

    Languages() {
        setSupportedLocales(SPOKEN);
        setDefaultLocale(SPOKEN.getFirst());
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/")) {
            return SPOKEN.getFirst();
        }
        var chosen = WebUtils.getCookie(request, COOKIE);
        return chosen != null && isSpoken(chosen.getValue())
                ? named(chosen.getValue())
                : super.resolveLocale(request);
    }

    /** Of an address that says its language, so that shared caches keep one answer for everybody. */
    public static Locale named(@Nullable String tag) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElse(SPOKEN.getFirst());
    }

    public static boolean isSpoken(String tag) {
        return named(tag).getLanguage().equals(tag);
    }

    /** Remembers a choice. It says nothing about a person, and no script needs it. */
    public static ResponseCookie cookie(Locale chosen, boolean secure) {
        return ResponseCookie.from(COOKIE, chosen.getLanguage())
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
    }
}
