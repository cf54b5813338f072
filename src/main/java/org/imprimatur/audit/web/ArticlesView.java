package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/articles.html}: every article, to choose whose trail to read.
 *
 * @param query as typed; empty for all
 * @param next cursor of the next page; null at the end
 */
public record ArticlesView(String query, List<Row> rows, @Nullable String next) {

    /** @param language of the question */
    public record Row(
            String id,
            String question,
            String language,
            String audience,
            String status,
            int revision,
            long events,
            @Nullable Instant lastEventAt) {}
}
