package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.DESK_PASSED;
import static org.imprimatur.process.EditorialReview.ROUND;

import org.flowable.engine.delegate.DelegateExecution;
import org.imprimatur.review.ReviewSteps;
import org.springframework.stereotype.Component;

/** {@code checkDesk} in the diagram: what is incomplete goes back before anybody reads it. */
@Component(EditorialReview.CHECK_DESK)
class CheckDeskStep implements ProcessStep {

    private final ReviewSteps review;

    CheckDeskStep(ReviewSteps review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DESK_PASSED.set(execution, review.passesDesk(ROUND.in(execution)));
    }
}
