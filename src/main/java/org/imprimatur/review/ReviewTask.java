package org.imprimatur.review;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.article.source.Risk;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A slot of a round that one reviewer claims. Written in the transaction in which the engine opens the step. */
@Entity
@Table(name = "review_task")
class ReviewTask extends AbstractAggregateRoot<ReviewTask> {

    enum State {
        OPEN,
        CLAIMED,
        /** A verdict was signed. */
        DONE,
        /** The round went on without it. */
        CLOSED
    }

    @EmbeddedId private TaskId id;
    @Version private long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "round_id"))
    private RoundId round;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "article_id"))
    private ArticleId article;

    private String slug;
    private String question;
    private String engineStep;
    private String specialty;

    /** 0 for high risk, 1 for routine: sorts the more urgent first. */
    @Column(columnDefinition = "tinyint")
    private int urgency;

    private int revision;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    private Instant openedAt;

    /** Since when it waits for a holder, or waited for the one it has. */
    private Instant freeSince;

    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "holder"))
    private @Nullable AccountId holder;

    private @Nullable Instant heldSince;
    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ReviewTask() {}

    ReviewTask(
            ReviewRound round,
            Article article,
            String engineStep,
            String specialty,
            Risk risk,
            Instant now) {
        this.id = TaskId.next();
        this.round = round.id();
        this.article = article.id();
        this.slug = article.slug();
        this.question = article.question();
        this.engineStep = engineStep;
        this.specialty = specialty;
        this.urgency = risk == Risk.HIGH ? 0 : 1;
        this.revision = round.revision();
        this.contentHash = round.contentHash().hex();
        this.openedAt = now;
        this.freeSince = now;
        this.dueAt = round.dueAt();
        this.state = State.OPEN;
    }

    void claim(Person reviewer, RoundRef round, Instant now) {
        hold(reviewer, now);
        registerEvent(new ReviewEvent.Claimed(round, reviewer.as(Role.REVIEWER), specialty));
    }

    /** Somebody else makes this person the holder. */
    void assign(Actor by, Person reviewer, RoundRef round, String reason, Instant now) {
        hold(reviewer, now);
        registerEvent(new ReviewEvent.Assigned(round, by, reviewer.username(), specialty, reason));
    }

    private void hold(Person reviewer, Instant now) {
        state = State.CLAIMED;
        holder = reviewer.id();
        heldSince = now;
    }

    /**
     * The claim ends without a verdict.
     *
     * @param by the holder, or whoever ended the claim for them
     */
    void release(Actor by, Person former, RoundRef round, String reason, Instant now) {
        state = State.OPEN;
        holder = null;
        heldSince = null;
        freeSince = now;
        registerEvent(new ReviewEvent.Released(round, by, former.username(), specialty, reason));
    }

    void sign(Person reviewer, RoundRef round, SignedRecommendation signed) {
        state = State.DONE;
        closedAt = signed.signedAt();
        registerVerdict(reviewer, round, signed);
    }

    /** Another verdict of the same person takes the place of the one that ended the task. */
    void correct(Person reviewer, RoundRef round, SignedRecommendation signed) {
        registerVerdict(reviewer, round, signed);
    }

    private void registerVerdict(Person reviewer, RoundRef round, SignedRecommendation signed) {
        registerEvent(
                new ReviewEvent.Recommended(
                        round,
                        reviewer.as(Role.REVIEWER),
                        specialty,
                        signed.number(),
                        signed.recommendation(),
                        signed.inWords(),
                        signed.signature()));
    }

    void close(Instant now) {
        if (isOpen()) {
            state = State.CLOSED;
            closedAt = now;
        }
    }

    /** @throws Refusal TASK_NOT_OPEN once a verdict was signed or the round went on */
    void requireOpen() {
        if (!isOpen()) {
            throw new Refusal(
                    ProblemType.TASK_NOT_OPEN,
                    state == State.DONE
                            ? Sentence.of("refusal.verdict-signed")
                            : Sentence.of("refusal.round-over"));
        }
    }

    /** Waits for a claim or for a verdict. */
    boolean isOpen() {
        return state == State.OPEN || state == State.CLAIMED;
    }

    boolean isHeldBy(Person person) {
        return Objects.equals(holder, person.id());
    }

    TaskId id() {
        return id;
    }

    boolean isSigned() {
        return state == State.DONE;
    }

    ArticleId article() {
        return article;
    }

    RoundId round() {
        return round;
    }

    int revision() {
        return revision;
    }

    String engineStep() {
        return engineStep;
    }

    String specialty() {
        return specialty;
    }

    ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    @Nullable AccountId holder() {
        return holder;
    }

    @Nullable Instant heldSince() {
        return heldSince;
    }
}
