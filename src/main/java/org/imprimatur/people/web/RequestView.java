package org.imprimatur.people.web;

import java.time.Instant;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Person;

/**
 * A role that one administrator asked for, as another sees it.
 *
 * @param kind {@code GRANT} or {@code REVOKE}
 * @param part what the viewer may do: {@code CONFIRM}, {@code TAKE_BACK} their own, or {@code NOTHING} about their own account
 */
public record RequestView(
        String id,
        String account,
        String username,
        String name,
        String kind,
        String role,
        String requester,
        Instant requestedAt,
        Instant expiresAt,
        String part) {

    /** Who answers a request: never whom it is about, and whoever asked can only take it back. */
    static String part(AccountId about, AccountId requester, Person viewer) {
        if (about.equals(viewer.id())) {
            return "NOTHING";
        }
        return requester.equals(viewer.id()) ? "TAKE_BACK" : "CONFIRM";
    }
}
