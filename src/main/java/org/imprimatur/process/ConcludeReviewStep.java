package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.OUTCOME;
import static org.imprimatur.process.EditorialReview.ROUND;

import org.flowable.engine.delegate.DelegateExecution;
import org.imprimatur.review.ReviewSteps;
import org.springframework.stereotype.Component;

/** {@code concludeReview} in the diagram: the outcome rule, applied to the stored verdicts. */
@Component(EditorialReview.CONCLUDE_REVIEW)
class ConcludeReviewStep implements ProcessStep {

    private final ReviewSteps review;

    ConcludeReviewStep(ReviewSteps review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OUTCOME.set(execution, review.conclude(ROUND.in(execution)).name());
    }
}
