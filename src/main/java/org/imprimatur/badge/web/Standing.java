package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.audit.Coverage;
import org.imprimatur.badge.PublicStatus;
import org.imprimatur.desk.Words;
import org.imprimatur.review.ProvenApprovals;
import org.imprimatur.review.ReadRounds.Round;
import org.imprimatur.review.RoundOutcome;
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

    private static final List<ArticleStatus> ORDER =
            List.of(ArticleStatus.SUBMITTED, ArticleStatus.UNDER_REVIEW, ArticleStatus.APPROVED);

    /**
     * @param rounds all of the article's, oldest first
     * @param proven by their numbers, those whose approval the trail proves
     */
    static Standing of(
            PublicStatus status,
            List<Round> rounds,
            Map<Integer, Coverage.Approved> proven,
            @Nullable String reason,
            Words words) {
        var number = roundOf(status, rounds);
        var round = rounds.get(number);
        var before = number == 0 ? null : rounds.get(number - 1);
        return new Standing(
                status.status().name(),
                steps(status, round, before, proven),
                status.status().isInReview() ? slots(round) : null,
                status.approvedAt() == null
                        ? null
                        : new Approval(
                                status.revision(),
                                status.contentHash(),
                                status.approvedAt(),
                                status.reviewers().stream().map(words::say).toList()),
                status.isProofPending(),
                status.pendingRevision(),
                reason);
    }

    /** The round that the status is about: the one that approved, else the newest. */
    private static int roundOf(PublicStatus status, List<Round> rounds) {
        var newest = rounds.size() - 1;
        if (!status.isApproved()) {
            return newest;
        }
        return IntStream.iterate(newest, index -> index >= 0, index -> index - 1)
                .filter(index -> rounds.get(index).outcome() == RoundOutcome.APPROVED)
                .filter(index -> rounds.get(index).revision() == status.revision())
                .findFirst()
                .orElse(newest);
    }

    /** What went before is said first: a resubmission is a step forward, never a silent step back. */
    private static List<Step> steps(
            PublicStatus status,
            Round round,
            @Nullable Round before,
            Map<Integer, Coverage.Approved> proven) {
        var current = status.status();
        var steps = new ArrayList<Step>();
        if (before != null && before.outcome() != null) {
            steps.add(ended(before, before.outcome(), proven));
        }
        if (current != ArticleStatus.SUBMITTED) {
            steps.add(done(ArticleStatus.SUBMITTED, round.openedAt()));
            var begun = round.firstClaim();
            if (current != ArticleStatus.UNDER_REVIEW && begun.isPresent()) {
                steps.add(done(ArticleStatus.UNDER_REVIEW, begun.get()));
            }
            if (current == ArticleStatus.DRAFT && round.outcome() != null) { // reopened
                steps.add(ended(round, round.outcome(), proven));
            }
        }
        steps.add(new Step(status.word(), Progress.CURRENT, since(status, round)));
        ahead(current).forEach(next -> steps.add(new Step(next.name(), Progress.AHEAD, null)));
        return steps;
    }

    private static Step ended(
            Round round, RoundOutcome outcome, Map<Integer, Coverage.Approved> proven) {
        var proof = proven.get(round.number());
        return new Step(
                ProvenApprovals.word(outcome.name(), proof != null),
                Progress.DONE,
                proof == null ? round.closedAt() : proof.at());
    }

    private static Step done(ArticleStatus status, Instant at) {
        return new Step(status.name(), Progress.DONE, at);
    }

    private static @Nullable Instant since(PublicStatus status, Round round) {
        return switch (status.status()) {
            case SUBMITTED -> round.openedAt();
            case UNDER_REVIEW -> round.firstClaim().orElse(null);
            case APPROVED -> status.approvedAt();
            case CHANGES_REQUESTED, REJECTED, WITHDRAWN -> round.closedAt();
            case DRAFT -> null;
        };
    }

    private static List<ArticleStatus> ahead(ArticleStatus current) {
        return switch (current) {
            case SUBMITTED, UNDER_REVIEW, APPROVED ->
                    ORDER.subList(ORDER.indexOf(current) + 1, ORDER.size());
            case CHANGES_REQUESTED -> List.of(ArticleStatus.APPROVED);
            case DRAFT, REJECTED, WITHDRAWN -> List.of();
        };
    }

    private static Slots slots(Round round) {
        return new Slots(
                round.slots().size(),
                (int) round.slots().stream().filter(slot -> slot.holderId() != null).count(),
                round.verdicts().size());
    }

    /** The word's key: an approval without its proof is never called plainly approved. */
    public String word() {
        return proofPending ? PublicStatus.APPROVED_PROOF_PENDING : status;
    }

    public enum Progress {
        DONE,
        CURRENT,
        AHEAD
    }

    /**
     * @param status of that step, and the key of its word; {@code CHANGES_REQUESTED} and the like appear as steps of their own
     */
    public record Step(String status, Progress progress, @Nullable Instant at) {}

    public record Slots(int required, int claimed, int signed) {}

    /** @param reviewers who approved: names where they agreed, else such as {@code a board member (oncology)} */
    public record Approval(int revision, String contentHash, Instant at, List<String> reviewers) {}
}
