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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a repeated POST with what was answered the first time.
 *
 * <p>The answer is written in the transaction of the request itself: either the change and its answer are both there, or
 * neither is, whenever the machine fails. A second request with the same key waits at the key's row until the first has
 * committed. Only successes are kept; a refusal changed nothing and may be tried again under the same key.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {

    private static final int ATTEMPTS = 3;
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final List<String> REPEATED_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final KeptAnswers answers;
    private final TransactionTemplate transaction;
    private final ProblemWriter problems;
    private final CallerId callerId;

    /** Who is asking, or nobody. */
    @FunctionalInterface
    public interface CallerId {
        Optional<UUID> current();
    }

    public IdempotencyFilter(
            KeptAnswers answers,
            PlatformTransactionManager transactions,
            ProblemWriter problems,
            CallerId callerId) {
        this.answers = answers;
        this.transaction = new TransactionTemplate(transactions);
        this.problems = problems;
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
            throw Refusal.invalid(Sentence.of("refusal.key-form"));
        }
        var body = request.getInputStream().readAllBytes(); // bounded by the filter before this one
        var fingerprint = fingerprint(request, body);
        answers.prepare(caller.get(), key, fingerprint);
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
            } catch (ConcurrencyFailureException overtaken) {
                if (attempt == ATTEMPTS || !Collision.isWorthAnotherTry(overtaken)) {
                    throw overtaken;
                }
            }
        }
    }

    /** Nothing reaches the caller before the commit: what cannot be kept is not answered either. */
    private void once(
            UUID caller,
            String key,
            byte[] fingerprint,
            Replayable request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        var before =
                transaction.execute(
                        status -> {
                            var kept = answers.lock(caller, key);
                            if (kept.isEmpty()) {
                                pass(request, buffered, chain);
                                if (buffered.getStatus() / 100 == 2) {
                                    answers.keep(caller, key, answer(fingerprint, buffered));
                                } else {
                                    status.setRollbackOnly();
                                }
                            }
                            return kept;
                        });
        if (before == null || before.isEmpty()) {
            buffered.copyBodyToResponse();
        } else {
            repeat(before.get(), fingerprint, response);
        }
    }

    /** @throws ConcurrencyFailureException if others were faster: the whole request may be tried again */
    private static void pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        request.removeAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
        try {
            chain.doFilter(request, response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ServletException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure);
        }
        if (request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE)
                instanceof ConcurrencyFailureException overtaken) {
            throw overtaken;
        }
    }

    private static KeptAnswers.Answer answer(
            byte[] fingerprint, ContentCachingResponseWrapper given) {
        var headers = new TreeMap<String, String>();
        for (var name : REPEATED_HEADERS) {
            var value = given.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new KeptAnswers.Answer(
                fingerprint, given.getStatus(), headers, given.getContentAsByteArray());
    }

    private void repeat(KeptAnswers.Answer kept, byte[] fingerprint, HttpServletResponse response)
            throws IOException {
        if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
            problems.write(
                    response,
                    new Refusal(
                            ProblemType.IDEMPOTENCY_KEY_REUSED, Sentence.of("refusal.key-reused")));
            return;
        }
        response.setStatus(kept.status());
        kept.headers().forEach(response::setHeader);
        response.getOutputStream().write(kept.body());
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
