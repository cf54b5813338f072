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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Revision;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.policy.ReviewPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * One pass of judging one revision: which text, by whom it was written, under which policy and process, and how it
 * ended.
 */
@Entity
@Table(name = "review_round")
class ReviewRound extends AbstractAggregateRoot<ReviewRound> {

    @EmbeddedId private RoundId id;
    @Version private long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "article_id"))
    private ArticleId article;

    private int number;
    private int revision;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    private String authors;
    private int policyVersion;
    private int processVersion;
    private String slots;
    private int quorum;

    @Column(columnDefinition = "text")
    private String changeNote;

    private Instant openedAt;
    private Instant remindAt;
    private Instant dueAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "withdrawn_by"))
    private @Nullable AccountId withdrawnBy;

    @Column(columnDefinition = "text")
    private @Nullable String withdrawalReason;

    private @Nullable String decisionStep;
    private @Nullable Instant decisionSince;

    @Enumerated(EnumType.STRING)
    private @Nullable RoundOutcome outcome;

    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ReviewRound() {}

    ReviewRound(
            Article article,
            Revision revision,
            int number,
            Set<AccountId> authors,
            ReviewPolicy policy,
            ReviewPolicy.Rule rule,
            ReviewPolicy.Times times,
            String changeNote,
            int processVersion,
            Actor by,
            Instant now) {
        this.id = RoundId.next();
        this.article = article.id();
        this.number = number;
        this.revision = revision.number();
        this.contentHash = revision.contentHash().hex();
        this.authors =
                authors.stream().map(AccountId::toString).sorted().collect(Collectors.joining(","));
        this.policyVersion = policy.version();
        this.processVersion = processVersion;
        this.slots = String.join(",", rule.slots());
        this.quorum = rule.quorum();
        this.changeNote = changeNote;
        this.openedAt = now;
        this.remindAt = now.plus(times.remind());
        this.dueAt = now.plus(times.due());
        registerEvent(new ReviewEvent.RoundOpened(ref(), by, quorum, slots, this.authors));
    }

    RoundRef ref() {
        return new RoundRef(
                article, number, revision, contentHash(), policyVersion, processVersion);
    }

    /** The process asks the chief editor. */
    void openDecision(String step, Instant now) {
        decisionStep = step;
        decisionSince = now;
    }

    void decided(Actor by, SignedDecision decision) {
        decisionStep = null;
        decisionSince = null;
        registerEvent(
                new ReviewEvent.Decided(
                        ref(), by, decision.outcome(), decision.reason(), decision.signature()));
    }

    void remind(Collection<ReviewTask> open) {
        registerEvent(new ReviewEvent.Reminded(ref(), Actor.SYSTEM, outstanding(open)));
    }

    void overdue(Collection<ReviewTask> open) {
        registerEvent(new ReviewEvent.Overdue(ref(), Actor.SYSTEM, outstanding(open)));
    }

    private String outstanding(Collection<ReviewTask> open) {
        var unclaimed = open.stream().filter(task -> task.holder() == null).count();
        return open.size()
                + " of "
                + slots().size()
                + " reviews outstanding, "
                + unclaimed
                + " of them unclaimed";
    }

    void withdraw(AccountId by, String reason) {
        withdrawnBy = by;
        withdrawalReason = reason;
    }

    void supersede(Actor by, Instant now) {
        close(RoundOutcome.SUPERSEDED, now);
        registerEvent(new ReviewEvent.Superseded(ref(), by));
    }

    void close(RoundOutcome how, Instant now) {
        if (outcome != null) {
            throw new IllegalStateException("Round " + id + " has ended already: " + outcome);
        }
        outcome = how;
        closedAt = now;
        decisionStep = null;
        decisionSince = null;
    }

    RoundId id() {
        return id;
    }

    ArticleId article() {
        return article;
    }

    int number() {
        return number;
    }

    int revision() {
        return revision;
    }

    ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    /** Everybody who wrote any part of the text since the last approval. */
    Set<AccountId> authors() {
        return Arrays.stream(authors.split(","))
                .map(UUID::fromString)
                .map(AccountId::new)
                .collect(Collectors.toSet());
    }

    /** The specialty that each slot asks for. */
    List<String> slots() {
        return List.of(slots.split(","));
    }

    int quorum() {
        return quorum;
    }

    int policyVersion() {
        return policyVersion;
    }

    int processVersion() {
        return processVersion;
    }

    /** What the editor told the reviewers when handing in. */
    String changeNote() {
        return changeNote;
    }

    Instant remindAt() {
        return remindAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    Instant openedAt() {
        return openedAt;
    }

    @Nullable AccountId withdrawnBy() {
        return withdrawnBy;
    }

    @Nullable String withdrawalReason() {
        return withdrawalReason;
    }

    /** The step that waits for the chief editor, or {@code null}. */
    @Nullable String decisionStep() {
        return decisionStep;
    }

    @Nullable Instant decisionSince() {
        return decisionSince;
    }

    @Nullable RoundOutcome outcome() {
        return outcome;
    }

    @Nullable Instant closedAt() {
        return closedAt;
    }
}
