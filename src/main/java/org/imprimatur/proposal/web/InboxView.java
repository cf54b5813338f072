package org.imprimatur.proposal.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code proposal/inbox.html}: what readers sent, by where it stands.
 *
 * @param state whose tab is open
 * @param kinds {@code ALL}, {@code QUESTIONS} or {@code PROBLEMS}
 * @param cursor of this page; null on the first
 * @param next cursor of the next page; null at the end
 * @param errors of the form that was sent
 */
public record InboxView(
        String state,
        String kinds,
        @Nullable String cursor,
        List<Tab> tabs,
        List<Row> rows,
        @Nullable String next,
        List<FieldError> errors) {

    public record Tab(String state, int count) {}

    /**
     * @param revision of the article that the reader saw
     * @param kind {@code QUESTION}, or one of the problems
     * @param section as the reader named it
     * @param holder whoever took it, also once it is closed
     * @param mine the viewer took it and may end it
     * @param outcome why it was declined, or what was done
     * @param startedId the article that answers it, with its question
     * @param typed into its form last time
     */
    public record Row(
            String id,
            String articleId,
            String slug,
            String article,
            int revision,
            String kind,
            @Nullable String section,
            String words,
            Instant receivedAt,
            @Nullable String holder,
            boolean mine,
            @Nullable Instant closedAt,
            @Nullable String outcome,
            @Nullable String startedId,
            @Nullable String startedQuestion,
            Typed typed) {}

    /**
     * What stood in one of a row's two forms when it was refused.
     *
     * @param field {@code reason} or {@code outcome}; empty where nothing was refused
     */
    public record Typed(String field, String text) {

        static final Typed NOTHING = new Typed("", "");

        public String in(String wanted) {
            return wanted.equals(field) ? text : "";
        }
    }
}
