package org.imprimatur.desk;

import java.util.Set;

/**
 * Whoever looks at a page; absent from the model where nobody is signed in.
 *
 * @param roles such as {@code EDITOR}, {@code REVIEWER}, {@code CHIEF_EDITOR}, {@code AUDITOR}, {@code ADMIN}
 */
public record Viewer(String name, Set<String> roles) {

    public boolean is(String role) {
        return roles.contains(role);
    }
}
