package org.imprimatur.people;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a person was known until their data were redacted.
 *
 * @param names full names, today's and earlier ones under which something was signed
 */
public record FormerIdentity(AccountId id, String username, Set<String> names) {

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}._-]+");

    /** Shorter names are words too: Li is lithium, and E. a genus. */
    private static final int TELLING = 4;

    /** One word may be any word at all: somebody can be called “Because”. */
    private static final int TELLING_WORDS = 2;

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

    /** Whether a text is their user name and nothing else, or holds the account's id. */
    public boolean isUser(String text) {
        return text.equals(username) || isIdentifiedIn(text);
    }

    /** Whether a text is their user name or one of their names, and nothing else, or holds the account's id. */
    public boolean isCalled(String text) {
        return isUser(text) || names.stream().anyMatch(text::equalsIgnoreCase);
    }

    /**
     * Whether words are their user name, or have the account's id or one of their {@link #telling}
     * names in them. Other words that they once took for a name stand there by chance.
     */
    public boolean isNamedIn(String words) {
        return isUser(words) || telling().stream().anyMatch(name -> isWordIn(words, name));
    }

    /** The names by which they are found among other people's words, without titles and credentials. */
    public SortedSet<String> telling() {
        return bare().map(NameShape::untitled)
                .filter(FormerIdentity::tells)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Credentials follow a comma, which no name has. */
    private Stream<String> bare() {
        return names.stream().map(name -> name.split(", ", 2)[0]);
    }

    private static boolean tells(String name) {
        return isUnspaced(name)
                ? letters(name) >= TELLING_WORDS
                : NameShape.words(name).count() >= TELLING_WORDS;
    }

    /** Whether words may give them away: by their user name, or by any word of a name but titles and initials. */
    public boolean isHintedAtIn(String words) {
        var said = Arrays.asList(WORDS.split(words));
        return isNamedIn(words)
                || said.stream().anyMatch(username::equalsIgnoreCase)
                || bare().flatMap(NameShape::words)
                        .anyMatch(
                                name ->
                                        isWordIn(words, name)
                                                || letters(name) > 1 && said.contains(name));
    }

    /** As {@link #isNamedIn}, where user names stand among other words: in a list, a filter, a signed text. */
    public boolean isAmong(String text) {
        return isNamedIn(text) || Arrays.asList(WORDS.split(text)).contains(username);
    }

    /** Whether somebody who searched these words, four letters of them or more, sought one of their names by a part of it. */
    public boolean isSoughtBy(String words) {
        return letters(words) >= TELLING
                && names.stream()
                        .anyMatch(
                                name ->
                                        name.toLowerCase(Locale.ROOT)
                                                .contains(words.toLowerCase(Locale.ROOT)));
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }

    private static boolean isUnspaced(String name) {
        return name.codePoints().mapToObj(UnicodeScript::of).anyMatch(UNSPACED::contains);
    }

    private static boolean isWordIn(String words, String name) {
        var unspaced = isUnspaced(name);
        return (letters(name) >= TELLING || unspaced)
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
