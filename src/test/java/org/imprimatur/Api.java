package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system as an outsider's script sees it: HTTP and nothing else. Safe for any number of threads. */
public final class Api {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final IntSupplier port;
    private final Clock clock;
    private final String password;
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();
    private final Map<String, Issued> signingTokens = new ConcurrentHashMap<>();

    /**
     * @param clock what the server goes by, so that nothing expired is sent
     * @param password of everybody
     */
    Api(IntSupplier port, Clock clock, String password) {
        this.port = port;
        this.clock = clock;
        this.password = password;
    }

    private record Issued(String token, Instant expiresAt) {

        static Issued of(JsonNode answer, String member) {
            return new Issued(
                    answer.get(member).asString(),
                    Instant.parse(answer.get("expiresAt").asString()));
        }
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<byte[]> response) {

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers()
                    .firstValue(name)
                    .orElseThrow(() -> new AssertionError("No header " + name));
        }

        public String etag() {
            return header("ETag");
        }

        /** This answer, which has to have the status. */
        public Answer expect(int wanted) {
            assertThat(status).as(this::text).isEqualTo(wanted);
            return this;
        }

        /** This answer, which has to be a problem document of that type. */
        public Answer expectProblem(int wanted, String type) {
            expect(wanted);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json().get("type").asString()).isEqualTo("/problems/" + type);
            return this;
        }
    }

    /** A request being built for one person, or for nobody. */
    public final class Call {

        private final HttpRequest.Builder request;

        private Call(String path, @Nullable String username) {
            request = HttpRequest.newBuilder(uri(path));
            if (username != null) {
                request.header("Authorization", "Bearer " + token(username));
            }
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call ifMatch(String etag) {
            return header("If-Match", etag);
        }

        public Answer get() {
            return send(request.GET());
        }

        public Answer delete() {
            return send(request.DELETE());
        }

        public Answer post() {
            return send(request.POST(HttpRequest.BodyPublishers.noBody()));
        }

        public Answer post(Object json) {
            return send(
                    request.header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            JSON.writeValueAsBytes(json))));
        }

        public Answer postMarkdown(String source) {
            return postMarkdown(source.getBytes(StandardCharsets.UTF_8));
        }

        public Answer postMarkdown(byte[] source) {
            return send(
                    request.header("Content-Type", "text/markdown")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(source)));
        }

        public Answer putMarkdown(String source) {
            return send(
                    request.header("Content-Type", "text/markdown")
                            .PUT(HttpRequest.BodyPublishers.ofString(source)));
        }

        /** Whatever a client could send; its headers are the caller's to set. */
        public Answer method(String method, HttpRequest.BodyPublisher body) {
            return send(request.method(method, body));
        }
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port.getAsInt() + path);
    }

    /** A call under {@code /api/v1} by somebody of the {@link Cast}. */
    public Call as(String username, String path) {
        return new Call("/api/v1" + path, username);
    }

    /** A call by nobody, at the root. */
    public Call anonymously(String path) {
        return new Call(path, null);
    }

    /** The badge's data once a checkpoint covers the approval, which is a matter of a second. */
    public JsonNode proven(String slug) {
        for (var until = System.nanoTime() + 20_000_000_000L; ; ) {
            var badge = anonymously("/articles/" + slug + "/badge.json").get().expect(200).json();
            if (!badge.get("proof").asString().equals("pending")) {
                return badge;
            }
            assertThat(System.nanoTime()).as("no checkpoint covers %s", slug).isLessThan(until);
        }
    }

    /** A bearer token, made once for each person while it is valid. */
    public String token(String username) {
        return valid(tokens, username, this::signIn);
    }

    public String freshToken(String username) {
        return signIn(username).token();
    }

    private Issued signIn(String username) {
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                (username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Issued.of(
                anonymously("/api/v1/tokens")
                        .header("Authorization", "Basic " + basic)
                        .post()
                        .expect(201)
                        .json(),
                "token");
    }

    /** The token of a signing session, made once for each person while it is valid. */
    public String signingToken(String username) {
        return valid(
                signingTokens,
                username,
                person ->
                        Issued.of(
                                as(person, "/signing-sessions")
                                        .post(Map.of("password", password))
                                        .expect(201)
                                        .json(),
                                "signingToken"));
    }

    private String valid(
            Map<String, Issued> known, String username, Function<String, Issued> issuing) {
        var soon = clock.instant().plusSeconds(60);
        return known.compute(
                        username,
                        (person, issued) ->
                                issued == null || issued.expiresAt().isBefore(soon)
                                        ? issuing.apply(person)
                                        : issued)
                .token();
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException failure) {
            throw new AssertionError("The server did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}
