package org.imprimatur.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/record-sheet.html}: what a person reads of one article in an archive. Times are UTC and written out, so that
 * no locale and no zone changes what an inspector quotes.
 *
 * @param language of the article, BCP 47
 * @param status as the article stands, a name of {@code status.*} in the messages
 * @param madeAt when the archive was made
 * @param revisions newest first, at least one
 * @param rounds oldest first
 * @param events in order
 * @param more whether there are later ones than these
 */
record RecordSheet(
        String question,
        String language,
        String slug,
        String audience,
        String status,
        String madeAt,
        List<Text> revisions,
        List<Round> rounds,
        List<Event> events,
        boolean more) {

    record Text(int number, String at, String contentHash) {}

    /**
     * @param outcome how it ended, or {@code OPEN}
     * @param closedAt null while it is open
     */
    record Round(
            int number,
            int revision,
            String contentHash,
            int policy,
            String openedAt,
            @Nullable String closedAt,
            String outcome,
            List<Signature> signatures) {}

    /**
     * As the trail has it. What was redacted is null.
     *
     * @param seq of its entry
     * @param at the moment and the signer's time zone, as they were signed
     * @param name with credentials, as they stood then
     * @param role in which the person signed
     * @param specialty of the review; null for a decision
     * @param meaning name of the verdict that was signed
     * @param superseded whether the same person signed another verdict later in the round
     * @param text the very text that was signed
     */
    record Signature(
            long seq,
            String at,
            @Nullable String name,
            @Nullable String username,
            @Nullable String role,
            @Nullable String specialty,
            @Nullable String meaning,
            @Nullable String contentHash,
            @Nullable String comment,
            boolean superseded,
            @Nullable String text) {}

    /**
     * @param actor username, or {@code system}; null once redacted
     * @param to the status from here on; null where it stayed
     * @param reason null where a signature above has it
     */
    record Event(
            long seq,
            String at,
            @Nullable String actor,
            @Nullable String role,
            String action,
            @Nullable Integer revision,
            @Nullable String to,
            @Nullable String reason) {}
}
