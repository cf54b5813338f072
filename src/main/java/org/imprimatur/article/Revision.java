package org.imprimatur.article;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.article.source.ParsedSource;
import org.imprimatur.people.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One immutable state of an article's text: the canonical bytes, and who wrote them. */
@Entity
@Table(name = "revision")
public class Revision implements Persistable<Revision.Key> {

    /** @param number counts from 1 within the article */
    @Embeddable
    public record Key(
            @Column(name = "article_id") UUID article, @Column(name = "number") int number)
            implements Serializable {}

    @EmbeddedId private Key key;

    @Column(columnDefinition = "char(64)")
    private String contentHash;

    private String question;
    private String work;
    private String language;

    @ElementCollection
    @CollectionTable(
            name = "revision_topic",
            joinColumns = {
                @JoinColumn(name = "article_id", referencedColumnName = "article_id"),
                @JoinColumn(name = "number", referencedColumnName = "number")
            })
    @OrderColumn(name = "position")
    @Column(name = "topic")
    private List<String> topics;

    @Column(columnDefinition = "mediumblob")
    private byte[] source;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "author"))
    private AccountId author;

    @Column(columnDefinition = "text")
    private @Nullable String changeNote;

    private Instant createdAt;
    private @Nullable Instant submittedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Revision() {}

    Revision(
            ArticleId article,
            int number,
            ParsedSource parsed,
            AccountId author,
            @Nullable String changeNote,
            Instant now) {
        this.key = new Key(article.value(), number);
        this.question = parsed.article().question();
        this.work = parsed.article().work();
        this.language = parsed.article().language();
        this.topics = List.copyOf(parsed.article().topics());
        this.source = parsed.canonical().bytes();
        this.contentHash = parsed.hash().hex();
        this.author = author;
        this.changeNote = changeNote;
        this.createdAt = now;
    }

    void handedIn(Instant now) {
        if (submittedAt == null) {
            submittedAt = now;
        }
    }

    @Override
    public Key getId() {
        return key;
    }

    /** Revisions are inserted once; nothing is ever merged over one. */
    @Override
    public boolean isNew() {
        return true;
    }

    public int number() {
        return key.number();
    }

    public String question() {
        return question;
    }

    /** BCP 47, such as {@code en}. */
    public String language() {
        return language;
    }

    public ContentHash contentHash() {
        return new ContentHash(contentHash);
    }

    /**
     * The canonical bytes; their SHA-256 is {@link #contentHash()}.
     *
     * @throws IllegalStateException if it is not: nobody is shown what somebody put in the place of a text
     */
    public byte[] source() {
        if (!isWhole()) {
            throw new IllegalStateException(
                    "The text of %s is not the one that was hashed".formatted(key));
        }
        return source.clone();
    }

    /** Whether nobody put another text in the place of the one that was hashed. */
    public boolean isWhole() {
        return ContentHash.of(source).equals(contentHash());
    }

    public AccountId author() {
        return author;
    }

    public @Nullable String changeNote() {
        return changeNote;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean wasSubmitted() {
        return submittedAt != null;
    }
}
