package org.imprimatur.proposal;

import java.util.UUID;
import org.imprimatur.article.DraftSubjects;
import org.imprimatur.people.Person;
import org.springframework.stereotype.Component;

/** What an editor has taken and answers with an article. */
@Component
class HeldProposals implements DraftSubjects {

    private final Inbox inbox;

    HeldProposals(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public boolean includes(UUID subject, Person editor) {
        return inbox.find(new ProposalId(subject))
                .filter(
                        proposal ->
                                proposal.state() == Proposal.State.TAKEN
                                        && editor.id().equals(proposal.holder()))
                .isPresent();
    }
}
