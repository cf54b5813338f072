package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/detail.html}: one article for its editor: what it waits for, its rounds, its text.
 *
 * @param slug of the public page; null while there is none to link to
 * @param requirements of the next submission; empty where there can be none
 * @param rounds newest first; null for those who may not follow the review
 * @param changeNote as typed last time, as is the reason
 * @param errors of the form that was sent
 */
public record DetailView(
        String id,
        @Nullable String slug,
        String question,
        String audience,
        String status,
        int revision,
        String contentHash,
        String owner,
        Instant updatedAt,
        boolean mayEdit,
        boolean maySubmit,
        boolean mayWithdraw,
        boolean mayReopen,
        List<Requirement> requirements,
        @Nullable List<Round> rounds,
        TextView text,
        String changeNote,
        String reason,
        List<FieldError> errors) {

    /** @param reason in words: what is missing, or what satisfies it */
    public record Requirement(String code, boolean satisfied, String reason) {}

    /**
     * @param outcome {@code OPEN}, {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code REJECTED}, {@code WITHDRAWN} or
     *     {@code SUPERSEDED}
     * @param reason of the decision or of the desk check
     * @param decision the chief editor's signature; null where nobody signed
     */
    public record Round(
            int number,
            int revision,
            Instant openedAt,
            String outcome,
            @Nullable Instant closedAt,
            @Nullable String changeNote,
            @Nullable String reason,
            @Nullable SignatureView decision,
            List<Slot> slots) {}

    /**
     * Reviewer, recommendation and what is said are there once signed; a reviewer also while they hold the task.
     *
     * @param comment on the whole
     * @param earlier those that a correction took the place of, oldest first
     */
    public record Slot(
            String specialty,
            @Nullable String reviewer,
            @Nullable String recommendation,
            @Nullable String comment,
            List<RemarkView> remarks,
            @Nullable SignatureView signature,
            List<SignatureView> earlier,
            boolean open) {}
}
