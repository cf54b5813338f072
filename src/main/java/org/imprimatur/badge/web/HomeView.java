package org.imprimatur.badge.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/home.html}: the public articles, newest first, with what the list can be narrowed by.
 *
 * @param query as typed; empty for all
 * @param found how many articles there are on all pages
 * @param next address of the next page; null at the end
 */
public record HomeView(
        String query,
        boolean narrowed,
        long found,
        List<Facet> facets,
        List<Row> rows,
        @Nullable String next) {

    /**
     * @param name {@code STATUS}, {@code AUDIENCE} or {@code TOPIC}
     * @param chosen value of the choice that is in force; null without one
     */
    public record Facet(String name, @Nullable String chosen, List<Choice> choices) {}

    /** @param address of the list with this choice, or without it where it is in force */
    public record Choice(
            String value, String label, long articles, boolean chosen, String address) {}

    /**
     * @param language of the question
     * @param status the word's key, as {@link Standing#word}
     * @param reviewedAt of the approval in force; null without one
     */
    public record Row(
            String slug,
            String question,
            String language,
            String audience,
            String status,
            List<String> topics,
            Instant updatedAt,
            @Nullable Instant reviewedAt) {}
}
