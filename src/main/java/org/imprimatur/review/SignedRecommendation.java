package org.imprimatur.review;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A reviewer's signed verdict on exactly one text. Written once. */
@Entity
@Table(name = "recommendation")
class SignedRecommendation implements Persistable<TaskId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "task_id"))
    private TaskId task;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "round_id"))
    private RoundId round;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reviewer"))
    private AccountId reviewer;

    @Enumerated(EnumType.STRING)
    private Recommendation recommendation;

    @Column(columnDefinition = "text")
    private @Nullable String comment;

    @ElementCollection
    @CollectionTable(name = "section_comment", joinColumns = @JoinColumn(name = "task_id"))
    @OrderColumn(name = "position")
    private List<SectionComment> sections;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    private String signedAs;
    private UUID signingSession;
    private Instant signedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SignedRecommendation() {}

    SignedRecommendation(
            ReviewTask task,
            AccountId reviewer,
            String signedAs,
            Recommendation recommendation,
            @Nullable String comment,
            List<SectionComment> sections,
            UUID signingSession,
            Instant now) {
        this.task = task.id();
        this.round = task.round();
        this.reviewer = reviewer;
        this.signedAs = signedAs;
        this.recommendation = recommendation;
        this.comment = comment;
        this.sections = new ArrayList<>(sections);
        this.contentHash = task.contentHash().hex();
        this.signingSession = signingSession;
        this.signedAt = now;
    }

    @Override
    public TaskId getId() {
        return task;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    AccountId reviewer() {
        return reviewer;
    }

    /** The reviewer's name and credentials as they stood at the signature. */
    String signedAs() {
        return signedAs;
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

    UUID signingSession() {
        return signingSession;
    }

    Instant signedAt() {
        return signedAt;
    }
}
