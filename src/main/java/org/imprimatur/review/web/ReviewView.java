package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/review.html}: the exact text a reviewer judges, and the verdict they sign.
 *
 * @param due null once signed
 * @param unmet what stands before the signature, in words; the form says it, and refuses it too
 * @param signingUntil end of the open signing session; null if the password is asked for
 * @param recommendation as chosen so far; null at first
 * @param reason for giving the review back, as typed
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
        String reason,
        List<FieldError> errors,
        @Nullable Signed signed) {

    public record Signed(String recommendation, String comment, Instant at) {}
}
