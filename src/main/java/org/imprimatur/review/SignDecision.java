package org.imprimatur.review;

import java.util.List;
import java.util.Objects;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.people.SigningRequests;
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
    private final Signatures signatures;
    private final ReviewProcess process;
    private final People people;

    SignDecision(
            LockedArticle locked,
            Rounds rounds,
            Tasks tasks,
            Recommendations recommendations,
            SignedDecisions decisions,
            Signatures signatures,
            ReviewProcess process,
            People people) {
        this.locked = locked;
        this.rounds = rounds;
        this.tasks = tasks;
        this.recommendations = recommendations;
        this.decisions = decisions;
        this.signatures = signatures;
        this.process = process;
        this.people = people;
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
            SigningMeans means,
            IfMatch ifMatch) {
        var article = locked.of(id, person);
        requireChief(person);
        ifMatch.require(article.etag());
        signatures.requireFactor(person, means);
        var round = decidable(id, person, outcome, seen, seenRound);
        requireChief(
                people.holdActive(person.id())
                        .orElseThrow(() -> Refusal.notAllowed(Sentence.of("refusal.account"))));
        var given = signatures.sign(person, statement(round, person, outcome, reason), means);
        var step = Objects.requireNonNull(round.decisionStep());
        var decision =
                decisions.save(
                        SignedDecision.byChiefEditor(round, outcome, person.id(), reason, given));
        round.decided(person.as(Role.CHIEF_EDITOR), decision);
        rounds.save(round);
        process.decide(step, outcome);
        return locked.standing(article);
    }

    /**
     * Fixes what the chief editor is about to sign, so that a key can answer to it.
     *
     * @throws Refusal as {@link #decide}, but for SIGNING_REQUIRED
     */
    public SigningRequests.Fixed request(
            ArticleId id,
            Person person,
            Outcome outcome,
            String reason,
            String seen,
            @Nullable Integer seenRound,
            SigningMeans means) {
        locked.of(id, person);
        requireChief(person);
        var round = decidable(id, person, outcome, seen, seenRound);
        return signatures.request(person, statement(round, person, outcome, reason), means);
    }

    private ReviewRound decidable(
            ArticleId id,
            Person person,
            Outcome outcome,
            String seen,
            @Nullable Integer seenRound) {
        var round =
                rounds.newest(id)
                        .filter(newest -> newest.decisionStep() != null)
                        .orElseThrow(SignDecision::noOpenDecision);
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
                    recommendations.ofRound(round.id()).stream()
                            .map(SignedRecommendation::recommendation)
                            .toList(),
                    round.quorum());
        }
        return round;
    }

    private Statement statement(ReviewRound round, Person person, Outcome outcome, String reason) {
        return new Statement(
                round.ref(),
                null,
                1,
                person.as(Role.CHIEF_EDITOR),
                people.signsAs(person.id()),
                outcome.name(),
                reason);
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
