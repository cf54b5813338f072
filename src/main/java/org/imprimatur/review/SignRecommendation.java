package org.imprimatur.review;

import java.time.Clock;
import java.util.List;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.People;
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
    private final KeepDraft drafts;
    private final SigningSessions signing;
    private final People people;
    private final ReviewProcess process;
    private final Clock clock;

    SignRecommendation(
            LockedArticle locked,
            ClaimTask claims,
            Tasks tasks,
            Rounds rounds,
            Recommendations recommendations,
            KeepDraft drafts,
            SigningSessions signing,
            People people,
            ReviewProcess process,
            Clock clock) {
        this.locked = locked;
        this.claims = claims;
        this.tasks = tasks;
        this.rounds = rounds;
        this.recommendations = recommendations;
        this.drafts = drafts;
        this.signing = signing;
        this.people = people;
        this.process = process;
        this.clock = clock;
    }

    /**
     * @param sections what is said about single sections of that text, in its order
     * @param seen the content hash of the text the reviewer had before them
     * @throws Refusal FOUR_EYES, NOT_ALLOWED, SIGNING_REQUIRED, TASK_NOT_OPEN, TASK_ALREADY_CLAIMED, STALE_CONTENT
     */
    public Standing sign(
            TaskId id,
            Person person,
            Recommendation recommendation,
            @Nullable String comment,
            List<SectionComment> sections,
            String seen,
            @Nullable String signingToken) {
        var article = locked.of(id, person);
        var round = rounds.get(tasks.findById(id).orElseThrow().round());
        FourEyes.requireIndependent(person, round);
        var task = claims.held(id, person);
        var session = signing.require(person, signingToken);
        requireSeen(round, seen);
        requireReasons(recommendation, comment, sections);
        var signed =
                recommendations.save(
                        new SignedRecommendation(
                                task,
                                person.id(),
                                people.signsAs(person.id()),
                                recommendation,
                                comment == null || comment.isBlank() ? null : comment.strip(),
                                sections,
                                session,
                                clock.instant()));
        task.sign(person, round.ref(), signed);
        tasks.save(task);
        drafts.forget(article.id(), person);
        process.complete(task.engineStep(), recommendation == Recommendation.REJECT);
        return locked.standing(article);
    }

    private static void requireReasons(
            Recommendation recommendation,
            @Nullable String comment,
            List<SectionComment> sections) {
        if (lacksReason(recommendation, comment, sections)) {
            throw Refusal.invalid(Sentence.of("refusal.comment"));
        }
        if (contradicts(recommendation, sections)) {
            throw Refusal.invalid(Sentence.of("refusal.must-fix"));
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
