package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.ROUND;

import org.flowable.engine.delegate.DelegateExecution;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.transitions.ChangeArticleStatus;
import org.imprimatur.review.ReviewSteps;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code approveArticle}, {@code requestChanges} and {@code rejectArticle} in the diagram: the decision that stands
 * becomes the article's status. It is built from signed verdicts, or this throws.
 */
final class ConcludeArticleStep implements ProcessStep {

    private final Outcome outcome;
    private final ReviewSteps review;
    private final ChangeArticleStatus status;

    private ConcludeArticleStep(Outcome outcome, ReviewSteps review, ChangeArticleStatus status) {
        this.outcome = outcome;
        this.review = review;
        this.status = status;
    }

    @Override
    public void execute(DelegateExecution execution) {
        status.conclude(review.standing(ROUND.in(execution), outcome));
    }

    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean(EditorialReview.APPROVE_ARTICLE)
        ConcludeArticleStep approve(ReviewSteps review, ChangeArticleStatus status) {
            return new ConcludeArticleStep(Outcome.APPROVE, review, status);
        }

        @Bean(EditorialReview.REQUEST_CHANGES)
        ConcludeArticleStep requestChanges(ReviewSteps review, ChangeArticleStatus status) {
            return new ConcludeArticleStep(Outcome.REQUEST_CHANGES, review, status);
        }

        @Bean(EditorialReview.REJECT_ARTICLE)
        ConcludeArticleStep reject(ReviewSteps review, ChangeArticleStatus status) {
            return new ConcludeArticleStep(Outcome.REJECT, review, status);
        }
    }
}
