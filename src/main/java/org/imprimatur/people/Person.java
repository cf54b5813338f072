package org.imprimatur.people;

import java.io.Serializable;
import java.util.Set;

/**
 * The person behind a request, as the account stands at this moment: roles are never remembered from one request to the
 * next.
 */
public record Person(
        AccountId id, String username, String name, Set<Role> roles, Set<String> specialties)
        implements Serializable {

    /** Every reviewer may claim this one. */
    public static final String GENERAL = "general";

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAnyOf(Role first, Role... others) {
        return is(first) || Set.of(others).stream().anyMatch(this::is);
    }

    public boolean hasSpecialty(String specialty) {
        return specialty.equals(GENERAL) || specialties.contains(specialty);
    }

    /** This person looking after their own account, in no role. */
    Actor aboutSelf() {
        return new Actor(username, null);
    }

    /** This person acting in one of their roles, as the trail will tell it. */
    public Actor as(Role role) {
        return new Actor(username, role);
    }
}
