package org.imprimatur.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a repeated POST with what was answered the first time.
 *
 * <p>The key is written in the transaction of the request itself: either the change and its answer are both there, or
 * neither is, whenever the machine fails. A second request with the same key waits at the unique row until the first has
 * committed. Only successes are kept; a refusal changed nothing and may be tried again under the same key.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {

    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int ATTEMPTS = 3;
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final String[] REPEATED_HEADERS = {
        HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG
    };

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final ProblemWriter problems;
    private final Clock clock;
    private final int mostBytes;
    private final CallerId callerId;

    /** Who is asking, or nobody. */
    @FunctionalInterface
    public interface CallerId {
        Optional<UUID> current();
    }

    public IdempotencyFilter(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            ProblemWriter problems,
            Clock clock,
            int mostBytes,
            CallerId callerId) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.problems = problems;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.callerId = callerId;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || request.getRequestURI().endsWith("/tokens")
                || request.getRequestURI().endsWith("/signing-sessions");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = String.valueOf(request.getHeader(HEADER));
        var caller = callerId.current();
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("Idempotency-Key is 1 to 200 visible ASCII characters.");
        }
        var body = request.getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw new Refusal(
                    ProblemType.TOO_LARGE, "The request is larger than this server takes.");
        }
        var fingerprint = fingerprint(request, body);
        for (var attempt = 1; ; attempt++) {
            try {
                once(
                        caller.get(),
                        key,
                        fingerprint,
                        new Replayable(request, body),
                        response,
                        chain);
                return;
            } catch (DuplicateKeyException _) {
                repeat(caller.get(), key, fingerprint, response);
                return;
            } catch (PessimisticLockingFailureException collision) {
                // several requests waited at one key, the first was refused, and the others met at
                // the free row
                if (attempt == ATTEMPTS) {
                    throw collision;
                }
            }
        }
    }

    private void once(
            UUID caller,
            String key,
            byte[] fingerprint,
            Replayable request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        transaction.executeWithoutResult(
                status -> {
                    reserve(caller, key, fingerprint);
                    try {
                        chain.doFilter(request, buffered);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    } catch (ServletException failure) {
                        throw failure.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(failure);
                    }
                    if (buffered.getStatus() / 100 == 2) {
                        keep(caller, key, buffered);
                    } else {
                        status.setRollbackOnly();
                    }
                });
        buffered.copyBodyToResponse();
    }

    private void reserve(UUID caller, String key, byte[] fingerprint) {
        jdbc.sql(
                        "DELETE FROM idempotency_key WHERE account_id = ? AND request_key = ? AND created_at < ?")
                .params(caller, key, now().minus(KEPT))
                .update();
        jdbc.sql(
                        "INSERT INTO idempotency_key (account_id, request_key, fingerprint, created_at) VALUES (?, ?, ?, ?)")
                .params(caller, key, fingerprint, now())
                .update();
    }

    private void keep(UUID caller, String key, ContentCachingResponseWrapper answer) {
        var headers = new TreeMap<String, String>();
        for (var name : REPEATED_HEADERS) {
            var value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        jdbc.sql(
                        "UPDATE idempotency_key SET status = ?, headers = ?, body = ? WHERE account_id = ? AND request_key = ?")
                .params(
                        answer.getStatus(),
                        json.writeValueAsString(headers),
                        answer.getContentAsByteArray(),
                        caller,
                        key)
                .update();
    }

    private record Answer(byte[] fingerprint, int status, String headers, byte[] body) {}

    private void repeat(UUID caller, String key, byte[] fingerprint, HttpServletResponse response)
            throws IOException {
        var kept =
                jdbc.sql(
                                "SELECT fingerprint, status, headers, body FROM idempotency_key WHERE account_id = ? AND request_key = ?")
                        .params(caller, key)
                        .query(
                                (row, _) ->
                                        new Answer(
                                                row.getBytes(1),
                                                row.getInt(2),
                                                row.getString(3),
                                                row.getBytes(4)))
                        .optional();
        if (kept.isEmpty()) { // the first request was refused after all; the caller may try again
            problems.write(
                    response,
                    new Refusal(
                            ProblemType.UNAVAILABLE,
                            "Another request with this key was just refused. Try again."));
            return;
        }
        var answer = kept.get();
        if (!MessageDigest.isEqual(answer.fingerprint(), fingerprint)) {
            problems.write(
                    response,
                    new Refusal(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "This key was used for another request. Choose a new key for a new request."));
            return;
        }
        response.setStatus(answer.status());
        json.readValue(answer.headers(), new TypeReference<Map<String, String>>() {})
                .forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock.withZone(java.time.ZoneOffset.UTC));
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.getRequestURI() + "\n" + request.getQueryString() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java runtime has SHA-256", absent);
        }
    }

    /** The request with its body put back. */
    private static final class Replayable extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        Replayable(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(@Nullable ReadListener listener) {
                    throw new IllegalStateException("Bodies with a key are read at once");
                }

                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return body.read(bytes, offset, length);
                }
            };
        }
    }
}
