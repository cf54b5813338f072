package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/record.html}: every round an article went through, as far as the public may know.
 *
 * @param language of the question
 * @param badgeUrl absolute, for the line that others paste into their own pages
 * @param articleUrl absolute
 * @param readAt the moment that it tells of
 * @param rounds newest first
 */
public record RecordView(
        String slug,
        String question,
        String language,
        String audience,
        Standing standing,
        String badgeUrl,
        String articleUrl,
        Instant readAt,
        List<Round> rounds) {

    /** Of any round, be it in force or not. */
    public boolean isEverApproved() {
        return standing.approval() != null
                || rounds.stream().anyMatch(round -> round.outcome().startsWith("APPROVED"));
    }

    /**
     * @param policy version that it was opened under
     * @param outcome {@code OPEN}, {@code APPROVED}, {@code APPROVED_PROOF_PENDING}, {@code
     *     CHANGES_REQUESTED}, {@code REJECTED}, {@code WITHDRAWN} or {@code SUPERSEDED}
     * @param decidedBy {@code DESK}, {@code RULE} or {@code CHIEF_EDITOR}; null while open, withdrawn or superseded
     * @param superseded its signatures were given for another text than the one that is shown
     */
    public record Round(
            int number,
            int revision,
            String contentHash,
            int policy,
            Instant openedAt,
            String outcome,
            @Nullable Instant closedAt,
            @Nullable String decidedBy,
            boolean superseded,
            List<Slot> slots) {}

    public enum SlotState {
        UNCLAIMED,
        CLAIMED,
        SIGNED,
        CLOSED
    }

    /**
     * @param specialty null where an approval is proven, and the trail does not tell it
     * @param reviewer name or such as {@code a board member (oncology)}; null while unclaimed
     * @param at of the signature, of an approval only where the trail proves it; else of the claim
     * @param meaning of the signature, where it may be known: of those that a proven approval stands on
     */
    public record Slot(
            @Nullable String specialty,
            SlotState state,
            @Nullable String reviewer,
            @Nullable Instant at,
            @Nullable String meaning) {}
}
