package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an article stands in public, as pages print it.
 *
 * @param status name of a public status, such as {@code UNDER_REVIEW} or {@code APPROVED}; the word comes from
 *     {@code status.*} of the messages
 * @param slots of the open round; null without one
 * @param approval in force; null without one
 * @param proofPending an approval that no checkpoint covers yet: every word says so
 * @param pendingRevision a newer revision in review beside the approved one; null without one
 * @param reason class of a rejection or withdrawal, in words
 */
public record Standing(
        String status,
        List<Step> steps,
        @Nullable Slots slots,
        @Nullable Approval approval,
        boolean proofPending,
        @Nullable Integer pendingRevision,
        @Nullable String reason) {

    /** The word's key: an approval without its proof is never called plainly approved. */
    public String word() {
        return proofPending ? "APPROVED_PROOF_PENDING" : status;
    }

    public enum Progress {
        DONE,
        CURRENT,
        AHEAD
    }

    /** @param status of that step; {@code CHANGES_REQUESTED} and the like appear as steps of their own */
    public record Step(String status, Progress progress, @Nullable Instant at) {}

    public record Slots(int required, int claimed, int signed) {}

    /** @param reviewers who approved: names where they agreed, else such as {@code a board member (oncology)} */
    public record Approval(int revision, String contentHash, Instant at, List<String> reviewers) {}
}
