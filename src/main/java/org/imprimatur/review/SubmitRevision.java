package org.imprimatur.review;

import java.time.Clock;
import java.util.Map;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.IllegalArticleTransition;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An editor hands a revision in, revises one, or takes a submission back. */
@Service
@Retried
@Transactional
public class SubmitRevision {

    private final LockedArticle locked;
    private final WriteArticle write;
    private final Revisions revisions;
    private final Rounds rounds;
    private final Requirements requirements;
    private final Policies policies;
    private final ReviewProcess process;
    private final Clock clock;

    SubmitRevision(
            LockedArticle locked,
            WriteArticle write,
            Revisions revisions,
            Rounds rounds,
            Requirements requirements,
            Policies policies,
            ReviewProcess process,
            Clock clock) {
        this.locked = locked;
        this.write = write;
        this.revisions = revisions;
        this.rounds = rounds;
        this.requirements = requirements;
        this.policies = policies;
        this.process = process;
        this.clock = clock;
    }

    /**
     * Hands the newest revision in and opens a round.
     *
     * @throws Refusal ILLEGAL_TRANSITION, or REQUIREMENTS_UNSATISFIED with each of them; then nothing changes
     */
    public Standing submit(ArticleId id, Person editor, String changeNote, IfMatch ifMatch) {
        var article = locked.of(id, editor);
        article.requireOwner(editor);
        ifMatch.require(article.etag());
        if (!article.status().isOpenForSubmission()) {
            throw new IllegalArticleTransition(article.status(), ArticleStatus.SUBMITTED);
        }
        var unmet = requirements.unmet(article);
        if (!unmet.isEmpty()) {
            throw new Refusal(
                    ProblemType.REQUIREMENTS_UNSATISFIED,
                    unmet.stream().map(Requirement::reason).reduce(Sentence::then).orElseThrow(),
                    Map.of("requirements", unmet));
        }
        openRound(article, editor, changeNote);
        return locked.standing(article);
    }

    /** What a revision leads to. */
    public record Revised(Article article, String contentHash, Standing standing) {}

    /**
     * Stores a newer text. During a review it takes the place of the text before the board: that round ends, its open
     * tasks close, and a new one opens.
     *
     * @throws Refusal INVALID_INPUT without a change note during a review; ILLEGAL_TRANSITION after a rejection
     */
    public Revised revise(
            ArticleId id,
            Person editor,
            byte[] source,
            @Nullable String changeNote,
            IfMatch ifMatch) {
        var article = locked.of(id, editor);
        article.requireOwner(editor);
        ifMatch.require(article.etag());
        var inReview = article.status().isInReview();
        var note = changeNote == null || changeNote.isBlank() ? null : changeNote.strip();
        var written = write.revise(article, source, editor, note);
        if (written.isPresent() && inReview) {
            if (note == null) {
                throw Refusal.invalid(Sentence.of("refusal.change-note"));
            }
            process.supersede(rounds.newest(id).orElseThrow().id());
            openRound(article, editor, note);
        }
        var hash = revisions.get(id, article.newestRevision()).contentHash();
        return new Revised(article, hash.hex(), locked.standing(article));
    }

    /** @throws Refusal NOT_ALLOWED, or ILLEGAL_TRANSITION once the board has decided */
    public Standing withdraw(ArticleId id, Person person, String reason, IfMatch ifMatch) {
        var article = locked.of(id, person);
        if (!article.isOwnedBy(person) && !person.is(Role.CHIEF_EDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-withdrawable"));
        }
        ifMatch.require(article.etag());
        if (!article.status().isInReview()) {
            throw new IllegalArticleTransition(article.status(), ArticleStatus.WITHDRAWN);
        }
        var round = rounds.newest(id).orElseThrow();
        round.withdraw(person.id(), reason);
        rounds.save(round);
        process.withdraw(round.id());
        return locked.standing(article);
    }

    /**
     * Undoes the board's rejection, and so is never done by somebody who wrote the text.
     *
     * @throws Refusal NOT_ALLOWED for all but the chief editor, FOUR_EYES, ILLEGAL_TRANSITION unless REJECTED
     */
    public Standing reopen(ArticleId id, Person person, String reason, IfMatch ifMatch) {
        var article = locked.of(id, person);
        if (!person.is(Role.CHIEF_EDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.rejected-stays"));
        }
        ifMatch.require(article.etag());
        if (requirements.authors(article).contains(person.id())) {
            throw FourEyes.ownText();
        }
        write.reopen(article, person, reason);
        return locked.standing(article);
    }

    private void openRound(Article article, Person editor, String changeNote) {
        var revision = revisions.get(article.id(), article.newestRevision());
        var source = requirements.sourceOf(revision);
        var policy = policies.inForce();
        var number = rounds.newest(article.id()).map(ReviewRound::number).orElse(0) + 1;
        process.submit(article.id(), editor.as(Role.EDITOR), changeNote);
        var round =
                rounds.save(
                        new ReviewRound(
                                article,
                                revision,
                                number,
                                requirements.authors(article),
                                policy,
                                policy.ruleFor(source.topics()),
                                policy.timesFor(source.risk()),
                                changeNote,
                                process.version(),
                                editor.as(Role.EDITOR),
                                clock.instant()));
        process.open(
                new ReviewProcess.Opening(
                        round.id(),
                        article.id(),
                        round.processVersion(),
                        round.slots(),
                        round.remindAt(),
                        round.dueAt()));
    }
}
