package org.imprimatur.audit.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/timeline.html}: everything that happened to one article, in order.
 *
 * @param next cursor of the next page; null at the end
 */
public record TimelineView(
        String articleId,
        String question,
        String audience,
        String status,
        int revision,
        List<Day> days,
        @Nullable String next) {

    /** @param date in UTC */
    public record Day(LocalDate date, List<Entry> entries) {}

    /**
     * @param seq gapless over the whole trail, not per article
     * @param role the actor's role then; null for the machine
     * @param action such as {@code CLAIMED}; its sentence comes from {@code action.*} of the messages
     * @param meaning what was signed, such as {@code APPROVE}; null where nothing was
     * @param machine done by the process, not by a person
     */
    public record Entry(
            long seq,
            Instant at,
            String actor,
            @Nullable String role,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer revision,
            @Nullable String contentHash,
            @Nullable String meaning,
            @Nullable String reason,
            boolean machine) {}
}
