package org.imprimatur.review.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/queue.html}: a reviewer's tasks on the left, the selected one on the right.
 *
 * @param view {@code available}, {@code mine}, {@code waiting} or {@code done}
 * @param specialty only tasks of it; empty for all
 * @param sort {@code due} or {@code priority}
 * @param specialties to choose from
 * @param tabs in the order shown
 * @param next cursor of the next page; null at the end
 * @param preview of the selected task; null if none is
 * @param lost a claim that came second; null otherwise
 * @param released the question of a task just given back; null otherwise
 * @param refused why another claim failed; null otherwise
 */
public record QueueView(
        String view,
        String specialty,
        String sort,
        List<String> specialties,
        List<Tab> tabs,
        List<Row> rows,
        @Nullable String next,
        @Nullable Preview preview,
        @Nullable LostRace lost,
        @Nullable String released,
        @Nullable String refused) {

    public record Tab(String view, long count) {}

    /**
     * @param id of the task
     * @param language of the question
     * @param risk {@code ROUTINE} or {@code HIGH}
     * @param due null once done
     * @param recommendation the reviewer's own verdict, once done
     */
    public record Row(
            String id,
            String question,
            String language,
            String specialty,
            String risk,
            int revision,
            List<Evidence> evidence,
            @Nullable Due due,
            @Nullable String recommendation,
            boolean selected) {}

    /** How many sections rest on that kind of source. */
    public record Evidence(String kind, int count) {}

    /** @param words such as {@code in 2 days} or {@code 3 h late} */
    public record Due(Instant at, String words, boolean late) {}

    /** What a reviewer wants to know before the claim. */
    public record Preview(
            Row task,
            String audience,
            int round,
            @Nullable String generatedBy,
            @Nullable String changeNote,
            int words,
            int references,
            List<Part> sections,
            List<String> drugs,
            boolean claimable,
            boolean mine) {}

    public record Part(String kind, String title) {}

    /** @param words such as {@code 3 s ago} */
    public record LostRace(
            String question, String language, String holder, Instant since, String words) {}
}
