package org.imprimatur.assurance;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.badge.ReadPublicStatus;
import org.springframework.stereotype.Component;

/** What badge, banner and stepper say of articles, in the words of the fold: {@code APPROVED 2 3f0a…}. */
@Component
class ShownStatus {

    private final Articles articles;
    private final ReadPublicStatus status;
    private final EntityManager entities;

    ShownStatus(Articles articles, ReadPublicStatus status, EntityManager entities) {
        this.entities = entities;
        this.articles = articles;
        this.status = status;
    }

    /** Absent where nothing is shown. What was loaded for it is let go, since a transaction may ask for every article. */
    Map<UUID, String> of(Collection<UUID> ids) {
        var words = new HashMap<UUID, String>();
        try {
            for (var id : ids) {
                articles.findById(new ArticleId(id))
                        .flatMap(this::told)
                        .ifPresent(word -> words.put(id, word));
            }
        } finally {
            entities.clear();
        }
        return words;
    }

    private Optional<String> told(Article article) {
        return status.of(article)
                .map(
                        shown ->
                                shown.status().name()
                                        + " "
                                        + shown.revision()
                                        + " "
                                        + shown.contentHash());
    }
}
