package org.imprimatur.audit;

import java.util.Set;
import org.imprimatur.people.PeopleEvent;

/** Entries that tell a whole account as it is from then on, see {@link PeopleEvent.Changed}. */
public final class AccountEntries {

    private static final Set<String> ACTIONS =
            Set.of(
                    "ACCOUNT_CREATED",
                    "PROFILE_CHANGED",
                    "SPECIALTIES_CHANGED",
                    "ACCOUNT_DISABLED",
                    "ACCOUNT_ENABLED",
                    "GRANTED",
                    "REVOKED",
                    "REDACTION_CONSENTED",
                    "ACCOUNT_RESTATED");

    private AccountEntries() {}

    public static boolean isOne(String action) {
        return ACTIONS.contains(action);
    }
}
