package org.imprimatur.people;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
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

    /** Shorter names are words too: Li is lithium, and E. a genus. */
    private static final int TELLING = 4;

    /** Written without spaces between words. */
    private static final Set<UnicodeScript> UNSPACED =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    public FormerIdentity {
        names = Set.copyOf(names);
    }

    /** Whether a text holds the account's id. */
    public boolean isIdentifiedIn(String text) {
        return text.contains(id.toString());
    }

    /** Whether a text is their user name or one of their names, and nothing else, or holds the account's id. */
    public boolean isCalled(String text) {
        return text.equals(username)
                || names.stream().anyMatch(text::equalsIgnoreCase)
                || isIdentifiedIn(text);
    }

    /** Whether words are their user name, or have the account's id or one of their names of four letters or more in them. */
    public boolean isNamedIn(String words) {
        return words.equals(username)
                || isIdentifiedIn(words)
                || names.stream().anyMatch(name -> isWordIn(words, name));
    }

    /** As {@link #isNamedIn}, where user names stand among other words: in a list, a filter, a signed text. */
    public boolean isAmong(String text) {
        return isNamedIn(text) || Arrays.asList(WORDS.split(text)).contains(username);
    }

    /** Whether somebody who searched these words, four letters of them or more, sought one of their names by a part of it. */
    public boolean isSoughtBy(String words) {
        return words.codePoints().filter(Character::isLetter).count() >= TELLING
                && names.stream()
                        .anyMatch(
                                name ->
                                        name.toLowerCase(Locale.ROOT)
                                                .contains(words.toLowerCase(Locale.ROOT)));
    }

    private static boolean isWordIn(String words, String name) {
        var letters = name.codePoints().filter(Character::isLetter).count();
        var unspaced = name.codePoints().mapToObj(UnicodeScript::of).anyMatch(UNSPACED::contains);
        return (letters >= TELLING || unspaced)
                && Pattern.compile(
                                (unspaced ? "" : "(?<![\\p{L}\\p{M}\\p{N}])")
                                        + Pattern.quote(name)
                                        // with the s that says whose something is
                                        + (unspaced ? "" : "s?(?![\\p{L}\\p{M}\\p{N}])"),
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(words)
                        .find();
    }
}
