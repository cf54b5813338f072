package org.imprimatur.assurance;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.badge.PublicStatus;
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
        try {
            return status
                    .of(articles.findAllByIdIn(ids.stream().map(ArticleId::new).toList()))
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, shown -> told(shown.getValue())));
        } finally {
            entities.clear();
        }
    }

    private static String told(PublicStatus shown) {
        return shown.status().name() + " " + shown.revision() + " " + shown.contentHash();
    }
}
