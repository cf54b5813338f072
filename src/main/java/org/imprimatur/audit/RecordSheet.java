package org.imprimatur.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/record-sheet.html}: what a person reads of one article in an archive. All of it is from the entries of the
 * trail, each with what became of its proof; where the tables of the database tell it otherwise, that is said. Times are UTC
 * and written out, so that no locale and no zone changes what an inspector quotes.
 *
 * @param question of the newest text that an entry tells; null where that text is not there
 * @param language of that text, BCP 47
 * @param audience null where the text is not there
 * @param status as the article stands, a name of {@code status.*} in the messages: plainly
 *     approved only where that is proven, as everywhere here; null where no entry tells it
 * @param madeAt when the archive was made
 * @param held how many entries the signed checkpoint has that these were held against; 0 without one
 * @param pending how many of the article's entries are newer than that
 * @param broken how many of them are not what was signed
 * @param withdrawn entries of verdicts that were not in force when the board approved, though nothing here takes their place
 * @param otherwise what the tables of the database tell otherwise
 * @param revisions newest first
 * @param rounds oldest first
 * @param events in order
 * @param more whether there are later ones than these
 */
record RecordSheet(
        @Nullable String question,
        String language,
        String slug,
        @Nullable String audience,
        @Nullable String status,
        String madeAt,
        long held,
        long pending,
        long broken,
        List<Long> withdrawn,
        List<Otherwise> otherwise,
        List<Text> revisions,
        List<Round> rounds,
        List<Event> events,
        boolean more) {

    /**
     * @param what {@code status}, {@code question}, {@code slug}, {@code audience},
     *     {@code revision} or {@code round}
     * @param number of the revision or round; 0 for the others
     * @param trail what the entries tell; null where they know of none
     * @param tables what the tables tell; null where they know of none
     */
    record Otherwise(String what, int number, @Nullable String trail, @Nullable String tables) {}

    /** @param contentHash null where no entry that fits has it */
    record Text(int number, String at, @Nullable String contentHash) {}

    /**
     * @param policy null where the opening of the round cannot be read
     * @param outcome how it ended, or {@code OPEN}
     * @param closedAt null while it is open
     */
    record Round(
            int number,
            int revision,
            @Nullable String contentHash,
            @Nullable Integer policy,
            String openedAt,
            @Nullable String closedAt,
            String outcome,
            List<Signature> signatures) {}

    /**
     * What became of an entry.
     *
     * @param place name of an {@link EntryMarks.Place}
     * @param leaf whether its bytes have the hash stored beside them
     * @param disclosure name of an {@link EntryMarks.Disclosure}
     * @param redactedBy the entry that redacted it; null unless one did
     */
    record Proof(String place, boolean leaf, String disclosure, @Nullable Long redactedBy) {

        public boolean isDisclosed() {
            return disclosure.equals(EntryMarks.Disclosure.FITS.name());
        }
    }

    /**
     * As the trail has it. What is not disclosed, or does not fit, is null.
     *
     * @param seq of its entry
     * @param at the moment and the signer's time zone, as they were signed
     * @param name with credentials, as they stood then
     * @param role in which the person signed
     * @param specialty of the review; null for a decision
     * @param meaning name of the verdict that was signed
     * @param supersededBy the entry of the same person's later verdict on the same task; null while this one counts
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
            @Nullable Long supersededBy,
            @Nullable String text,
            Proof proof) {

        /** Whether it is a verdict for the text, and here the one that counts. */
        boolean carries() {
            return specialty != null && "APPROVE".equals(meaning) && supersededBy == null;
        }

        Signature supersededBy(long later) {
            return new Signature(
                    seq,
                    at,
                    name,
                    username,
                    role,
                    specialty,
                    meaning,
                    contentHash,
                    comment,
                    later,
                    text,
                    proof);
        }
    }

    /**
     * @param actor username, or {@code system}; null where it is not disclosed
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
            @Nullable String reason,
            Proof proof) {}
}
