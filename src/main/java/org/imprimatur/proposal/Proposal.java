package org.imprimatur.proposal;

import java.time.Instant;
import java.util.UUID;
import org.imprimatur.article.ArticleId;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What one reader sent, and what became of it.
 *
 * @param article from whose page it came, with the revision that was shown there
 * @param section as the reader named it; null where they named none
 * @param holder who took it, and keeps their name on it when it is closed; null while nobody has
 * @param outcome in words, for a closed one: the reason it was declined, or what was done
 * @param started the article that answers it
 */
public record Proposal(
        ProposalId id,
        Asked article,
        Kind kind,
        @Nullable String section,
        String words,
        Instant receivedAt,
        State state,
        @Nullable AccountId holder,
        @Nullable String holderName,
        @Nullable Instant closedAt,
        @Nullable String outcome,
        @Nullable Started started) {

    public record Asked(ArticleId id, String slug, String question, int revision) {}

    public record Started(UUID id, String question) {}

    public enum Kind {
        /** A follow-up question: an article that somebody misses. The others say what is wrong with this one. */
        QUESTION,
        ERROR,
        OUTDATED,
        UNCLEAR,
        CITATION,
        OTHER
    }

    public enum State {
        OPEN,
        TAKEN,
        DONE,
        DECLINED;

        /** What still waits is answered in the order it came; what is closed is read from the latest. */
        boolean waits() {
            return this == OPEN || this == TAKEN;
        }
    }
}
