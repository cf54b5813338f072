package org.imprimatur.article;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.imprimatur.article.source.ContentHash;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * An approved revision. It lives on its own: a newer revision in review does not touch it, only the next approval does.
 */
@Entity
@Table(name = "approval")
public class Approval implements Persistable<Approval.Key> {

    /** @param round number of the round that approved, within the article */
    @Embeddable
    public record Key(
            @Column(name = "article_id") UUID article,
            @Column(name = "revision") int revision,
            @Column(name = "round") int round)
            implements Serializable {}

    @EmbeddedId private Key key;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    private Instant approvedAt;
    private @Nullable Instant supersededAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Approval() {}

    Approval(Decision decision, Instant now) {
        this.key = new Key(decision.article().value(), decision.revision(), decision.round());
        this.contentHash = decision.contentHash().hex();
        this.approvedAt = now;
    }

    void supersede(Instant now) {
        supersededAt = now;
    }

    @Override
    public Key getId() {
        return key;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    public int revision() {
        return key.revision();
    }

    public int round() {
        return key.round();
    }

    public ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    public Instant approvedAt() {
        return approvedAt;
    }
}
