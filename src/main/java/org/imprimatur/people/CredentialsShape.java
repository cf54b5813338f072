package org.imprimatur.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What credentials look like: abbreviations of degrees, memberships and titles between commas, in Latin letters. They stand in
 * one line with a name, so nothing fits in which another name could be read.
 *
 * <p>A syllable of three letters or more counts as an abbreviation only if it is a known one, because “Ada” is as long as “rer”.
 */
final class CredentialsShape {

    private static final int MOST_PARTS = 8;
    private static final int MOST_CAPITALS = 8;

    private static final Pattern ABBREVIATION =
            Pattern.compile("[A-Za-z]+(?:[.&-]{1,2}[A-Za-z]+)*\\.?");

    private static final Pattern SYLLABLE = Pattern.compile("[A-Z]?[a-z]+|[A-Z]");

    /** Where a degree or a membership is from, or how it was passed: {@code MRCP (UK)}, {@code FRCP Edin}. */
    private static final Pattern WHERE =
            Pattern.compile(
                    "(?: ?\\((?:[A-Z]{1,3}|Ed|Edin|Eng|Glas|Glasg|Lond|Oxon|Cantab|Hons|Res|Plast)\\)"
                            + "| (?:Ed|Edin|Eng|Glas|Glasg|Lond|Oxon|Cantab|Hons|UK|US))$");

    /** Degrees that go together without a comma; other words of capitals could be a name. */
    private static final Set<String> TOGETHER =
            Set.of(
                    "BM BCh",
                    "BM BS",
                    "MB BCh",
                    "MB BCh BAO",
                    "MB BChir",
                    "MB BS",
                    "MB ChB",
                    "MD PhD");

    /** As they stand in abbreviations of English, German and Latin. */
    private static final Set<String> KNOWN =
            Set.of(
                    "anaes", "anaesth", "apl", "ass", "assoz", "biol", "cand", "cert", "chem",
                    "chir", "clin", "dent", "dip", "dipl", "doz", "dr", "epid", "gyn", "habil",
                    "hum", "hyg", "ing", "inf", "lic", "mag", "math", "med", "medic", "mult", "nat",
                    "nurs", "obst", "oec", "ophth", "orth", "paed", "path", "pharm", "phil",
                    "physiol", "pol", "priv", "prof", "psy", "psych", "publ", "rad", "rer", "res",
                    "sanit", "sc", "sci", "soc", "spec", "surg", "univ", "vet");

    private CredentialsShape() {}

    static boolean isGood(String credentials) {
        var parts = credentials.split(", ?", -1);
        return parts.length <= MOST_PARTS
                && Arrays.stream(parts).allMatch(CredentialsShape::isPart);
    }

    private static boolean isPart(String part) {
        return TOGETHER.contains(part)
                || isDegree(WHERE.matcher(part).replaceFirst(""))
                || Arrays.stream(part.split(" ", -1)).allMatch(CredentialsShape::isOfATitle);
    }

    /** One word with capitals, as {@code MD}, {@code MBChB}, {@code B.Sc.} or {@code FRCPath}. */
    private static boolean isDegree(String word) {
        var syllables = syllables(word);
        return ABBREVIATION.matcher(word).matches()
                && syllables.length > 1
                && word.chars().filter(Character::isUpperCase).count() <= MOST_CAPITALS
                && Arrays.stream(syllables)
                        .allMatch(syllable -> syllable.length() < 3 || isKnown(syllable));
    }

    /** A word of several that make a title, as in {@code Priv.-Doz. Dr. med. h. c.} */
    private static boolean isOfATitle(String word) {
        return word.equals("PD")
                || ABBREVIATION.matcher(word).matches()
                        && Arrays.stream(syllables(word))
                                .allMatch(
                                        syllable ->
                                                isKnown(syllable)
                                                        || syllable.length() == 1
                                                                && Character.isLowerCase(
                                                                        syllable.charAt(0)));
    }

    private static boolean isKnown(String syllable) {
        return KNOWN.contains(syllable.toLowerCase(Locale.ROOT));
    }

    private static String[] syllables(String word) {
        return SYLLABLE.matcher(word).results().map(found -> found.group()).toArray(String[]::new);
    }
}
