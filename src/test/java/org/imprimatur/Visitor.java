package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody with a browser that knows cookies and forms, and no script: fast enough to be many. */
public final class Visitor {

    private final Api api;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Visitor(Api api) {
        this.api = api;
    }

    /** What came back: no redirect is followed unasked. */
    public record Seen(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        public Document page() {
            return Jsoup.parse(response.body());
        }

        String text() {
            return page().select("main").text();
        }

        /** Path and query of where it leads. */
        String location() {
            var to = URI.create(response.headers().firstValue("Location").orElseThrow());
            return to.getRawQuery() == null
                    ? to.getRawPath()
                    : to.getRawPath() + "?" + to.getRawQuery();
        }

        Seen expect(int status) {
            assertThat(status()).as(this::text).isEqualTo(status);
            return this;
        }
    }

    public Seen get(String path) {
        return send(HttpRequest.newBuilder(api.uri(path)).GET());
    }

    Seen head(String path) {
        return send(HttpRequest.newBuilder(api.uri(path)).HEAD());
    }

    /** Sends a form with the token of the page that it stands on. */
    Seen post(String page, String path, Map<String, String> fields) {
        var token = get(page).page().select("input[name=_csrf]").val();
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", token);
        return postAsIs(page, path, all);
    }

    Seen postAsIs(String page, String path, Map<String, String> fields) {
        return postFrom(api.uri("").toString(), page, path, fields);
    }

    /** Sends a form that stands on a page of this origin. */
    Seen postFrom(String origin, String path, Map<String, String> fields) {
        return postFrom(origin, path, path, fields);
    }

    private Seen postFrom(String origin, String page, String path, Map<String, String> fields) {
        var body =
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(api.uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Referer", api.uri(page).toString())
                        .header("Origin", origin)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Seen signIn(String username, String password) {
        return post("/sign-in", "/sign-in", Map.of("username", username, "password", password));
    }

    /** This visitor, signed in as somebody of the {@link Cast}. */
    public Visitor as(String username) {
        assertThat(signIn(username, Cast.PASSWORD).expect(302).location())
                .isEqualTo("/after-sign-in");
        return this;
    }

    /** As when a browser has thrown a cookie away. */
    void lose(String name) {
        cookies.remove(name);
        cookies.remove("__Host-" + name);
    }

    /** The value of a cookie, with the prefix for https or without. */
    String cookie(String name) {
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().replace("__Host-", "").equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private Seen send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Seen(response);
        } catch (IOException failure) {
            throw new AssertionError("The server did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** As browsers do on localhost: what is for https alone goes there too, which Java's own cookies do not. */
    private void keep(String setCookie) {
        var pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
