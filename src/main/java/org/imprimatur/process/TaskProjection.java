package org.imprimatur.process;

import static org.imprimatur.process.EditorialReview.ROUND;

import java.util.Collection;
import java.util.Set;
import org.flowable.common.engine.api.delegate.event.AbstractFlowableEventListener;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventType;
import org.flowable.identitylink.api.IdentityLinkInfo;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.imprimatur.people.Role;
import org.imprimatur.review.ReviewSteps;
import org.springframework.stereotype.Component;

/**
 * Tells {@code review} of every step that opens and ends, in the engine's transaction: whatever a diagram adds appears in
 * the queue of those it is offered to.
 */
@Component
class TaskProjection extends AbstractFlowableEventListener {

    private final ReviewSteps review;

    TaskProjection(ReviewSteps review) {
        this.review = review;
    }

    @Override
    public Collection<? extends FlowableEventType> getTypes() {
        return Set.of(FlowableEngineEventType.TASK_CREATED, FlowableEngineEventType.ENTITY_DELETED);
    }

    @Override
    public void onEvent(FlowableEvent event) {
        if (event instanceof FlowableEngineEntityEvent about
                && about.getEntity() instanceof TaskEntity task) {
            if (event.getType() == FlowableEngineEventType.TASK_CREATED) {
                opened(task);
            } else {
                review.ended(task.getId());
            }
        }
    }

    private void opened(TaskEntity task) {
        var group =
                task.getCandidates().stream()
                        .map(IdentityLinkInfo::getGroupId)
                        .findFirst()
                        .orElseThrow();
        if (group.equals(Role.CHIEF_EDITOR.name())) {
            review.openedForDecision(ROUND.in(task), task.getId());
        } else {
            review.opened(ROUND.in(task), task.getId(), group);
        }
    }

    /** What cannot be recorded must not happen. */
    @Override
    public boolean isFailOnException() {
        return true;
    }
}
