package org.imprimatur.review;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A reviewer's signed verdict on exactly one text. Written once: whoever thinks better of it signs another one, and the
 * newest counts.
 */
@Entity
@Table(name = "recommendation")
class SignedRecommendation implements Persistable<UUID> {

    @Id private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "task_id"))
    private TaskId task;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "round_id"))
    private RoundId round;

    private int number;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reviewer"))
    private AccountId reviewer;

    @Enumerated(EnumType.STRING)
    private Recommendation recommendation;

    @Column(columnDefinition = "text")
    private @Nullable String comment;

    @ElementCollection
    @CollectionTable(
            name = "section_comment",
            joinColumns = @JoinColumn(name = "recommendation_id"))
    @OrderColumn(name = "position")
    private List<SectionComment> sections;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    @Embedded private Signature signature;
    private Instant signedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SignedRecommendation() {}

    SignedRecommendation(
            ReviewTask task,
            int number,
            AccountId reviewer,
            Judgement judgement,
            Signatures.Given given) {
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.task = task.id();
        this.round = task.round();
        this.number = number;
        this.reviewer = reviewer;
        this.recommendation = judgement.recommendation();
        this.comment = judgement.comment();
        this.sections = new ArrayList<>(judgement.sections());
        this.contentHash = task.contentHash().hex();
        this.signature = given.signature();
        this.signedAt = given.at();
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    TaskId task() {
        return task;
    }

    /** 1, and one more for each correction. */
    int number() {
        return number;
    }

    AccountId reviewer() {
        return reviewer;
    }

    Signature signature() {
        return signature;
    }

    Judgement judgement() {
        return new Judgement(recommendation, comment, sections);
    }

    Recommendation recommendation() {
        return recommendation;
    }

    @Nullable String comment() {
        return comment;
    }

    /** In the order of the text. */
    List<SectionComment> sections() {
        return List.copyOf(sections);
    }

    /** Everything it says, as the trail keeps it. */
    @Nullable String inWords() {
        return SectionComment.inWords(comment, sections);
    }

    ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    Instant signedAt() {
        return signedAt;
    }
}
