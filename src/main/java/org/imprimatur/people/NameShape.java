package org.imprimatur.people;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Sentence;

/**
 * What a name looks like to whoever reads it beside a signature: it has no signs that hide, is written in one script, and is
 * one person's. Two names of the same {@link #skeleton} are taken for each other.
 *
 * <p>The looks are those of letters that people have in their names. Whole alphabets that imitate Latin ones, such as
 * mathematical letters, are not among them: compatibility forms are refused altogether.
 */
final class NameShape {

    /** Scripts that one name is written in together. */
    private static final List<Set<UnicodeScript>> TOGETHER =
            List.of(
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    private static final String BESIDE_LETTERS = " .'’-‐·";

    private static final Pattern TWO_PEOPLE = Pattern.compile("\\S (?:and|und|et|og|och) \\S");

    private static final Pattern TITLE =
            Pattern.compile(
                    "(?:dr|prof|professor|pd|priv|doz|med|mag|dipl|univ|sir|mr|mrs|ms)\\.?");

    /** Each second sign looks like the one before it. */
    private static final Map<Integer, String> LOOKS =
            looks(
                    // Cyrillic
                    "аaвbеeзeіiӏiјjкkмmнhоoрpсcтtуyхxѕsһhԁdԛqԝwүyґrгr",
                    // Greek
                    "αaβbεeζzηhιiκkμmνnοoρpτtυyχx",
                    // Latin itself: letters with a stroke, and those that differ by little
                    "ıiɪilijiøođdħhłiŧtɑaɡgƒf0o1i");

    private static final Set<Integer> FILLERS = Set.of(0x034f, 0x17b4, 0x17b5);

    private NameShape() {}

    private static Map<Integer, String> looks(String... pairs) {
        var looks = new HashMap<Integer, String>();
        for (var list : pairs) {
            var signs = list.codePoints().toArray();
            for (var index = 0; index + 1 < signs.length; index += 2) {
                looks.put(signs[index], Character.toString(signs[index + 1]));
            }
        }
        return Map.copyOf(looks);
    }

    /** Why nobody can be called so; empty for a good name. */
    static Optional<Sentence> objection(String name) {
        if (!isPlain(name)) {
            return Optional.of(Sentence.of("refusal.name.signs"));
        }
        if (!isOneScript(name)) {
            return Optional.of(Sentence.of("refusal.name.scripts"));
        }
        return TWO_PEOPLE.matcher(name).find()
                ? Optional.of(Sentence.of("refusal.name.two"))
                : Optional.empty();
    }

    /** What a name has beside titles. */
    static Stream<String> words(String name) {
        return Arrays.stream(name.split("\\s+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .filter(word -> !isTitle(word));
    }

    /** A name without the titles before it. */
    static String untitled(String name) {
        return Arrays.stream(name.split("\\s+"))
                .dropWhile(NameShape::isTitle)
                .collect(Collectors.joining(" "));
    }

    private static boolean isTitle(String word) {
        return TITLE.matcher(word.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isPlain(String name) {
        var composed = Normalizer.normalize(name, Form.NFC);
        return composed.equals(Normalizer.normalize(name, Form.NFKC))
                && !name.contains("  ")
                && name.codePoints().anyMatch(Character::isLetter)
                && composed.codePoints().allMatch(NameShape::isSeen);
    }

    private static boolean isSeen(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK ->
                    !FILLERS.contains(sign)
                            && (UnicodeScript.of(sign) != UnicodeScript.INHERITED
                                    || sign >= 0x300 && sign <= 0x36f);
            case Character.OTHER_LETTER ->
                    sign < 0x1100 || sign > 0x11ff; // Hangul that composes is composed
            default -> Character.isLetterOrDigit(sign) || BESIDE_LETTERS.indexOf(sign) >= 0;
        };
    }

    private static boolean isOneScript(String name) {
        var scripts =
                name.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(UnicodeScript::of)
                        .filter(
                                script ->
                                        script != UnicodeScript.COMMON
                                                && script != UnicodeScript.INHERITED)
                        .collect(Collectors.toSet());
        return scripts.size() < 2
                || TOGETHER.stream().anyMatch(together -> together.containsAll(scripts));
    }

    /** What is left of a name to the eye: no title, accent, space or case, and each letter for all that look like it. */
    static String skeleton(String name) {
        var bare =
                Arrays.stream(
                                Normalizer.normalize(name, Form.NFKD)
                                        .toLowerCase(Locale.ROOT)
                                        .split("[\\s.]+"))
                        .filter(word -> !isTitle(word))
                        .collect(Collectors.joining());
        var looks = new StringBuilder();
        bare.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(sign -> LOOKS.getOrDefault(sign, Character.toString(sign)))
                .forEach(looks::append);
        return looks.toString().replace("rn", "m").replace("vv", "w").replace("ß", "ss");
    }
}
