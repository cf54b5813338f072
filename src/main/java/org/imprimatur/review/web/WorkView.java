package org.imprimatur.review.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.imprimatur.review.Figures;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/work.html}: what one of the chief editor's numbers counts.
 *
 * @param figures all of them, as tabs
 * @param specialties to choose from; empty where the list has none
 * @param specialty the chosen one; null for all
 * @param next cursor of the next page; null at the end
 */
public record WorkView(
        Show show,
        List<FigureView> figures,
        Set<String> specialties,
        @Nullable String specialty,
        List<Row> rows,
        @Nullable String next) {

    public enum Show {
        OVERDUE,
        UNCLAIMED,
        AUTHOR,
        APPROVED;

        static Show of(Figures.Kind kind) {
            return switch (kind) {
                case OVERDUE -> OVERDUE;
                case UNCLAIMED -> UNCLAIMED;
                case WITH_AUTHOR -> AUTHOR;
                case APPROVED -> APPROVED;
            };
        }

        /** As it stands in an address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An open slot, or an article.
     *
     * @param language of the question
     * @param task null for an article
     * @param specialty that the slot asks for; null for an article
     * @param audience null for a slot
     * @param holder null while nobody holds the slot
     * @param age what makes it stand here, in words
     */
    public record Row(
            String article,
            @Nullable String task,
            String question,
            String language,
            @Nullable String specialty,
            @Nullable String audience,
            boolean highRisk,
            int revision,
            @Nullable String holder,
            QueueView.Due age) {}
}
