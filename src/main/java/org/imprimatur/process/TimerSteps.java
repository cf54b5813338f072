package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.ROUND;

import org.imprimatur.review.ReviewSteps;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code remindReviewers} and {@code reportOverdue} in the diagram: what its timers lead to. */
@Configuration(proxyBeanMethods = false)
class TimerSteps {

    @Bean(EditorialReview.REMIND_REVIEWERS)
    ProcessStep remindReviewers(ReviewSteps review) {
        return execution -> review.remind(ROUND.in(execution));
    }

    @Bean(EditorialReview.REPORT_OVERDUE)
    ProcessStep reportOverdue(ReviewSteps review) {
        return execution -> review.reportOverdue(ROUND.in(execution));
    }
}
