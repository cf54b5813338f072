package org.imprimatur.audit.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.article.ArticleId;
import org.imprimatur.audit.NamedPerson;
import org.imprimatur.audit.TrailFilter;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A filter as it came in the address: what was typed, and what could be made of it.
 *
 * @param filter {@code null} where a field could not be read
 */
record Asked(Map<String, String> typed, @Nullable TrailFilter filter, List<FieldError> errors) {

    private static final List<String> FIELDS = List.of("words", "person", "action", "from", "to");
    private static final int LONGEST_WORDS = 200;
    private static final int LONGEST_NAME = 64;

    /** @param article the only one, or {@code null} for all */
    static Asked of(Map<String, String> parameters, @Nullable ArticleId article, Words words) {
        var errors = new ArrayList<FieldError>();
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, parameters.getOrDefault(field, "").strip()));
        var filter =
                new TrailFilter(
                        text("words", LONGEST_WORDS, typed, errors, words),
                        article,
                        text("person", LONGEST_NAME, typed, errors, words),
                        text("action", LONGEST_NAME, typed, errors, words),
                        day("from", typed, errors, words),
                        day("to", typed, errors, words));
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
            errors.add(words.error("to", "filter.error.order"));
        }
        return new Asked(typed, errors.isEmpty() ? filter : null, List.copyOf(errors));
    }

    Asked refused(FieldError error) {
        return new Asked(typed, null, List.of(error));
    }

    /** The same view at another address: only what was typed stands in it. */
    UriComponentsBuilder at(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        typed.forEach(
                (field, value) -> {
                    if (!value.isEmpty()) {
                        address.queryParam(field, "{" + field + "}");
                    }
                });
        return address;
    }

    String address(UriComponentsBuilder at) {
        return at.encode().buildAndExpand(typed).toUriString();
    }

    FilterView view(List<String> actions, List<NamedPerson> people, @Nullable ArticleId article) {
        return new FilterView(
                typed.getOrDefault("words", ""),
                typed.getOrDefault("person", ""),
                typed.getOrDefault("action", ""),
                typed.getOrDefault("from", ""),
                typed.getOrDefault("to", ""),
                actions,
                errors,
                people,
                export("csv", article),
                export("json", article));
    }

    private @Nullable String export(String format, @Nullable ArticleId article) {
        if (filter == null) {
            return null;
        }
        var at = at("/auditing/trail." + format);
        return address(article == null ? at : at.queryParam("article", article.toString()));
    }

    private static @Nullable String text(
            String field,
            int longest,
            Map<String, String> typed,
            List<FieldError> errors,
            Words words) {
        var value = typed.getOrDefault(field, "");
        if (value.length() > longest) {
            errors.add(words.error(field, "filter.error.long", longest));
        }
        return value.isEmpty() ? null : value;
    }

    private static @Nullable LocalDate day(
            String field, Map<String, String> typed, List<FieldError> errors, Words words) {
        var value = typed.getOrDefault(field, "");
        try {
            var day = value.isEmpty() ? null : LocalDate.parse(value);
            if (day == null || day.getYear() >= 1970 && day.getYear() <= 9998) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // said below
        }
        errors.add(words.error(field, "filter.error.day"));
        return null;
    }
}
