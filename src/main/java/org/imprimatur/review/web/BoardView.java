package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.article.ArticleStatus;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/board.html}: all articles by where they stand.
 *
 * @param audience only these readers' articles; null for all
 * @param words looked for; empty for all
 * @param columns the statuses in which somebody has to do something, and the latest approvals
 * @param others the remaining ones, as counts
 * @param chosen the only status that is listed; null for the board
 * @param next cursor of the next page of the chosen status; null at the end
 */
public record BoardView(
        @Nullable String audience,
        List<String> audiences,
        String words,
        List<Column> columns,
        List<Count> others,
        @Nullable ArticleStatus chosen,
        @Nullable String next) {

    /** @param count such as {@code 12} or {@code 1,000+} */
    public record Count(ArticleStatus status, String count) {}

    /** @param more there are others than those shown */
    public record Column(Count status, List<Card> cards, boolean more) {}

    /**
     * @param language of the question
     * @param age since when in this status, in words such as {@code for 3 days}
     * @param progress of the open round, in words; null without one
     * @param due of the open round; null without one
     * @param proofPending of an approval that the trail does not prove yet
     */
    public record Card(
            String article,
            String question,
            String language,
            String audience,
            int revision,
            Instant since,
            String age,
            @Nullable String progress,
            QueueView.@Nullable Due due,
            boolean awaitsDecision,
            boolean proofPending) {}
}
