package org.imprimatur.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By what a person was known until their data were redacted.
 *
 * @param names full names, today's and earlier ones under which something was signed
 */
public record FormerIdentity(AccountId id, String username, Set<String> names) {

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}._-]+");

    public FormerIdentity {
        names = Set.copyOf(names);
    }

    /** Whether a text is their user name or account, or has one of their names in it. */
    public boolean isNamedIn(String text) {
        return text.equals(username) || text.contains(id.toString()) || hasName(text);
    }

    /** As {@link #isNamedIn}, where user names stand among other words: in a list, a filter, a signed text. */
    public boolean isAmong(String text) {
        return isNamedIn(text) || Arrays.asList(WORDS.split(text)).contains(username);
    }

    private boolean hasName(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> lower.contains(name.toLowerCase(Locale.ROOT)));
    }
}
