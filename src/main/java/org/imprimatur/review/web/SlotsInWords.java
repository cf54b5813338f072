package org.imprimatur.review.web;

import java.time.Instant;
import org.imprimatur.review.Holder;
import org.imprimatur.review.OpenSlots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Open slots as rows of the chief editor's lists. */
@Component
class SlotsInWords {

    private final InWords inWords;

    SlotsInWords(InWords inWords) {
        this.inWords = inWords;
    }

    WorkView.Row byDueTime(OpenSlots.Slot slot) {
        return row(slot, inWords.due(slot.dueAt()));
    }

    WorkView.Row byWaiting(OpenSlots.Slot slot) {
        Instant since = slot.freeSince();
        return row(slot, new QueueView.Due(since, inWords.lasting(since), true));
    }

    private static WorkView.Row row(OpenSlots.Slot slot, QueueView.Due age) {
        return new WorkView.Row(
                slot.article().toString(),
                slot.task().toString(),
                slot.question(),
                slot.language(),
                slot.specialty(),
                null,
                slot.highRisk(),
                slot.revision(),
                name(slot.holder()),
                age);
    }

    private static @Nullable String name(@Nullable Holder holder) {
        return holder == null ? null : holder.name();
    }
}
