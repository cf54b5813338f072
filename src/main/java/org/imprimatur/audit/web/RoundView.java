package org.imprimatur.audit.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/round.html}: the way one round took through its diagram.
 *
 * @param language of the question
 * @param outcome how it ended, or {@code OPEN}
 * @param rounds how many the article has
 * @param diagram null where no copy of that version was kept
 */
public record RoundView(
        String articleId,
        String question,
        String language,
        int number,
        int rounds,
        int revision,
        String contentHash,
        String outcome,
        int policyVersion,
        int processVersion,
        @Nullable Diagram diagram) {

    /**
     * @param hash SHA-256 of the file, the one in the trail
     * @param svg the picture with the way marked, escaped
     * @param steps passed, in order
     * @param passed ids of nodes and lines that were passed, for the script
     * @param current id of the step it waits in; null once it has ended
     * @param unplaced steps the record has and the diagram does not lead to
     */
    public record Diagram(
            String hash,
            String svg,
            List<Step> steps,
            String passed,
            @Nullable String current,
            List<String> unplaced) {}

    /**
     * @param place from 1, as in the picture
     * @param kind of {@code kind.*} in the messages
     * @param answer what a gateway was left by
     * @param until null where it took no time, or is not done
     */
    public record Step(
            int place,
            String id,
            String name,
            String kind,
            @Nullable String answer,
            Instant from,
            @Nullable Instant until,
            boolean current) {}
}
