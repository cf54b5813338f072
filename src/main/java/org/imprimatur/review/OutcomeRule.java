package org.imprimatur.review;

import java.util.Collection;
import org.imprimatur.article.Outcome;

/**
 * What follows from the verdicts of a round.
 *
 * <ul>
 *   <li>all required verdicts APPROVE: approved by rule
 *   <li>all REQUEST_CHANGES: changes requested by rule
 *   <li>any REJECT, or a mixture: the chief editor decides
 * </ul>
 */
public enum OutcomeRule {
    APPROVE,
    REQUEST_CHANGES,
    /** No rule applies. */
    DECIDE;

    /**
     * @param verdicts one for each reviewer who signed
     * @param required how many verdicts the round asks for
     */
    public static OutcomeRule of(Collection<Recommendation> verdicts, int required) {
        if (verdicts.size() < required || verdicts.isEmpty()) {
            return DECIDE;
        }
        if (verdicts.stream().allMatch(Recommendation.APPROVE::equals)) {
            return APPROVE;
        }
        return verdicts.stream().allMatch(Recommendation.REQUEST_CHANGES::equals)
                ? REQUEST_CHANGES
                : DECIDE;
    }

    /** Whether the chief editor may approve over these verdicts: quorum reached, at least one APPROVE, no REJECT. */
    public static boolean allowsApproval(Collection<Recommendation> verdicts, int quorum) {
        return !isVetoed(verdicts)
                && verdicts.size() >= quorum
                && verdicts.contains(Recommendation.APPROVE);
    }

    public static boolean isVetoed(Collection<Recommendation> verdicts) {
        return verdicts.contains(Recommendation.REJECT);
    }

    Outcome outcome() {
        return switch (this) {
            case APPROVE -> Outcome.APPROVE;
            case REQUEST_CHANGES -> Outcome.REQUEST_CHANGES;
            case DECIDE ->
                    throw new IllegalStateException("No rule applies; the chief editor decides");
        };
    }
}
