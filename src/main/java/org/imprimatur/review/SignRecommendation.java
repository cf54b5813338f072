package org.imprimatur.review;

import java.util.List;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.people.SigningRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer signs a verdict on the text they read. */
@Service
@Retried
@Transactional
public class SignRecommendation {

    /** Each is kept for ever, with all that is said in it. */
    private static final int MOST_CORRECTIONS = 20;

    private final LockedArticle locked;
    private final ClaimTask claims;
    private final Tasks tasks;
    private final Rounds rounds;
    private final Recommendations recommendations;
    private final KeepDraft drafts;
    private final Signatures signatures;
    private final People people;
    private final ReviewSteps steps;
    private final ReviewProcess process;

    SignRecommendation(
            LockedArticle locked,
            ClaimTask claims,
            Tasks tasks,
            Rounds rounds,
            Recommendations recommendations,
            KeepDraft drafts,
            Signatures signatures,
            People people,
            ReviewSteps steps,
            ReviewProcess process) {
        this.locked = locked;
        this.claims = claims;
        this.tasks = tasks;
        this.rounds = rounds;
        this.recommendations = recommendations;
        this.drafts = drafts;
        this.signatures = signatures;
        this.people = people;
        this.steps = steps;
        this.process = process;
    }

    /**
     * @param seen the content hash of the text the reviewer had before them
     * @throws Refusal FOUR_EYES, NOT_ALLOWED, SIGNING_REQUIRED, TASK_NOT_OPEN, TASK_ALREADY_CLAIMED, STALE_CONTENT
     */
    public Standing sign(
            TaskId id, Person person, Judgement judgement, String seen, SigningMeans means) {
        var article = locked.of(id, person);
        var round = independent(id, person);
        var task = claims.held(id, person);
        var given = signatures.sign(person, statement(task, round, 1, person, judgement), means);
        requireSignable(round, seen, judgement);
        var signed =
                recommendations.save(
                        new SignedRecommendation(task, 1, person.id(), judgement, given));
        task.sign(person, round.ref(), signed);
        tasks.save(task);
        drafts.forget(article.id(), person);
        process.complete(task.engineStep(), judgement.recommendation() == Recommendation.REJECT);
        return locked.standing(article);
    }

    /**
     * Takes the place of the verdict that the same person signed on this task, while the round is open. Nothing is erased:
     * the earlier one stays beside it and counts no more. Where all verdicts agree now, the round is settled by rule;
     * reviews that a veto had closed stay closed.
     *
     * @throws Refusal as {@link #sign}; TASK_NOT_OPEN once the round is over, or before there is a verdict to correct;
     *     INVALID_INPUT where nothing would change, or too much was
     */
    public Standing correct(
            TaskId id, Person person, Judgement judgement, String seen, SigningMeans means) {
        var article = locked.of(id, person);
        var round = independent(id, person);
        var task = claims.signed(id, person, round);
        var earlier = correctable(task);
        var given =
                signatures.sign(
                        person,
                        statement(task, round, earlier.number() + 1, person, judgement),
                        means);
        requireSignable(round, seen, judgement);
        if (earlier.judgement().equals(judgement)) {
            throw Refusal.invalid(Sentence.of("refusal.same-verdict"));
        }
        var signed =
                recommendations.save(
                        new SignedRecommendation(
                                task, earlier.number() + 1, person.id(), judgement, given));
        task.correct(person, round.ref(), signed);
        tasks.save(task);
        var decision = round.decisionStep();
        if (decision != null) {
            settle(round, decision);
        } else if (judgement.recommendation() == Recommendation.REJECT) {
            endReviews(round);
        }
        return locked.standing(article);
    }

    /** While the chief editor is asked the rule is taken again: what the corrected verdicts settle, nobody has to decide. */
    private void settle(ReviewRound round, String decision) {
        var rule = steps.conclude(round.id());
        if (rule != OutcomeRule.DECIDE) {
            process.decide(decision, rule.outcome());
        }
    }

    /** A veto closes what is open, as if it had been the first word. The engine hears it from any step of the round. */
    private void endReviews(ReviewRound round) {
        tasks.ofRound(round.id()).stream()
                .filter(ReviewTask::isOpen)
                .findFirst()
                .ifPresent(open -> process.complete(open.engineStep(), true));
    }

    /**
     * Fixes what a person is about to sign, or to sign in place of their verdict, so that a key can answer to it.
     *
     * @throws Refusal as {@link #sign} and {@link #correct}, but for SIGNING_REQUIRED
     */
    public SigningRequests.Fixed request(
            TaskId id, Person person, Judgement judgement, String seen, SigningMeans means) {
        locked.of(id, person);
        var round = independent(id, person);
        var signed = tasks.findById(id).orElseThrow().isSigned();
        var task = signed ? claims.signed(id, person, round) : claims.held(id, person);
        requireSignable(round, seen, judgement);
        var number = signed ? correctable(task).number() + 1 : 1;
        return signatures.request(person, statement(task, round, number, person, judgement), means);
    }

    private ReviewRound independent(TaskId id, Person person) {
        var round = rounds.get(tasks.findById(id).orElseThrow().round());
        FourEyes.requireIndependent(person, round);
        return round;
    }

    private SignedRecommendation correctable(ReviewTask task) {
        var newest = recommendations.ofTasks(List.of(task.id())).getFirst();
        if (newest.number() > MOST_CORRECTIONS) {
            throw Refusal.invalid(Sentence.of("refusal.corrections", MOST_CORRECTIONS));
        }
        return newest;
    }

    private Statement statement(
            ReviewTask task, ReviewRound round, int number, Person person, Judgement judgement) {
        return new Statement(
                round.ref(),
                task.id(),
                number,
                person.as(Role.REVIEWER),
                people.signsAs(person.id()),
                judgement.recommendation().name(),
                judgement.inWords());
    }

    private static void requireSignable(ReviewRound round, String seen, Judgement judgement) {
        requireSeen(round, seen);
        if (lacksReason(judgement.recommendation(), judgement.comment(), judgement.sections())) {
            throw Refusal.invalid(Sentence.of("refusal.comment"));
        }
        if (contradicts(judgement.recommendation(), judgement.sections())) {
            throw Refusal.invalid(Sentence.of("refusal.must-fix"));
        }
        if (judgement.saysTooMuch()) {
            throw Refusal.invalid(Sentence.of("refusal.too-much-said", Judgement.LONGEST));
        }
    }

    /** A rejection is explained as a whole; for changes it is enough to name them where they belong. */
    public static boolean lacksReason(
            Recommendation recommendation,
            @Nullable String comment,
            List<SectionComment> sections) {
        return (comment == null || comment.isBlank())
                && switch (recommendation) {
                    case APPROVE -> false;
                    case REQUEST_CHANGES ->
                            sections.stream().noneMatch(said -> said.kind().asksForChange());
                    case REJECT -> true;
                };
    }

    /** Whoever says that something must be fixed cannot recommend to publish the text as it is. */
    public static boolean contradicts(
            Recommendation recommendation, List<SectionComment> sections) {
        return recommendation == Recommendation.APPROVE
                && sections.stream().anyMatch(said -> said.kind() == CommentKind.MUST_FIX);
    }

    /** @throws Refusal STALE_CONTENT if another text than the round's was seen */
    static void requireSeen(ReviewRound round, String seen) {
        if (!round.contentHash().hex().equals(seen)) {
            throw new Refusal(
                    ProblemType.STALE_CONTENT, Sentence.of("refusal.other-text", round.revision()));
        }
    }
}
