package org.imprimatur.review;

import java.time.Clock;
import java.util.List;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.people.SigningSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The chief editor decides where no rule does, and signs. */
@Service
@Retried
@Transactional
public class SignDecision {

    private final LockedArticle locked;
    private final Rounds rounds;
    private final Tasks tasks;
    private final Recommendations recommendations;
    private final SignedDecisions decisions;
    private final SigningSessions signing;
    private final ReviewProcess process;
    private final People people;
    private final Clock clock;

    SignDecision(
            LockedArticle locked,
            Rounds rounds,
            Tasks tasks,
            Recommendations recommendations,
            SignedDecisions decisions,
            SigningSessions signing,
            ReviewProcess process,
            People people,
            Clock clock) {
        this.locked = locked;
        this.rounds = rounds;
        this.tasks = tasks;
        this.recommendations = recommendations;
        this.decisions = decisions;
        this.signing = signing;
        this.process = process;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param seen the content hash of the text the chief editor had before them
     * @param seenRound number of the round whose verdicts they had before them; {@code null} where {@code ifMatch} says it
     * @throws Refusal NOT_ALLOWED, SIGNING_REQUIRED, NO_OPEN_DECISION, FOUR_EYES, STALE_CONTENT, VETO_STANDS, or
     *     REQUIREMENTS_UNSATISFIED where an approval lacks its quorum
     */
    public Standing decide(
            ArticleId id,
            Person person,
            Outcome outcome,
            String reason,
            String seen,
            @Nullable Integer seenRound,
            @Nullable String signingToken,
            IfMatch ifMatch) {
        var article = locked.of(id, person);
        requireChief(person);
        ifMatch.require(article.etag());
        var session = signing.require(person, signingToken);
        var round =
                rounds.newest(id)
                        .filter(newest -> newest.decisionStep() != null)
                        .orElseThrow(SignDecision::noOpenDecision);
        var step = java.util.Objects.requireNonNull(round.decisionStep());
        var signed = recommendations.ofRound(round.id());
        FourEyes.requireIndependent(person, round);
        FourEyes.requireNotReviewer(
                person, tasks.ofRound(round.id()).stream().map(ReviewTask::holder).toList());
        SignRecommendation.requireSeen(round, seen);
        if (seenRound != null && seenRound != round.number()) {
            throw new Refusal(
                    ProblemType.STALE_CONTENT, Sentence.of("refusal.other-round", round.number()));
        }
        if (outcome == Outcome.APPROVE) {
            requireApprovable(
                    signed.stream().map(SignedRecommendation::recommendation).toList(),
                    round.quorum());
        }
        requireChief(
                people.holdActive(person.id())
                        .orElseThrow(() -> Refusal.notAllowed(Sentence.of("refusal.account"))));
        var decision =
                decisions.save(
                        SignedDecision.byChiefEditor(
                                round, outcome, person.id(), reason, session, clock.instant()));
        round.decided(person.as(Role.CHIEF_EDITOR), decision);
        rounds.save(round);
        process.decide(step, outcome);
        return locked.standing(article);
    }

    /** Asked again behind all locks: the role can be taken away while they are waited for. */
    private static void requireChief(Person person) {
        if (!person.is(Role.CHIEF_EDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-the-chief"));
        }
    }

    private static void requireApprovable(List<Recommendation> verdicts, int quorum) {
        if (OutcomeRule.isVetoed(verdicts)) {
            throw new Refusal(ProblemType.VETO_STANDS, Sentence.of("refusal.veto"));
        }
        if (!OutcomeRule.allowsApproval(verdicts, quorum)) {
            throw new Refusal(
                    ProblemType.REQUIREMENTS_UNSATISFIED, Sentence.of("refusal.quorum", quorum));
        }
    }

    private static Refusal noOpenDecision() {
        return new Refusal(ProblemType.NO_OPEN_DECISION, Sentence.of("refusal.no-decision"));
    }
}
