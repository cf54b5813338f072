package org.imprimatur.badge;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.Sentence;
import org.imprimatur.audit.Coverage;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.RoundOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How the public may know those who reviewed. By name only whoever approved what was approved, agreed to be named, and of whom
 * the trail proves it; of an approval that is proven nothing is told of a person that their entry does not tell.
 */
@Component
class PublicReviewers {

    private final People people;

    PublicReviewers(People people) {
        this.people = people;
    }

    /** By task, of all that somebody has claimed. */
    Map<UUID, PublicReviewer> of(
            Collection<ReadRounds.Round> rounds, Collection<Coverage.Approved> proven) {
        var consenting = people.consenting(approving(rounds));
        var told = new HashMap<UUID, PublicReviewer>();
        for (var round : rounds) {
            var proof = proofOf(round, proven);
            for (var slot : round.slots()) {
                if (slot.holderId() != null) {
                    told.put(
                            slot.task().id(),
                            round.outcome() == RoundOutcome.APPROVED
                                    ? ofApproval(slot, proof, consenting)
                                    : unnamed(slot.task().specialty(), slot.signedAt()));
                }
            }
        }
        return told;
    }

    /** What proves that a round approved. */
    static Optional<Coverage.Approved> proofOf(
            ReadRounds.Round round, Collection<Coverage.Approved> proven) {
        return round.outcome() == RoundOutcome.APPROVED
                ? proven.stream()
                        .filter(
                                approval ->
                                        approval.isOf(
                                                round.number(),
                                                round.revision(),
                                                round.contentHash()))
                        .reduce((_, later) -> later)
                : Optional.empty();
    }

    private static Set<AccountId> approving(Collection<ReadRounds.Round> rounds) {
        return rounds.stream()
                .filter(round -> round.outcome() == RoundOutcome.APPROVED)
                .flatMap(round -> round.slots().stream())
                .filter(slot -> slot.recommendation() == Recommendation.APPROVE)
                .map(ReadRounds.Slot::holderId)
                .collect(Collectors.toSet());
    }

    private static PublicReviewer ofApproval(
            ReadRounds.Slot slot, Optional<Coverage.Approved> proof, Set<AccountId> consenting) {
        if (proof.isEmpty()) {
            return unnamed(slot.task().specialty(), null);
        }
        var verdict =
                slot.recommendation() == Recommendation.APPROVE
                        ? proof.get().verdictOf(slot.signedAs())
                        : Optional.<Coverage.Verdict>empty();
        return verdict.map(
                        found ->
                                new PublicReviewer(
                                        found.name() != null && consenting.contains(slot.holderId())
                                                ? Sentence.of("sentence.as-given", found.name())
                                                : member(found.specialty()),
                                        true,
                                        found.specialty(),
                                        found.at()))
                .orElseGet(() -> unnamed(null, null));
    }

    private static PublicReviewer unnamed(@Nullable String specialty, @Nullable Instant signedAt) {
        return new PublicReviewer(member(specialty), false, specialty, signedAt);
    }

    private static Sentence member(@Nullable String specialty) {
        return specialty == null
                ? Sentence.of("reviewer.member")
                : Sentence.of("reviewer.unnamed", Sentence.term(specialty));
    }
}
