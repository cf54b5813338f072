package org.imprimatur.people;

import java.util.Set;

/** What another part of the system keeps of a person beside the account's row and the trail. */
public interface PersonalTraces {

    /** What stands where a name stood. */
    String REDACTED = "redacted";

    /** Full names, with credentials or without, that were written down for them. */
    default Set<String> names(AccountId person) {
        return Set.of();
    }

    /** Forgets who it was, in the transaction of the redaction; that somebody acted stays. */
    void forget(AccountId person);
}
