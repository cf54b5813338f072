package org.imprimatur.badge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.source.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What a reader looks for.
 *
 * @param words each has to stand in the question or in a topic; empty for all
 */
public record Search(
        String words,
        @Nullable ArticleStatus status,
        @Nullable Audience audience,
        @Nullable String topic) {

    private static final int MOST_WORDS = 12;

    public static final Search EVERYTHING = new Search("", null, null, null);

    /** What a list of articles can be narrowed by. */
    public enum Facet {
        STATUS,
        AUDIENCE,
        TOPIC
    }

    public Search {
        words = words.strip();
    }

    public @Nullable String chosen(Facet facet) {
        return switch (facet) {
            case STATUS -> status == null ? null : status.name();
            case AUDIENCE -> audience == null ? null : audience.name();
            case TOPIC -> topic;
        };
    }

    public boolean isNarrowed() {
        return !words.isEmpty() || status != null || audience != null || topic != null;
    }

    /** A condition in SQL with its parameters; the tables are those of {@link ReadPublicArticles}. */
    record Condition(String sql, Map<String, Object> parameters) {}

    Condition ofWords() {
        var parts = new ArrayList<>(List.of("TRUE"));
        var parameters = new HashMap<String, Object>();
        var all = words.isEmpty() ? List.<String>of() : List.of(words.split("\\s+"));
        for (var word : all.subList(0, Math.min(all.size(), MOST_WORDS))) {
            var name = "word" + parameters.size();
            parameters.put(name, "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%");
            parts.add(
                    "(r.question LIKE :%1$s OR EXISTS (SELECT 1 FROM revision_topic w WHERE w.article_id = r.article_id AND w.number = r.number AND w.topic LIKE :%1$s))"
                            .formatted(name));
        }
        return new Condition(String.join(" AND ", parts), parameters);
    }

    /** Everything that is chosen, but for one facet: its own counts tell what another choice would find. */
    Condition ofChoices(@Nullable Facet but, BiFunction<Facet, String, String> sql) {
        var parts = new ArrayList<>(List.of("TRUE"));
        var parameters = new HashMap<String, Object>();
        for (var facet : Facet.values()) {
            var chosen = chosen(facet);
            if (chosen != null && facet != but) {
                var name = facet.name().toLowerCase(java.util.Locale.ROOT);
                parameters.put(name, chosen);
                parts.add(sql.apply(facet, ":" + name));
            }
        }
        return new Condition(String.join(" AND ", parts), parameters);
    }
}
