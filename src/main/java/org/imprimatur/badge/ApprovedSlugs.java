package org.imprimatur.badge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.article.Article;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.SourceParser;
import org.springframework.stereotype.Component;

/** Under which address a text says itself that it belongs. What was signed is a hash of that, too. */
@Component
class ApprovedSlugs {

    /** A hundred bytes each. */
    private static final int MOST_KEPT = 1 << 14;

    private final Revisions revisions;
    private final SourceParser parser;
    private final Map<String, String> slugs = new ConcurrentHashMap<>();

    ApprovedSlugs(Revisions revisions, SourceParser parser) {
        this.revisions = revisions;
        this.parser = parser;
    }

    boolean isOf(Article article, PublicStatus status) {
        var known = slugs.get(status.contentHash());
        return article.slug().equals(known != null ? known : read(article, status));
    }

    private String read(Article article, PublicStatus status) {
        var revision = revisions.get(article.id(), status.revision());
        if (!revision.isWhole() || !revision.contentHash().hex().equals(status.contentHash())) {
            return "";
        }
        var slug = parser.parse(revision.source()).article().slug();
        if (slugs.size() >= MOST_KEPT) {
            slugs.clear();
        }
        slugs.put(status.contentHash(), slug);
        return slug;
    }
}
