package org.imprimatur.badge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.article.Article;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.SourceParser;
import org.springframework.stereotype.Component;

/** Whether the text that was approved is there, and says itself that it belongs under the address that it is asked for at. */
@Component
class ApprovedTexts {

    /** A hundred bytes each. */
    private static final int MOST_KEPT = 1 << 14;

    private final Revisions revisions;
    private final SourceParser parser;
    private final Map<String, String> slugs = new ConcurrentHashMap<>();

    ApprovedTexts(Revisions revisions, SourceParser parser) {
        this.revisions = revisions;
        this.parser = parser;
    }

    boolean isOf(Article article, PublicStatus status) {
        var revision = revisions.get(article.id(), status.revision());
        return revision.isWhole()
                && revision.contentHash().hex().equals(status.contentHash())
                && slug(revision).equals(article.slug());
    }

    private String slug(Revision revision) {
        var hash = revision.contentHash().hex();
        var known = slugs.get(hash);
        if (known != null) {
            return known;
        }
        var slug = parser.parse(revision.source()).article().slug();
        if (slugs.size() >= MOST_KEPT) {
            slugs.clear();
        }
        slugs.put(hash, slug);
        return slug;
    }
}
