package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/home.html}: the public articles, newest first.
 *
 * @param query as typed; empty for all
 * @param next cursor of the next page; null at the end
 */
public record HomeView(String query, List<Row> rows, @Nullable String next) {

    /**
     * @param status the word's key, as {@link Standing#word}
     * @param reviewedAt of the approval in force; null without one
     */
    public record Row(
            String slug,
            String question,
            String audience,
            String status,
            List<String> topics,
            Instant updatedAt,
            @Nullable Instant reviewedAt) {}
}
