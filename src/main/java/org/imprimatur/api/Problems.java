package org.imprimatur.api;

import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
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
                    asGiven(
                            ProblemType.INVALID_INPUT,
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
                    Refusal.invalid(Sentence.of("refusal.value", mismatch.getName()));
            case MaxUploadSizeExceededException _ -> tooLarge();
            case InvalidParameterException unreadable -> unreadable(unreadable);
            case ErrorResponse framework -> framework(framework);
            case ConcurrencyFailureException _ ->
                    new Refusal(ProblemType.UNAVAILABLE, Sentence.of("refusal.overtaken"));
            default -> databaseIsAway(failure) ? unavailable() : internal(failure);
        };
    }

    /** The refusal as an HTTP answer, the same for controllers and for filters. */
    public static ResponseEntity<ProblemDetail> answer(Refusal refusal) {
        var type = refusal.type();
        var problem = ProblemDetail.forStatusAndDetail(type.status(), refusal.sentence().english());
        problem.setType(URI.create(type.uri()));
        problem.setTitle(type.title());
        refusal.details().forEach(problem::setProperty);
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (type == ProblemType.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        }
        if (refusal.details().get(Refusal.RETRY_AFTER) instanceof Long seconds) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
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
                        Sentence.of("refusal.unknown-field", unknown.getPropertyName()));
            }
            if (cause instanceof JacksonException json) {
                var path =
                        json.getPath().stream()
                                .map(step -> String.valueOf(step.getPropertyName()))
                                .collect(Collectors.joining("."));
                return Refusal.invalid(
                        path.isEmpty()
                                ? Sentence.of("refusal.json")
                                : Sentence.of("refusal.field-value", path));
            }
        }
        return Refusal.invalid(Sentence.of("refusal.unreadable-body"));
    }

    /** The container could not take the parameters apart: there are too many bytes, or they are not UTF-8. */
    private static Refusal unreadable(InvalidParameterException parameters) {
        return parameters.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? tooLarge()
                : Refusal.invalid(Sentence.of("refusal.unreadable-parameters"));
    }

    private static Refusal tooLarge() {
        return new Refusal(ProblemType.TOO_LARGE, Sentence.of("refusal.file-too-large"));
    }

    private static Refusal invalid(BindException invalid) {
        var sentences = new ArrayList<String>();
        invalid.getFieldErrors()
                .forEach(
                        error -> sentences.add(error.getField() + " " + error.getDefaultMessage()));
        invalid.getGlobalErrors()
                .forEach(error -> sentences.add(String.valueOf(error.getDefaultMessage())));
        sentences.sort(null);
        return asGiven(ProblemType.INVALID_INPUT, String.join("; ", sentences));
    }

    private static Refusal framework(ErrorResponse framework) {
        var status = framework.getStatusCode().value();
        var sentence =
                Optional.ofNullable(framework.getBody().getDetail())
                        .orElseGet(() -> Sentence.of("refusal.unservable").english());
        return switch (status) {
            case 404 -> Refusal.notFound();
            case 405 -> asGiven(ProblemType.METHOD_NOT_ALLOWED, sentence);
            case 406 -> asGiven(ProblemType.NOT_ACCEPTABLE, sentence);
            case 413 -> asGiven(ProblemType.TOO_LARGE, sentence);
            case 415 -> asGiven(ProblemType.UNSUPPORTED_MEDIA_TYPE, sentence);
            case 503 -> unavailable();
            default ->
                    status < 500
                            ? asGiven(ProblemType.INVALID_INPUT, sentence)
                            : internal((Throwable) framework);
        };
    }

    /** What the framework says to callers of the API. */
    private static Refusal asGiven(ProblemType type, String sentence) {
        return new Refusal(type, Sentence.of("sentence.as-given", sentence));
    }

    private static Refusal unavailable() {
        return new Refusal(ProblemType.UNAVAILABLE, Sentence.of("refusal.unavailable"));
    }

    private static Refusal internal(Throwable failure) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.error("A request failed", failure);
        }
        return new Refusal(ProblemType.INTERNAL_ERROR, Sentence.of("refusal.internal"));
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
