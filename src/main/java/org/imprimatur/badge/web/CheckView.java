package org.imprimatur.badge.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code badge/check.html}: how a reader finds out alone whether the badge says what was signed.
 *
 * @param language of the question
 * @param approval in force; null where there is none, and so nothing to prove
 * @param key that the log signs with, as its verifier key; null in the first second of a log
 */
public record CheckView(
        String slug,
        String question,
        String language,
        @Nullable Approval approval,
        @Nullable String key) {

    /**
     * @param pending no checkpoint covers it yet, so there is no proof to fetch
     * @param file name of text and proof in the commands, but for its ending
     * @param fetching lines for a shell
     * @param checking the one command
     * @param expected the lines of its output that matter
     */
    public record Approval(
            int revision,
            String contentHash,
            boolean pending,
            boolean witnessed,
            String file,
            List<String> fetching,
            String checking,
            List<String> expected) {}
}
