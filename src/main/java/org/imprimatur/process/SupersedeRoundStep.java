package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.ROUND;

import org.flowable.engine.delegate.DelegateExecution;
import org.imprimatur.review.ReviewSteps;
import org.springframework.stereotype.Component;

/** {@code supersedeRound} in the diagram: a newer revision takes the round's place. */
@Component(EditorialReview.SUPERSEDE_ROUND)
class SupersedeRoundStep implements ProcessStep {

    private final ReviewSteps review;

    SupersedeRoundStep(ReviewSteps review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        review.superseded(ROUND.in(execution));
    }
}
