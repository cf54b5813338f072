package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.DESK_PASSED;
import static org.imprimatur.process.EditorialReview.OUTCOME;
import static org.imprimatur.process.EditorialReview.OVERDUE_AT;
import static org.imprimatur.process.EditorialReview.REMIND_AT;
import static org.imprimatur.process.EditorialReview.ROUND;
import static org.imprimatur.process.EditorialReview.SLOTS;
import static org.imprimatur.process.EditorialReview.UNDECIDED;
import static org.imprimatur.process.EditorialReview.VETOED;

import java.util.HashMap;
import java.util.Map;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.repository.ProcessDefinition;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.transitions.ChangeArticleStatus;
import org.imprimatur.people.Actor;
import org.imprimatur.review.ReviewProcess;
import org.imprimatur.review.ReviewSteps;
import org.imprimatur.review.RoundId;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One process instance for each round, found again by the round's id as its business key. */
@Repository // for EngineCollisions
@Transactional(propagation = Propagation.MANDATORY)
class FlowableReviewProcess implements ReviewProcess {

    private final RepositoryService definitions;
    private final RuntimeService instances;
    private final TaskService tasks;
    private final ChangeArticleStatus status;
    private final ReviewSteps review;

    FlowableReviewProcess(
            RepositoryService definitions,
            RuntimeService instances,
            TaskService tasks,
            ChangeArticleStatus status,
            ReviewSteps review) {
        this.definitions = definitions;
        this.instances = instances;
        this.tasks = tasks;
        this.status = status;
        this.review = review;
    }

    @Override
    public int version() {
        return definitions
                .createProcessDefinitionQuery()
                .processDefinitionKey(EditorialReview.KEY)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    @Override
    public void submit(ArticleId article, Actor by, String changeNote) {
        status.submit(article, by, changeNote);
    }

    @Override
    public void open(Opening opening) {
        var carried = new HashMap<String, Object>();
        put(carried, ROUND, opening.round());
        put(carried, SLOTS, opening.slots());
        put(carried, REMIND_AT, opening.remindAt());
        put(carried, OVERDUE_AT, opening.overdueAt());
        put(carried, DESK_PASSED, false);
        put(carried, VETOED, false);
        put(carried, OUTCOME, UNDECIDED);
        instances.startProcessInstanceById(
                definition(opening.version()).getId(), opening.round().toString(), carried);
    }

    @Override
    public void claim(RoundId round, String step, String username) {
        tasks.claim(step, username);
        status.beginReview(review.articleOf(round), Actor.SYSTEM);
    }

    @Override
    public void release(String step) {
        tasks.unclaim(step);
    }

    @Override
    public void complete(String step, boolean veto) {
        tasks.complete(step, veto ? Map.of(VETOED.name(), VETOED.writer().apply(true)) : Map.of());
    }

    @Override
    public void decide(String step, Outcome outcome) {
        tasks.complete(step, Map.of(OUTCOME.name(), outcome.name()));
    }

    @Override
    public void withdraw(RoundId round) {
        send(EditorialReview.WITHDRAWAL_REQUESTED, round);
    }

    @Override
    public void supersede(RoundId round) {
        send(EditorialReview.NEWER_REVISION_SUBMITTED, round);
    }

    private void send(String message, RoundId round) {
        var waiting =
                instances
                        .createExecutionQuery()
                        .processInstanceBusinessKey(round.toString(), true)
                        .messageEventSubscriptionName(message)
                        .singleResult();
        if (waiting == null) {
            throw new IllegalStateException("Round " + round + " does not wait for " + message);
        }
        instances.messageEventReceived(message, waiting.getId());
    }

    private ProcessDefinition definition(int version) {
        return definitions
                .createProcessDefinitionQuery()
                .processDefinitionKey(EditorialReview.KEY)
                .processDefinitionVersion(version)
                .singleResult();
    }

    private static <T> void put(Map<String, Object> carried, Variable<T> variable, T value) {
        carried.put(variable.name(), variable.writer().apply(value));
    }
}
