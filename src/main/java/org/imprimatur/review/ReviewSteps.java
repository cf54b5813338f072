package org.imprimatur.review;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Decision;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.Actor;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the process may ask of a round. The steps of the diagram call these and nothing else.
 *
 * <p>A decision is always built here from the stored, signed verdicts and the policy of the round, never from what the
 * process carries: a diagram that skips the review cannot approve.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ReviewSteps {

    private final Rounds rounds;
    private final Tasks tasks;
    private final Recommendations recommendations;
    private final SignedDecisions decisions;
    private final Requirements requirements;
    private final Articles articles;
    private final People people;
    private final Clock clock;

    ReviewSteps(
            Rounds rounds,
            Tasks tasks,
            Recommendations recommendations,
            SignedDecisions decisions,
            Requirements requirements,
            Articles articles,
            People people,
            Clock clock) {
        this.rounds = rounds;
        this.tasks = tasks;
        this.recommendations = recommendations;
        this.decisions = decisions;
        this.requirements = requirements;
        this.articles = articles;
        this.people = people;
        this.clock = clock;
    }

    /** Who withdrew a round, and why. */
    public record Withdrawal(ArticleId article, Actor by, String reason) {}

    public ArticleId articleOf(RoundId round) {
        return rounds.get(round).article();
    }

    /**
     * The automatic check before anybody reads. What it refuses goes back at once, with the reasons.
     *
     * @return whether the round may go before the board
     */
    public boolean passesDesk(RoundId id) {
        var round = rounds.get(id);
        var unmet = requirements.unmet(articles.findById(round.article()).orElseThrow());
        if (!unmet.isEmpty()) {
            var reasons =
                    unmet.stream()
                            .map(Requirement::reason)
                            .reduce(Sentence::then)
                            .orElseThrow()
                            .english();
            store(round, Actor.SYSTEM, SignedDecision.atTheDesk(round, reasons, clock.instant()));
        }
        return unmet.isEmpty();
    }

    /** The process opened a step for a reviewer of this specialty. */
    public void opened(RoundId id, String step, String specialty) {
        var round = rounds.get(id);
        var article = articles.findById(round.article()).orElseThrow();
        tasks.save(
                new ReviewTask(
                        round,
                        article,
                        step,
                        specialty,
                        requirements.riskOf(article),
                        clock.instant()));
    }

    /** The process opened a step for the chief editor. */
    public void openedForDecision(RoundId id, String step) {
        var round = rounds.get(id);
        round.openDecision(step, clock.instant());
        rounds.save(round);
    }

    /** The process ended a step, with or without a verdict. */
    public void ended(String step) {
        tasks.findByEngineStep(step)
                .ifPresent(
                        task -> {
                            task.close(clock.instant());
                            tasks.save(task);
                        });
    }

    /** Applies the outcome rule to the signed verdicts; where none applies the chief editor is asked. */
    public OutcomeRule conclude(RoundId id) {
        var round = rounds.get(id);
        var rule = OutcomeRule.of(verdicts(round), round.slots().size());
        if (rule != OutcomeRule.DECIDE) {
            store(
                    round,
                    Actor.SYSTEM,
                    SignedDecision.byRule(round, rule.outcome(), clock.instant()));
        }
        return rule;
    }

    /**
     * The decision that stands, closing the round with it.
     *
     * @throws UnsupportedDecision if the stored verdicts do not carry it
     */
    public Decision standing(RoundId id, Outcome wanted) {
        var round = rounds.get(id);
        var decision =
                decisions
                        .findById(id)
                        .orElseThrow(() -> new UnsupportedDecision(id, "nothing was decided"));
        if (decision.outcome() != wanted) {
            throw new UnsupportedDecision(id, decision.outcome() + " was decided, not " + wanted);
        }
        requireSupport(round, decision);
        round.close(RoundOutcome.of(wanted), clock.instant());
        rounds.save(round);
        return new Decision(
                round.article(),
                round.number(),
                round.revision(),
                round.contentHash(),
                wanted,
                deciderOf(decision),
                decision.reason(),
                round.policyVersion(),
                round.processVersion());
    }

    public Withdrawal withdrawn(RoundId id) {
        var round = rounds.get(id);
        var by =
                people.known(List.of(Objects.requireNonNull(round.withdrawnBy())))
                        .values()
                        .iterator()
                        .next();
        round.close(RoundOutcome.WITHDRAWN, clock.instant());
        rounds.save(round);
        return new Withdrawal(
                round.article(),
                by.as(
                        articles.findById(round.article()).orElseThrow().isOwnedBy(by)
                                ? Role.EDITOR
                                : Role.CHIEF_EDITOR),
                Objects.requireNonNull(round.withdrawalReason()));
    }

    public void superseded(RoundId id) {
        var round = rounds.get(id);
        round.supersede(Actor.SYSTEM, clock.instant());
        rounds.save(round);
    }

    /** Runs on a timer's thread, and so locks the article's row itself, as every command does. */
    public void remind(RoundId id) {
        var round = locked(id);
        round.remind(open(id));
        rounds.save(round);
    }

    /** Runs on a timer's thread, and so locks the article's row itself, as every command does. */
    public void reportOverdue(RoundId id) {
        var round = locked(id);
        round.overdue(open(id));
        rounds.save(round);
    }

    private ReviewRound locked(RoundId id) {
        var _ = articles.lock(new ArticleId(rounds.articleOf(id))).orElseThrow();
        return rounds.get(id);
    }

    private List<ReviewTask> open(RoundId id) {
        return tasks.ofRound(id).stream().filter(ReviewTask::isOpen).toList();
    }

    private void store(ReviewRound round, Actor by, SignedDecision decision) {
        decisions.save(decision);
        round.decided(by, decision);
        rounds.save(round);
    }

    private Actor deciderOf(SignedDecision decision) {
        var decider = decision.decidedBy();
        return decider == null
                ? Actor.SYSTEM
                : people.known(List.of(decider)).values().iterator().next().as(Role.CHIEF_EDITOR);
    }

    private List<Recommendation> verdicts(ReviewRound round) {
        return recommendations.ofRound(round.id()).stream()
                .map(SignedRecommendation::recommendation)
                .toList();
    }

    /** By the specialty that the policy asked for, whatever the diagram offered the tasks to. */
    private boolean everySlotIsSigned(ReviewRound round, List<SignedRecommendation> signed) {
        var unsigned = new ArrayList<>(round.slots());
        var tasksSigned = signed.stream().map(SignedRecommendation::task).toList();
        tasks.ofRound(round.id()).stream()
                .filter(task -> tasksSigned.contains(task.id()))
                .forEach(task -> unsigned.remove(task.specialty()));
        return unsigned.isEmpty();
    }

    private void requireSupport(ReviewRound round, SignedDecision decision) {
        var signed = recommendations.ofRound(round.id());
        if (!decision.contentHash().equals(round.contentHash())
                || signed.stream()
                        .anyMatch(verdict -> !verdict.contentHash().equals(round.contentHash()))) {
            throw new UnsupportedDecision(round.id(), "a signature is about another text");
        }
        if (signed.stream().anyMatch(verdict -> round.authors().contains(verdict.reviewer()))) {
            throw new UnsupportedDecision(round.id(), "an author signed");
        }
        if (signed.stream().map(SignedRecommendation::reviewer).distinct().count()
                < signed.size()) {
            throw new UnsupportedDecision(round.id(), "somebody signed for two");
        }
        Collection<Recommendation> verdicts =
                signed.stream().map(SignedRecommendation::recommendation).toList();
        var supported =
                switch (decision.basis()) {
                    case DESK -> decision.outcome() == Outcome.REQUEST_CHANGES;
                    case RULE -> {
                        var rule = OutcomeRule.of(verdicts, round.slots().size());
                        yield rule != OutcomeRule.DECIDE
                                && rule.outcome() == decision.outcome()
                                && everySlotIsSigned(round, signed);
                    }
                    case CHIEF_EDITOR ->
                            decision.signature() != null
                                    && signed.stream()
                                            .noneMatch(
                                                    verdict ->
                                                            verdict.reviewer()
                                                                    .equals(decision.decidedBy()))
                                    && !round.authors().contains(decision.decidedBy())
                                    && (decision.outcome() != Outcome.APPROVE
                                            || OutcomeRule.allowsApproval(
                                                    verdicts, round.quorum()));
                };
        if (!supported) {
            throw new UnsupportedDecision(
                    round.id(), "the signed verdicts do not carry " + decision.outcome());
        }
    }
}
