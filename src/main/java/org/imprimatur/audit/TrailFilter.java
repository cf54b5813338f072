package org.imprimatur.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.imprimatur.article.ArticleId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail are asked for. Everything that is not {@code null} has to hold.
 *
 * @param words part of the article's question or slug
 * @param article one article
 * @param person username of whoever acted, or part of that or of a name they have or had
 * @param action such as {@code CLAIMED}
 * @param from first day, UTC
 * @param to last day, UTC
 */
public record TrailFilter(
        @Nullable String words,
        @Nullable ArticleId article,
        @Nullable String person,
        @Nullable String action,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    public static final TrailFilter ALL = new TrailFilter(null, null, null, null, null, null);

    public static TrailFilter of(UUID article) {
        return new TrailFilter(null, new ArticleId(article), null, null, null, null);
    }

    /** What stands in the filter, as it is recorded; {@code all} where nothing does. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        add(parts, "article", article);
        add(parts, "words", words);
        add(parts, "person", person);
        add(parts, "action", action);
        add(parts, "from", from);
        add(parts, "to", to);
        return parts.isEmpty() ? "all" : String.join("; ", parts);
    }

    /** Whom a filter sought, out of the words that tell it. */
    static Optional<String> personIn(String told) {
        return Stream.of(told.split("; "))
                .filter(part -> part.startsWith("person="))
                .map(part -> part.substring("person=".length()))
                .findFirst();
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }
}
