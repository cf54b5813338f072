package org.imprimatur.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** A form that came to nothing. */
public final class SentForm {

    /** Where people write sentences; nothing secret, and nothing that a page had chosen for them. */
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "reason|comment|changeNote|outcome|report|question|text|source|pasted|sections\\[\\d{1,3}]\\.comment");

    private SentForm() {}

    /** Whether the browser says that one of our own pages sent it. */
    public static boolean isFromOurPage(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.equals("null")) {
            return false;
        }
        var sent = UriComponentsBuilder.fromUriString(origin).build();
        return request.getServerName().equals(sent.getHost())
                && request.getScheme().equals(sent.getScheme())
                && request.getServerPort() == port(sent.getPort(), request.getScheme());
    }

    private static int port(int named, String scheme) {
        return named >= 0 ? named : scheme.equals("https") ? 443 : 80;
    }

    /** What was written in it, so that it can be shown back; nothing where another site's page sent it. */
    static List<String> written(HttpServletRequest request) {
        return request.getMethod().equals("POST") && isFromOurPage(request)
                ? request.getParameterMap().entrySet().stream()
                        .filter(field -> WRITTEN.matcher(field.getKey()).matches())
                        .flatMap(field -> Stream.of(field.getValue()))
                        .filter(text -> !text.isBlank())
                        .toList()
                : List.of();
    }
}
