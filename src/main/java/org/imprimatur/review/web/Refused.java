package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.springframework.http.HttpStatus;

/** A form that was refused: it is shown again as it was sent, with these errors. */
record Refused(HttpStatus status, List<FieldError> errors) {

    static Refused invalid(List<FieldError> errors) {
        return new Refused(ProblemType.INVALID_INPUT.status(), errors);
    }

    /** @param field where the person can do something about it */
    static Refused by(Refusal refusal, String field, Words words) {
        return new Refused(
                refusal.type().status(),
                List.of(new FieldError(field, words.say(refusal.sentence()))));
    }
}
