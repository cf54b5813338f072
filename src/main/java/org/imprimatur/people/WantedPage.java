package org.imprimatur.people;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The page that somebody was at, or wanted, when they had to sign in first. It travels in the address of the sign-in page,
 * so that nobody who only looks needs a session.
 */
public final class WantedPage {

    /** The parameter that carries it. */
    public static final String PARAMETER = "to";

    /** Under which a page that refuses a form finds it. */
    public static final String ATTRIBUTE = "wantedPage";

    private static final String SIGN_IN = "/sign-in";
    private static final char DELETE = 0x7f;
    private static final int MOST = 2000;

    /** No empty or dotted segment: whoever tidies such a path up may be left with the name of another server. */
    private static final Pattern PATH =
            Pattern.compile("(?i)(?!.*%(?:2e|2f|5c))(?:/|(?:/(?!\\.\\.?(?:/|$))[^/;\\\\]+)+/?)");

    private static final Set<String> READ = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    private WantedPage() {}

    /** The page itself; for a form, and for what a page loads on its own, the page that it was sent from. */
    static Optional<String> of(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        var isPage =
                READ.contains(request.getMethod()) && (mode == null || mode.equals("navigate"));
        return isPage
                ? Optional.of(withQuery(request.getRequestURI(), request.getQueryString()))
                        .filter(WantedPage::isOurs)
                : sentFrom(request);
    }

    /** A path here, and never an address elsewhere that looks like one. */
    public static boolean isOurs(String address) {
        return address.length() <= MOST
                && address.chars().allMatch(sign -> sign > ' ' && sign < DELETE && sign != '\\')
                && PATH.matcher(address.split("[?#]", 2)[0]).matches()
                && !address.startsWith(SIGN_IN);
    }

    static String signIn(Optional<String> wanted) {
        return SIGN_IN
                + wanted.map(
                                path ->
                                        "?"
                                                + PARAMETER
                                                + "="
                                                + URLEncoder.encode(path, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static Optional<String> sentFrom(HttpServletRequest request) {
        try {
            var page = URI.create(String.valueOf(request.getHeader(HttpHeaders.REFERER)));
            return Optional.ofNullable(page.getRawPath())
                    .filter(_ -> request.getServerName().equals(page.getHost()))
                    .map(path -> withQuery(path, page.getRawQuery()))
                    .filter(WantedPage::isOurs);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String withQuery(String path, @org.jspecify.annotations.Nullable String query) {
        return query == null ? path : path + "?" + query;
    }
}
