package org.imprimatur.people;

import java.time.Duration;
import java.util.UUID;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;

/**
 * What is written down for good. A row that hands somebody power can be planted under anybody's name: it counts only where
 * the record tells how it came about.
 */
public interface Recorded {

    /** Whether exactly this happened, member by member, within this time by the record's own clock. */
    boolean has(PeopleEvent event, Duration within);

    /** Whether somebody answered a request of this id. */
    boolean isAnswered(UUID request);

    /**
     * @param asked the event that the request was, if it was made
     * @throws Refusal NOT_ALLOWED where nobody asked for it, not lately, or it was answered
     */
    default void requireWaiting(PeopleEvent.OfRequest asked, Duration within) {
        if (!has(asked, within) || isAnswered(asked.request())) {
            throw Refusal.notAllowed(
                    Sentence.of("refusal.request-not-recorded", asked.by().username()));
        }
    }
}
