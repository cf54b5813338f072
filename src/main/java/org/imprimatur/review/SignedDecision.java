package org.imprimatur.review;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The outcome of a round, as it was decided. Written once. */
@Entity
@Table(name = "decision")
class SignedDecision implements Persistable<RoundId> {

    /** On what the outcome rests. */
    enum Basis {
        /** The desk check found requirements unmet. */
        DESK,
        /** The verdicts agreed. */
        RULE,
        /** The chief editor decided, and signed. */
        CHIEF_EDITOR
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "round_id"))
    private RoundId round;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "article_id"))
    private ArticleId article;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    @Enumerated(EnumType.STRING)
    private Basis basis;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable AccountId decidedBy;

    @Column(columnDefinition = "text")
    private @Nullable String reason;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    @Embedded private @Nullable Signature signature;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SignedDecision() {}

    private SignedDecision(
            ReviewRound round, Outcome outcome, Basis basis, @Nullable String reason, Instant now) {
        this.round = round.id();
        this.article = round.article();
        this.outcome = outcome;
        this.basis = basis;
        this.reason = reason;
        this.contentHash = round.contentHash().hex();
        this.decidedAt = now;
    }

    static SignedDecision atTheDesk(ReviewRound round, String reasons, Instant now) {
        return new SignedDecision(round, Outcome.REQUEST_CHANGES, Basis.DESK, reasons, now);
    }

    static SignedDecision byRule(ReviewRound round, Outcome outcome, Instant now) {
        return new SignedDecision(round, outcome, Basis.RULE, null, now);
    }

    static SignedDecision byChiefEditor(
            ReviewRound round,
            Outcome outcome,
            AccountId chiefEditor,
            String reason,
            Signatures.Given given) {
        var decision = new SignedDecision(round, outcome, Basis.CHIEF_EDITOR, reason, given.at());
        decision.decidedBy = chiefEditor;
        decision.signature = given.signature();
        return decision;
    }

    @Override
    public RoundId getId() {
        return round;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    Outcome outcome() {
        return outcome;
    }

    Basis basis() {
        return basis;
    }

    @Nullable AccountId decidedBy() {
        return decidedBy;
    }

    @Nullable String reason() {
        return reason;
    }

    ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    @Nullable Signature signature() {
        return signature;
    }

    Instant decidedAt() {
        return decidedAt;
    }
}
