package org.imprimatur.people;

import java.util.Set;

/** What is needed to make an account. */
public record NewAccount(
        String username,
        String displayName,
        String password,
        Set<Role> roles,
        Set<String> specialties,
        boolean consentsToBeNamed) {

    public NewAccount {
        if (!username.matches("[a-z][a-z0-9._-]{1,63}")
                || username.equals(Actor.SYSTEM.username())) {
            throw new IllegalArgumentException(
                    "A username is 2 to 64 lower-case letters, digits, dots or hyphens, and not \"system\"");
        }
        specialties.forEach(
                specialty -> {
                    if (!specialty.matches("[a-z][a-z0-9-]{1,59}")) {
                        throw new IllegalArgumentException(
                                "A specialty is a lower-case word: " + specialty);
                    }
                });
        roles = Set.copyOf(roles);
        specialties = Set.copyOf(specialties);
    }
}
