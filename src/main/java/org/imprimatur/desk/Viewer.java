package org.imprimatur.desk;

import java.util.Set;

/**
 * Whoever looks at a page; absent where nobody is signed in.
 *
 * <p>A request attribute, so that a page which says what went wrong knows the viewer as well.
 *
 * @param roles such as {@code EDITOR}, {@code REVIEWER}, {@code CHIEF_EDITOR}, {@code AUDITOR}, {@code ADMIN}
 */
public record Viewer(String name, Set<String> roles) {

    /** The name under which templates find it. */
    public static final String ATTRIBUTE = "viewer";

    public boolean is(String role) {
        return roles.contains(role);
    }
}
