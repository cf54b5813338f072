package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/reassign.html}: a slot, and who could hold it instead.
 *
 * @param language of the question
 * @param risk {@code ROUTINE} or {@code HIGH}
 * @param holder null while nobody holds it
 * @param open a verdict is still awaited
 * @param barred why this chief editor cannot move it; null otherwise
 * @param excluded reviewers of the specialty who cannot take it, each with the reason
 * @param moved it was moved a moment ago
 */
public record ReassignView(
        String task,
        String article,
        String question,
        String language,
        String specialty,
        String risk,
        int round,
        int revision,
        QueueView.Due due,
        @Nullable Holder holder,
        boolean open,
        @Nullable String barred,
        List<Choice> choices,
        List<String> excluded,
        Sent sent,
        boolean moved) {

    /** @param since in words, such as {@code for 3 h} */
    public record Holder(String id, String username, String name, String since) {}

    public record Choice(String id, String name, int open, int overdue, int signed) {}

    /** What was chosen and typed, and why it was refused. */
    public record Sent(@Nullable String to, String reason, List<FieldError> errors) {

        static final Sent NOTHING = new Sent(null, "", List.of());
    }
}
