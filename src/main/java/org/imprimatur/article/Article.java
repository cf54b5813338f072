package org.imprimatur.article;

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
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Audience;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A medical article on its way to approval: one audience's text of a work.
 *
 * <p>An approval holds for one revision only: whoever revises an approved article puts it back to draft, while the
 * approved text stays in force in public. Revisions and approvals are rows of their own; this one says where the newest
 * stands.
 */
@Entity
@Table(name = "article")
public class Article extends AbstractAggregateRoot<Article> {

    @EmbeddedId private ArticleId id;
    @Version private long version;
    private String slug;
    private String work;

    @Enumerated(EnumType.STRING)
    private Audience audience;

    private String question;

    @Enumerated(EnumType.STRING)
    private ArticleStatus status;

    private Instant statusSince;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "owner"))
    private AccountId owner;

    private int newestRevision;
    private @Nullable Integer submittedRevision;
    private @Nullable Instant submittedAt;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Article() {}

    Article(ArticleSource source, ContentHash hash, Person author, Instant now) {
        this.id = ArticleId.next();
        this.slug = source.slug();
        this.owner = author.id();
        this.status = ArticleStatus.DRAFT;
        this.newestRevision = 1;
        this.statusSince = now;
        this.createdAt = now;
        this.updatedAt = now;
        this.work = source.work();
        this.audience = source.audience();
        this.question = source.question();
        registerEvent(new ArticleEvent.Created(id, author.as(Role.EDITOR), 1, hash));
    }

    /** A newer text. An approved article becomes a draft again; every other status stays. */
    void revise(
            ArticleSource source,
            ContentHash hash,
            Actor by,
            @Nullable String changeNote,
            Instant now) {
        if (status == ArticleStatus.REJECTED) {
            throw new IllegalArticleTransition(
                    status, ArticleStatus.DRAFT, Sentence.of("refusal.rejected-stays"));
        }
        var from = status;
        if (status == ArticleStatus.APPROVED) {
            become(ArticleStatus.DRAFT, now);
        }
        newestRevision++;
        work = source.work();
        question = source.question();
        updatedAt = now;
        registerEvent(
                new ArticleEvent.Revised(id, by, newestRevision, hash, from, status, changeNote));
    }

    void submit(ContentHash hash, Actor by, String changeNote, Instant now) {
        var from = status;
        become(ArticleStatus.SUBMITTED, now);
        submittedRevision = newestRevision;
        submittedAt = now;
        registerEvent(new ArticleEvent.Submitted(id, by, newestRevision, hash, from, changeNote));
    }

    void beginReview(ContentHash hash, Actor by, Instant now) {
        become(ArticleStatus.UNDER_REVIEW, now);
        registerEvent(new ArticleEvent.ReviewBegun(id, by, newestRevision, hash));
    }

    /**
     * Makes the board's decision this article's status.
     *
     * @throws Refusal STALE_CONTENT if the article has moved on since the review
     */
    void conclude(Decision decision, Instant now) {
        if (!decision.article().equals(id) || decision.revision() != newestRevision) {
            throw new Refusal(
                    ProblemType.STALE_CONTENT,
                    Sentence.of(
                            "refusal.decision-of-another", decision.revision(), newestRevision));
        }
        var from = status;
        become(decision.outcome().status(), now);
        registerEvent(new ArticleEvent.Decided(decision, from));
    }

    void withdraw(ContentHash hash, Actor by, String reason, Instant now) {
        var from = status;
        become(ArticleStatus.WITHDRAWN, now);
        registerEvent(new ArticleEvent.Withdrawn(id, by, newestRevision, hash, from, reason));
    }

    void reopen(ContentHash hash, Actor by, String reason, Instant now) {
        if (status != ArticleStatus.REJECTED) {
            throw new IllegalArticleTransition(
                    status, ArticleStatus.DRAFT, Sentence.of("refusal.not-rejected"));
        }
        become(ArticleStatus.DRAFT, now);
        registerEvent(new ArticleEvent.Reopened(id, by, newestRevision, hash, reason));
    }

    private void become(ArticleStatus next, Instant now) {
        if (!status.mayBecome(next)) {
            throw new IllegalArticleTransition(status, next);
        }
        status = next;
        statusSince = now;
        updatedAt = now;
    }

    /** Strong entity tag: changes with every revision and every status. */
    public String etag() {
        return "\"" + id.value() + "-" + version + "\"";
    }

    /** @throws Refusal NOT_ALLOWED for everybody but the editor who created it */
    public void requireOwner(Person person) {
        if (!isOwnedBy(person)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-the-owner"));
        }
    }

    public boolean isOwnedBy(Person person) {
        return owner.equals(person.id()) && person.is(Role.EDITOR);
    }

    public ArticleId id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String work() {
        return work;
    }

    public Audience audience() {
        return audience;
    }

    public String question() {
        return question;
    }

    public ArticleStatus status() {
        return status;
    }

    public AccountId owner() {
        return owner;
    }

    public int newestRevision() {
        return newestRevision;
    }

    /** The revision that was handed in last; {@code null} while the article was never submitted. */
    public @Nullable Integer submittedRevision() {
        return submittedRevision;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public boolean wasSubmitted() {
        return submittedRevision != null;
    }
}
