package org.imprimatur.badge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.audit.Coverage;
import org.imprimatur.review.ProvenApprovals;
import org.jspecify.annotations.Nullable;

/**
 * What readers are told about an article. A pure function of the approval in force, the proof that covers it and the
 * status of a newer revision; never stored. Badge, banner and stepper are all printed from one of these.
 *
 * @param status APPROVED while an approval is in force, whatever a newer revision is at; DRAFT where only the article's row
 *     calls it approved
 * @param revision the one the status is about
 * @param contentHash of that revision
 * @param approvedAt {@code null} without an approval in force; as the trail has it where it is proven
 * @param reviewers who approved, by name where they agreed to it and the trail proves it; empty without an approval in force
 * @param pendingRevision a newer revision before the board, or {@code null}
 */
public record PublicStatus(
        ArticleStatus status,
        int revision,
        String contentHash,
        @Nullable Instant approvedAt,
        List<Sentence> reviewers,
        Proof proof,
        @Nullable Integer pendingRevision) {

    /** What an approval without its proof is called: never plainly approved. */
    public static final String APPROVED_PROOF_PENDING = ProvenApprovals.PENDING;

    /** Whether a signed checkpoint of the trail covers the approval. */
    public enum Proof {
        /** No approval to prove. */
        NONE,
        PENDING,
        COVERED
    }

    /** The newest text that was handed in. */
    record Submitted(ArticleStatus status, int revision, String contentHash) {}

    /** The approval in force, by the word of the tables until it is {@link #provenBy}. */
    record Approved(
            int revision, String contentHash, Instant at, List<Sentence> reviewers, Proof proof) {

        /**
         * With the moment as the trail has it, if it proves this very approval.
         *
         * @param proven of this article; {@code null} if none is
         */
        Approved provenBy(Coverage.@Nullable Approved proven) {
            return proven == null || !proven.isOf(revision, contentHash)
                    ? this
                    : new Approved(revision, contentHash, proven.at(), reviewers, Proof.COVERED);
        }
    }

    /** Empty while the article was never submitted: then it is answered like one that does not exist. */
    static Optional<PublicStatus> of(@Nullable Submitted submitted, @Nullable Approved approved) {
        if (submitted == null) {
            return Optional.empty();
        }
        if (approved == null) {
            return Optional.of(
                    new PublicStatus(
                            submitted.status() == ArticleStatus.APPROVED
                                    ? ArticleStatus.DRAFT
                                    : submitted.status(),
                            submitted.revision(),
                            submitted.contentHash(),
                            null,
                            List.of(),
                            Proof.NONE,
                            null));
        }
        var pending =
                submitted.status().isInReview() && submitted.revision() > approved.revision()
                        ? submitted.revision()
                        : null;
        return Optional.of(
                new PublicStatus(
                        ArticleStatus.APPROVED,
                        approved.revision(),
                        approved.contentHash(),
                        approved.at(),
                        approved.reviewers(),
                        approved.proof(),
                        pending));
    }

    /** The same, less the proof. */
    PublicStatus unproven() {
        return new PublicStatus(
                status,
                revision,
                contentHash,
                approvedAt,
                List.of(),
                Proof.PENDING,
                pendingRevision);
    }

    /** Whether the text of {@link #revision} may be shown. */
    public boolean showsText() {
        return switch (status) {
            case SUBMITTED, UNDER_REVIEW, CHANGES_REQUESTED, APPROVED -> true;
            case DRAFT, REJECTED, WITHDRAWN -> false;
        };
    }

    public boolean isApproved() {
        return approvedAt != null;
    }

    /** Whether an approval stands that nobody could prove yet. */
    public boolean isProofPending() {
        return isApproved() && proof != Proof.COVERED;
    }

    /** The key of the one word that every surface shows. */
    public String word() {
        return isProofPending() ? APPROVED_PROOF_PENDING : status.name();
    }
}
