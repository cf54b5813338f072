package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/review.html}: the exact text a reviewer judges, and the verdict they sign.
 *
 * @param due null once signed
 * @param unmet what stands before the signature, in words; the form says it, and refuses it too
 * @param signingUntil end of the open signing session; null if the password is asked for
 * @param recommendation as chosen so far; null at first
 * @param signed the verdict, once given; the form is then gone
 */
public record ReviewView(
        String taskId,
        String question,
        String audience,
        String specialty,
        String risk,
        int round,
        int revision,
        String contentHash,
        @Nullable String changeNote,
        QueueView.@Nullable Due due,
        TextView text,
        List<String> unmet,
        @Nullable Instant signingUntil,
        @Nullable String recommendation,
        String comment,
        List<FieldError> errors,
        @Nullable Signed signed) {

    public record Signed(String recommendation, String comment, Instant at) {}

    /** @param field name of the form's field; the summary links to it */
    public record FieldError(String field, String message) {}
}
