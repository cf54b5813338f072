package org.imprimatur.people;

import java.util.Set;

/** What happened to accounts. */
public sealed interface PeopleEvent {

    Actor by();

    /** An account was made. */
    record AccountCreated(Actor by, String username, Set<Role> roles, Set<String> specialties)
            implements PeopleEvent {}
}
