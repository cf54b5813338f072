package org.imprimatur.article;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All articles, past and present. Nothing here deletes: an article's history outlives it. */
public interface Articles extends Repository<Article, ArticleId> {

    Article save(Article article);

    /** Writes at once, so that a slug taken a moment ago is noticed here. */
    Article saveAndFlush(Article article);

    /** Writes all changes of the transaction so far. */
    void flush();

    Optional<Article> findById(ArticleId id);

    List<Article> findAllByIdIn(Collection<ArticleId> ids);

    Optional<Article> findBySlug(String slug);

    boolean existsBySlug(String slug);

    List<Article> findByWorkOrderByAudience(String work);

    /**
     * The article with its row locked until the transaction ends: the first thing every command does.
     *
     * <p>Two reviewers who sign different tasks of one round at the same moment would otherwise leave the engine's
     * multi-instance step hanging. Must be the first read of the article in its transaction: a copy that was read
     * before the lock would be stale.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Article a where a.id = :id")
    Optional<Article> lock(ArticleId id);

    /** The only way to change a stored article: {@link #save} is what publishes its events. */
    default void change(ArticleId id, Consumer<Article> change) {
        var article = findById(id).orElseThrow();
        change.accept(article);
        save(article);
    }
}
