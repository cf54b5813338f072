package org.imprimatur.article.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a text apart into pieces that mean something by themselves. Joined again they are the text.
 *
 * <p>Whole are {@code 95 % CI 4.1–6.2}, {@code p < 0.0001}, {@code 38, 60 %}, {@code 25.1 months}, {@code 10 mg/kg}, a
 * citation, and a word with its hyphens, such as {@code KEYNOTE-355} or {@code 53-year-old}.
 *
 * <p>Repetitions are possessive: a word of a hundred thousand letters must not exhaust the stack.
 */
final class Tokens {

    /** A blank, also one that does not break or is narrow. */
    private static final String B = "[ \\u00A0\\u2009\\u202F]?";

    private static final String DASH = "[\\u2013\\u2014\\u2212-]";
    private static final String EXPONENT =
            "(?:"
                    + B
                    + "[\\u00D7x]"
                    + B
                    + "10(?:\\^?[\\u2212-]?\\d+|[\\u2070\\u00B9\\u00B2\\u00B3\\u2074-\\u207B]+)?)?";

    /** Thousands may stand apart by a narrow blank; a sign belongs to the number unless something stands before it. */
    private static final String NUMBER =
            "(?<![\\p{L}\\p{N}])[+\\u2212\\u00B1-]?\\d+(?:[.,\\u00B7\\u2009\\u202F/:]\\d+)*+"
                    + EXPONENT;

    private static final String WORD_OF_UNIT =
            "(?:%|\\u2030|\\u00B0"
                    + B
                    + "[CF]?"
                    + "|(?:[kmcdn\\u00B5\\u03BC]|mc)?(?:g|l|L|m|s|mol|Gy|Sv|Bq|Hz|J|cal|Pa|V|eq|Eq|osm|U|IU|IE)(?:[\\u00B2\\u00B3]|\\^?[23](?!\\d))?"
                    + "|mm"
                    + B
                    + "Hg|cmH2O|ppm|kat|bpm|dB|msec|sec|min|h|hrs?|d|wk|yr"
                    + "|(?:second|minute|hour|day|week|month|year|dose|cycle|patient|woman|women|man|men|case|event|point|tablet|unit|drop|beat|breath)s?"
                    + "|times|fold|patient-years|person-years|percent|kilograms?|grams?|milligrams?|lit(?:er|re)s?)";

    private static final String UNIT =
            "(?:(?:"
                    + B
                    + WORD_OF_UNIT
                    + "|/"
                    + WORD_OF_UNIT
                    + ")(?:"
                    + B
                    + "[/\\u00B7]"
                    + B
                    + WORD_OF_UNIT
                    + "){0,5}(?![\\p{L}\\p{N}]))";

    private static final String MEASURED = NUMBER + UNIT + "?";

    /** A second number needs no boundary before its sign: the dash is what joins the two. */
    private static final String FURTHER =
            "\\d+(?:[.,\\u00B7\\u2009\\u202F]\\d+)*+" + EXPONENT + UNIT + "?";

    private static final String INTERVAL =
            MEASURED
                    + "(?:(?:"
                    + B
                    + DASH
                    + B
                    + "| to | bis | and (?=\\d+(?:[.,]\\d+)*"
                    + UNIT
                    + ")|, |; )[\\u2212+-]?"
                    + FURTHER
                    + ")*+";

    private static final String CONFIDENCE =
            "\\d+(?:[.,]\\d+)?"
                    + B
                    + "%"
                    + B
                    + "(?:CI|CrI|KI|confidence interval|credible interval|Konfidenzintervall)(?:[:,]| from| of)? "
                    + INTERVAL;

    private static final String COMPARISON = "[<>\\u2264\\u2265=\\u2248~]=?";

    /** With the name of what is compared, where it is one of the usual short ones. */
    private static final String COMPARED =
            "(?:(?<![\\p{L}\\p{N}])(?:[pPnN]|HR|RR|OR|ORR|OS|PFS)"
                    + B
                    + "(?:"
                    + COMPARISON
                    + B
                    + ")?|"
                    + COMPARISON
                    + B
                    + ")"
                    + INTERVAL;

    private static final String CITATION = "\\[\\d+(?:(?:, ?|[-\\u2013])\\d+)*+]";

    private static final String WORD =
            "[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}]|[-\\u2010\\u2011'\\u2019](?=[\\p{L}\\p{N}]))*+";

    /** A number glued to letters is a name, not a quantity: {@code CDK4/6}, {@code 53-year-old}, {@code 5HT3}. */
    private static final String NAMED_NUMBER =
            "\\d+(?:-[\\p{L}]|\\p{L}+\\d)(?:[\\p{L}\\p{M}\\p{N}]|-(?=[\\p{L}\\p{N}]))*+";

    private static final Pattern TOKEN =
            Pattern.compile(
                    CONFIDENCE
                            + "|"
                            + COMPARED
                            + "|"
                            + CITATION
                            + "|"
                            + NAMED_NUMBER
                            + "|"
                            + INTERVAL
                            + "|"
                            + WORD
                            + "(?:/\\d+)*+"
                            + "|\\s+|.",
                    Pattern.DOTALL);

    private Tokens() {}

    static List<String> of(String text) {
        var tokens = new ArrayList<String>();
        var found = TOKEN.matcher(text);
        while (found.find()) {
            tokens.add(found.group());
        }
        return tokens;
    }
}
