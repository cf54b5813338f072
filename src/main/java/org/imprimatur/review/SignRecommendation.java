package org.imprimatur.review;

import java.time.Clock;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.Person;
import org.imprimatur.people.SigningSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer signs a verdict on the text they read. */
@Service
@Retried
@Transactional
public class SignRecommendation {

    private final LockedArticle locked;
    private final ClaimTask claims;
    private final Tasks tasks;
    private final Rounds rounds;
    private final Recommendations recommendations;
    private final SigningSessions signing;
    private final ReviewProcess process;
    private final Clock clock;

    SignRecommendation(
            LockedArticle locked,
            ClaimTask claims,
            Tasks tasks,
            Rounds rounds,
            Recommendations recommendations,
            SigningSessions signing,
            ReviewProcess process,
            Clock clock) {
        this.locked = locked;
        this.claims = claims;
        this.tasks = tasks;
        this.rounds = rounds;
        this.recommendations = recommendations;
        this.signing = signing;
        this.process = process;
        this.clock = clock;
    }

    /**
     * @param seen the content hash of the text the reviewer had before them
     * @throws Refusal FOUR_EYES, NOT_ALLOWED, SIGNING_REQUIRED, TASK_NOT_OPEN, TASK_ALREADY_CLAIMED, STALE_CONTENT
     */
    public Standing sign(
            TaskId id,
            Person person,
            Recommendation recommendation,
            @Nullable String comment,
            String seen,
            @Nullable String signingToken) {
        var article = locked.of(id, person);
        var round = rounds.get(tasks.findById(id).orElseThrow().round());
        FourEyes.requireIndependent(person, round);
        var task = claims.held(id, person);
        var session = signing.require(person, signingToken);
        requireSeen(round, seen);
        if (recommendation != Recommendation.APPROVE && (comment == null || comment.isBlank())) {
            throw Refusal.invalid(Sentence.of("refusal.comment"));
        }
        var signed =
                recommendations.save(
                        new SignedRecommendation(
                                task,
                                person.id(),
                                recommendation,
                                comment == null || comment.isBlank() ? null : comment.strip(),
                                session,
                                clock.instant()));
        task.sign(person, round.ref(), signed);
        tasks.save(task);
        process.complete(task.engineStep(), recommendation == Recommendation.REJECT);
        return locked.standing(article);
    }

    /** @throws Refusal STALE_CONTENT if another text than the round's was seen */
    static void requireSeen(ReviewRound round, String seen) {
        if (!round.contentHash().hex().equals(seen)) {
            throw new Refusal(
                    ProblemType.STALE_CONTENT, Sentence.of("refusal.other-text", round.revision()));
        }
    }
}
