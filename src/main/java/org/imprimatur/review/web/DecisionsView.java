package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/decisions.html}: where the review sticks, and what waits for the chief editor with the verdicts side by
 * side.
 *
 * @param count of all open decisions, also of those on other pages
 * @param cursor of this page; null for the first
 * @param next cursor of the next page; null at the end
 * @param signingUntil end of the open signing session; null if the password is asked for
 * @param passkeys for which name of the server the person has passkeys; null if they have none
 */
public record DecisionsView(
        List<FigureView> figures,
        int count,
        List<Open> open,
        @Nullable String cursor,
        @Nullable String next,
        @Nullable Instant signingUntil,
        @Nullable String passkeys) {

    /** Why the rule could not settle it. */
    public enum Cause {
        VERDICTS_DIFFER,
        VETO,
        OTHER
    }

    /**
     * @param language of the question
     * @param waiting since when, in words, such as {@code for 3 h}
     * @param changeNote what the editor told the board
     * @param tally how the verdicts stand against the quorum, in words
     * @param barred why this chief editor cannot decide it; null otherwise
     * @param options in the order offered; what is not allowed stays visible with its reason
     * @param signs what a decision signed now would cover
     * @param sent what was chosen and refused; null if nothing was sent
     */
    public record Open(
            String articleId,
            String slug,
            String question,
            String language,
            String audience,
            String risk,
            int round,
            int revision,
            String contentHash,
            String changeNote,
            Cause cause,
            String tally,
            Instant since,
            String waiting,
            List<Verdict> verdicts,
            @Nullable String barred,
            List<Option> options,
            SignsView signs,
            @Nullable Sent sent) {

        public List<FieldError> errors() {
            return sent == null ? List.of() : sent.errors();
        }
    }

    /**
     * Without a recommendation the slot was closed before anybody signed.
     *
     * @param comment on the whole
     * @param earlier those that a correction took the place of, oldest first
     */
    public record Verdict(
            String specialty,
            @Nullable String reviewer,
            @Nullable String recommendation,
            @Nullable String comment,
            List<RemarkView> remarks,
            @Nullable SignatureView signature,
            List<SignatureView> earlier) {}

    /** @param refusal why it is not allowed; null if it is */
    public record Option(String decision, @Nullable String refusal) {}

    public record Sent(@Nullable String decision, String reason, List<FieldError> errors) {}
}
