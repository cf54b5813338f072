package org.imprimatur.api;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every way in which a request can be refused, with the HTTP status it is answered with. */
public enum ProblemType {
    INVALID_SOURCE(422, "The source has problems"),
    INVALID_INPUT(422, "The request is not understood"),
    TOO_LARGE(413, "Too large"),
    SLUG_TAKEN(409, "The slug is taken"),
    PRECONDITION_REQUIRED(428, "If-Match is required"),
    STALE_PRECONDITION(412, "The article has changed"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    REQUIREMENTS_UNSATISFIED(409, "Requirements are not met"),
    ILLEGAL_TRANSITION(409, "Not possible in this status"),
    TASK_ALREADY_CLAIMED(409, "Somebody was faster"),
    TASK_NOT_OPEN(409, "The task is not open"),
    ONE_SLOT_PER_ROUND(409, "One slot per reviewer and round"),
    STALE_CONTENT(409, "The text has changed"),
    NO_OPEN_DECISION(409, "No decision is open"),
    VETO_STANDS(409, "A rejection stands"),
    FOUR_EYES(403, "Four eyes"),
    WRONG_SPECIALTY(403, "Another specialty is asked for"),
    NOT_ALLOWED(403, "Not allowed"),
    SIGNING_REQUIRED(403, "A fresh signature is required"),
    WRONG_PASSWORD(403, "Wrong password"),
    UNAUTHENTICATED(401, "Sign in first"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    TOO_MANY_REQUESTS(429, "Too often"),
    INTERNAL_ERROR(500, "Something went wrong"),
    UNAVAILABLE(503, "Unavailable for the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return HttpStatus.valueOf(status);
    }

    public String title() {
        return title;
    }

    /** The last part of the type's URI, for example {@code four-eyes}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + code();
    }
}
