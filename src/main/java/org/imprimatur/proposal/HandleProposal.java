package org.imprimatur.proposal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An editor takes what a reader sent, and ends it. Each step locks the row and looks again: of two who take the same one,
 * the second is told who was faster.
 */
@Service
@Transactional
public class HandleProposal {

    private final Inbox inbox;
    private final WriteArticle writeArticle;
    private final People people;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HandleProposal(
            Inbox inbox,
            WriteArticle writeArticle,
            People people,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.inbox = inbox;
        this.writeArticle = writeArticle;
        this.people = people;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Does nothing where the editor holds it already.
     *
     * @throws Refusal TASK_ALREADY_CLAIMED with the holder's name, TASK_NOT_OPEN once it is closed
     */
    public void take(ProposalId id, Person editor) {
        requireEditor(editor);
        var proposal = lock(id);
        if (proposal.state() != Proposal.State.OPEN) {
            requireHeld(proposal, editor);
            return;
        }
        requireStillEditing(editor);
        jdbc.sql(
                        "UPDATE proposal SET state = 'TAKEN', holder = :me, held_since = :now WHERE id = :id")
                .param("me", editor.id().value())
                .param("now", now())
                .param("id", id.value())
                .update();
        events.publishEvent(
                new ProposalEvent.Taken(id, proposal.article().id(), editor.as(Role.EDITOR)));
    }

    /** @throws Refusal as {@link #held} */
    public void giveBack(ProposalId id, Person editor) {
        var proposal = requireHeld(lock(id), editor);
        jdbc.sql(
                        "UPDATE proposal SET state = 'OPEN', holder = NULL, held_since = NULL WHERE id = :id")
                .param("id", id.value())
                .update();
        events.publishEvent(
                new ProposalEvent.GivenBack(id, proposal.article().id(), editor.as(Role.EDITOR)));
    }

    /** @throws Refusal as {@link #held} */
    public void decline(ProposalId id, Person editor, String reason) {
        var proposal = requireHeld(lock(id), editor);
        close(id, Proposal.State.DECLINED, reason, null);
        events.publishEvent(
                new ProposalEvent.Declined(
                        id, proposal.article().id(), editor.as(Role.EDITOR), reason));
    }

    /** @throws Refusal as {@link #held} */
    public void settle(ProposalId id, Person editor, String outcome) {
        var proposal = requireHeld(lock(id), editor);
        close(id, Proposal.State.DONE, outcome, null);
        events.publishEvent(
                new ProposalEvent.Settled(
                        id, proposal.article().id(), editor.as(Role.EDITOR), outcome));
    }

    /**
     * Makes the article that answers it.
     *
     * @throws org.imprimatur.article.source.InvalidSource with every problem at once
     * @throws Refusal SLUG_TAKEN, and as {@link #held}
     */
    public Article startArticle(ProposalId id, Person editor, byte[] source) {
        var proposal = requireHeld(lock(id), editor);
        var started = writeArticle.create(source, editor);
        close(id, Proposal.State.DONE, null, started.id());
        events.publishEvent(
                new ProposalEvent.ArticleStarted(
                        id, proposal.article().id(), editor.as(Role.EDITOR), started.slug()));
        return started;
    }

    /**
     * What this editor has taken.
     *
     * @throws Refusal NOT_FOUND, TASK_ALREADY_CLAIMED where somebody else took it, TASK_NOT_OPEN where nobody did or it
     *     is closed
     */
    @Transactional(readOnly = true)
    public Proposal held(ProposalId id, Person editor) {
        return requireHeld(inbox.find(id).orElseThrow(Refusal::notFound), editor);
    }

    /** An account that is disabled at this moment, or loses the role, either has the letter taken back or does not get it. */
    private void requireStillEditing(Person editor) {
        requireEditor(
                people.holdActive(editor.id())
                        .orElseThrow(() -> Refusal.notAllowed(Sentence.of("refusal.account"))));
    }

    private static Proposal requireHeld(Proposal proposal, Person editor) {
        requireEditor(editor);
        return switch (proposal.state()) {
            case OPEN ->
                    throw new Refusal(
                            ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.proposal.not-taken"));
            case TAKEN -> {
                if (!editor.id().equals(proposal.holder())) {
                    throw new Refusal(
                            ProblemType.TASK_ALREADY_CLAIMED,
                            Sentence.of("refusal.proposal.taken", named(proposal)));
                }
                yield proposal;
            }
            case DONE, DECLINED ->
                    throw new Refusal(
                            ProblemType.TASK_NOT_OPEN,
                            Sentence.of("refusal.proposal.closed", named(proposal)));
        };
    }

    private static String named(Proposal proposal) {
        return Objects.requireNonNull(proposal.holderName());
    }

    private Proposal lock(ProposalId id) {
        var _ =
                jdbc.sql("SELECT 1 FROM proposal WHERE id = :id FOR UPDATE")
                        .param("id", id.value())
                        .query(Integer.class)
                        .optional()
                        .orElseThrow(Refusal::notFound);
        return inbox.find(id).orElseThrow();
    }

    private void close(
            ProposalId id,
            Proposal.State state,
            @Nullable String outcome,
            @Nullable ArticleId started) {
        jdbc.sql(
                        "UPDATE proposal SET state = :state, outcome = :outcome, started_article = :started, closed_at = :now"
                                + " WHERE id = :id")
                .param("state", state.name())
                .param("outcome", outcome)
                .param("started", started == null ? null : started.value())
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void requireEditor(Person person) {
        if (!person.is(Role.EDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.proposal.editors-only"));
        }
    }
}
