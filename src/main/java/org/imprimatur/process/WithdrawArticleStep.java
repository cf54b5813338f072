package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.ROUND;

import org.flowable.engine.delegate.DelegateExecution;
import org.imprimatur.article.transitions.ChangeArticleStatus;
import org.imprimatur.review.ReviewSteps;
import org.springframework.stereotype.Component;

/** {@code withdrawArticle} in the diagram: the submission is taken back by whoever asked for it. */
@Component(EditorialReview.WITHDRAW_ARTICLE)
class WithdrawArticleStep implements ProcessStep {

    private final ReviewSteps review;
    private final ChangeArticleStatus status;

    WithdrawArticleStep(ReviewSteps review, ChangeArticleStatus status) {
        this.review = review;
        this.status = status;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var withdrawal = review.withdrawn(ROUND.in(execution));
        status.withdraw(withdrawal.article(), withdrawal.by(), withdrawal.reason());
    }
}
