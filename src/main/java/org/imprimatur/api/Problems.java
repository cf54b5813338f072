package org.imprimatur.api;

import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever went wrong into one problem document; the only place that decides which status an exception has. */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private Problems() {}

    /** The problem behind an exception. Never discloses more than a sentence written for the caller. */
    public static Refusal of(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case BindException invalid -> invalid(invalid);
            case HandlerMethodValidationException invalid ->
                    Refusal.invalid(
                            invalid.getAllErrors().stream()
                                    .map(error -> String.valueOf(error.getDefaultMessage()))
                                    .sorted()
                                    .collect(Collectors.joining("; ")));
            case MethodArgumentTypeMismatchException mismatch
                    when mismatch.getParameter()
                            .hasParameterAnnotation(
                                    org.springframework.web.bind.annotation.PathVariable.class) ->
                    Refusal.notFound();
            case MethodArgumentTypeMismatchException mismatch ->
                    Refusal.invalid(mismatch.getName() + " has a value that is not understood.");
            case MaxUploadSizeExceededException _ -> tooLarge();
            case InvalidParameterException unreadable -> unreadable(unreadable);
            case ErrorResponse framework -> framework(framework);
            case ConcurrencyFailureException _ ->
                    new Refusal(
                            ProblemType.UNAVAILABLE,
                            "Others were changing the same just now. Nothing was changed; try again in a moment.");
            default -> databaseIsAway(failure) ? unavailable() : internal(failure);
        };
    }

    /** The refusal as an HTTP answer, the same for controllers and for filters. */
    public static ResponseEntity<ProblemDetail> answer(Refusal refusal) {
        var type = refusal.type();
        var problem = ProblemDetail.forStatusAndDetail(type.status(), refusal.sentence());
        problem.setType(URI.create(type.uri()));
        problem.setTitle(type.title());
        refusal.details().forEach(problem::setProperty);
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (type == ProblemType.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        }
        if (type == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return new ResponseEntity<>(problem, headers, type.status());
    }

    private static Refusal unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Refusal.invalid(
                        "The field \"" + unknown.getPropertyName() + "\" is not known here.");
            }
            if (cause instanceof JacksonException json) {
                var path =
                        json.getPath().stream()
                                .map(step -> String.valueOf(step.getPropertyName()))
                                .collect(Collectors.joining("."));
                return Refusal.invalid(
                        path.isEmpty()
                                ? "The body is not the JSON that is expected here."
                                : "The field \"" + path + "\" has a value that is not understood.");
            }
        }
        return Refusal.invalid("The body is missing or cannot be read.");
    }

    /** The container could not take the parameters apart: there are too many bytes, or they are not UTF-8. */
    private static Refusal unreadable(InvalidParameterException parameters) {
        return parameters.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? tooLarge()
                : Refusal.invalid("The address or the form holds characters that cannot be read.");
    }

    private static Refusal tooLarge() {
        return new Refusal(ProblemType.TOO_LARGE, "The file is larger than this server takes.");
    }

    private static Refusal invalid(BindException invalid) {
        var sentences = new ArrayList<String>();
        invalid.getFieldErrors()
                .forEach(
                        error -> sentences.add(error.getField() + " " + error.getDefaultMessage()));
        invalid.getGlobalErrors()
                .forEach(error -> sentences.add(String.valueOf(error.getDefaultMessage())));
        sentences.sort(null);
        return Refusal.invalid(String.join("; ", sentences));
    }

    private static Refusal framework(ErrorResponse framework) {
        var status = framework.getStatusCode().value();
        var sentence =
                Optional.ofNullable(framework.getBody().getDetail())
                        .orElse("The request cannot be served.");
        return switch (status) {
            case 404 -> Refusal.notFound();
            case 405 -> new Refusal(ProblemType.METHOD_NOT_ALLOWED, sentence);
            case 406 -> new Refusal(ProblemType.NOT_ACCEPTABLE, sentence);
            case 413 -> new Refusal(ProblemType.TOO_LARGE, sentence);
            case 415 -> new Refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, sentence);
            case 503 -> unavailable();
            default -> status < 500 ? Refusal.invalid(sentence) : internal((Throwable) framework);
        };
    }

    private static Refusal unavailable() {
        return new Refusal(
                ProblemType.UNAVAILABLE,
                "The database cannot be reached. Try again in a moment; with an Idempotency-Key nothing happens twice.");
    }

    private static Refusal internal(Throwable failure) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.error("A request failed", failure);
        }
        return new Refusal(
                ProblemType.INTERNAL_ERROR,
                "The request failed on our side. Nothing was changed.",
                Map.of());
    }

    private static boolean databaseIsAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || (cause instanceof SQLException sql && isLostConnection(sql))) {
                return true;
            }
        }
        return false;
    }

    /** A roll-back that fails hides why it was tried; the pool then says no more than that its connection is closed. */
    private static boolean isLostConnection(SQLException failure) {
        var state = failure.getSQLState();
        return state == null
                ? "Connection is closed".equals(failure.getMessage())
                : state.startsWith("08");
    }
}
