package org.imprimatur.review;

import org.imprimatur.article.Outcome;

/** How a round ended. */
public enum RoundOutcome {
    APPROVED,
    CHANGES_REQUESTED,
    REJECTED,
    /** The editor or the chief editor took the submission back. */
    WITHDRAWN,
    /** A newer revision was handed in before the board had decided. */
    SUPERSEDED;

    static RoundOutcome of(Outcome outcome) {
        return switch (outcome) {
            case APPROVE -> APPROVED;
            case REQUEST_CHANGES -> CHANGES_REQUESTED;
            case REJECT -> REJECTED;
        };
    }
}
