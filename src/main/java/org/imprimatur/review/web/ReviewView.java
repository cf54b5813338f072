package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.web.TextView;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/review.html}: the exact text a reviewer judges, and the verdict they sign.
 *
 * @param lastSigned the newest earlier revision that this reviewer signed a verdict on; null without one
 * @param due null once signed
 * @param text whose sections stand in {@code parts}, each with what is said about it
 * @param signs what a signature given now would cover
 * @param unmet what stands before the signature; the form says it, and refuses it too
 * @param signingUntil end of the open signing session; null if the password is asked for
 * @param passkeys for which name of the server the person has passkeys; null if they have none
 * @param recommendation as chosen so far; null at first
 * @param reason for giving the review back, as typed
 * @param signed the verdict, once given; the form is then gone, unless it is there to correct it
 * @param correcting the signature that the form would take the place of; null for a first verdict
 */
public record ReviewView(
        String taskId,
        String author,
        String articleId,
        String question,
        String audience,
        String specialty,
        String risk,
        int round,
        int revision,
        @Nullable Integer lastSigned,
        String contentHash,
        @Nullable String changeNote,
        QueueView.@Nullable Due due,
        TextView text,
        SignsView signs,
        List<Part> parts,
        Draft draft,
        List<Requirement> unmet,
        @Nullable Instant signingUntil,
        @Nullable String passkeys,
        @Nullable String recommendation,
        String comment,
        String reason,
        List<FieldError> errors,
        @Nullable Signed signed,
        @Nullable SignatureView correcting) {

    /**
     * A section with what the reviewer said about it.
     *
     * @param mark of this very text: whoever has read it sends it back
     * @param kind name of a {@code CommentKind}; null until it is chosen
     */
    public record Part(
            TextView.Section section,
            String mark,
            boolean read,
            @Nullable String kind,
            String comment) {}

    /**
     * @param version that this page begins from
     * @param savedAt null before the first time
     * @param typedFor the older revision it was typed for; null if it was this one
     * @param returned typed before the session ended, and not saved yet
     * @param gone comments on sections that this text has no more
     * @param other what another window saved meanwhile; null if none did
     */
    public record Draft(
            long version,
            @Nullable Instant savedAt,
            @Nullable Integer typedFor,
            boolean returned,
            List<Comment> gone,
            @Nullable Other other) {}

    /** @param kind null if none was chosen */
    public record Comment(String anchor, String title, @Nullable String kind, String comment) {}

    public record Other(
            @Nullable Instant at,
            @Nullable String recommendation,
            String comment,
            List<Comment> comments) {}

    /** @param code such as {@code recommendation} */
    public record Requirement(String code, boolean met) {}

    /**
     * @param earlier signatures whose place it took, oldest first
     * @param mayCorrect while the round is open
     */
    public record Signed(
            String recommendation,
            String comment,
            SignatureView signature,
            List<SignatureView> earlier,
            boolean mayCorrect) {}
}
