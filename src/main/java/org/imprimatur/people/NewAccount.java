package org.imprimatur.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to make an account.
 *
 * @param password absent where a set-up link will ask for it
 */
public record NewAccount(
        String username,
        String displayName,
        @Nullable String password,
        Set<Role> roles,
        Set<String> specialties,
        boolean consentsToBeNamed) {

    public NewAccount {
        if (!isUsername(username)) {
            throw new IllegalArgumentException(
                    "A username is 2 to 64 lower-case letters, digits, dots or hyphens, and not \"system\"");
        }
        specialties.forEach(
                specialty -> {
                    if (!isSpecialty(specialty)) {
                        throw new IllegalArgumentException(
                                "A specialty is a lower-case word: " + specialty);
                    }
                });
        roles = Set.copyOf(roles);
        specialties = Set.copyOf(specialties);
    }

    /** Nobody is called {@code system}: the trail calls the process so. */
    public static boolean isUsername(String text) {
        return text.matches("[a-z][a-z0-9._-]{1,63}") && !text.equals(Actor.SYSTEM.username());
    }

    public static boolean isSpecialty(String text) {
        return text.matches("[a-z][a-z0-9-]{1,59}");
    }
}
