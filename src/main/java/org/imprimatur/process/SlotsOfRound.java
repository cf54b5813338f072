package org.imprimatur.process;

import java.util.Collection;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.delegate.FlowableCollectionHandler;
import org.springframework.stereotype.Component;

/** Turns the text variable {@code slots} into the list that the review loops over, so that no list is ever stored. */
@Component(EditorialReview.SLOTS_OF_ROUND)
class SlotsOfRound implements FlowableCollectionHandler {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("rawtypes") // the engine's own signature
    public Collection resolveCollection(Object stored, DelegateExecution execution) {
        var slots = EditorialReview.SLOTS.reader().apply(stored);
        if (slots.isEmpty() || slots.contains("")) { // the engine would skip the review
            throw new IllegalStateException("A round without slots cannot be reviewed");
        }
        return slots;
    }
}
