package org.imprimatur.proposal;

import org.imprimatur.article.ArticleId;
import org.imprimatur.people.Actor;
import org.jspecify.annotations.Nullable;

/** What happened to what a reader sent. */
public sealed interface ProposalEvent {

    ProposalId proposal();

    /** From whose page it came. */
    ArticleId article();

    Actor by();

    /**
     * It lies in the inbox from now on: nobody can say later that nobody was told.
     *
     * @param section as the reader named it; null where they named none
     */
    record Received(
            ProposalId proposal,
            ArticleId article,
            int revision,
            Proposal.Kind kind,
            @Nullable String section,
            String words)
            implements ProposalEvent {

        /** A reader has no account to be named by. */
        @Override
        public Actor by() {
            return Actor.SYSTEM;
        }
    }

    record Taken(ProposalId proposal, ArticleId article, Actor by) implements ProposalEvent {}

    record GivenBack(ProposalId proposal, ArticleId article, Actor by) implements ProposalEvent {}

    record Declined(ProposalId proposal, ArticleId article, Actor by, String reason)
            implements ProposalEvent {}

    record Settled(ProposalId proposal, ArticleId article, Actor by, String outcome)
            implements ProposalEvent {}

    /**
     * It is answered by an article of its own.
     *
     * @param slug of that article
     */
    record ArticleStarted(ProposalId proposal, ArticleId article, Actor by, String slug)
            implements ProposalEvent {}
}
