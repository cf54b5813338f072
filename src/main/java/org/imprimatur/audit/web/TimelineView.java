package org.imprimatur.audit.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/timeline.html}: everything that happened to one article, in order.
 *
 * @param language of the question
 * @param next address of the next page; null at the end
 */
public record TimelineView(
        String articleId,
        String question,
        String language,
        String audience,
        String status,
        int revision,
        List<Round> rounds,
        FilterView filter,
        List<Days.Day> days,
        BesideView beside,
        @Nullable String next) {

    /** @param outcome how it ended, or {@code OPEN} */
    public record Round(int number, int revision, String outcome) {}
}
