package org.imprimatur.article.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Values of the front matter that must have a certain form. */
enum TextForm {
    SLUG(
            120,
            ProblemCode.INVALID_SLUG,
            "Lower-case letters, digits and single hyphens between them, and nothing that looks like a UUID.",
            slug ->
                    Patterns.SLUG.matcher(slug).matches()
                            && !Patterns.UUID.matcher(slug).matches()),
    LANGUAGE(
            35,
            ProblemCode.INVALID_LANGUAGE,
            "A BCP 47 language tag such as en or pt-BR.",
            TextForm::isLanguage),
    NUMBER(
            10,
            ProblemCode.INVALID_NUMBER,
            "A whole number from 1 to 9999.",
            number -> Patterns.NUMBER.matcher(number).matches()),
    DOI(
            300,
            ProblemCode.INVALID_DOI,
            "A DOI without resolver, such as 10.1016/j.annonc.2021.09.019.",
            doi -> Patterns.DOI.matcher(doi).matches()),
    PMID(
            20,
            ProblemCode.INVALID_PMID,
            "A PubMed number has 1 to 8 digits and no leading zero.",
            pmid -> Patterns.PMID.matcher(pmid).matches()),
    SET_ID(
            50,
            ProblemCode.INVALID_SET_ID,
            "A set id is a UUID in lower case, as DailyMed shows it.",
            setId -> Patterns.UUID.matcher(setId).matches()),
    URL(
            2_000,
            ProblemCode.INVALID_URL,
            "An address that begins with https:// or http://.",
            WebAddress::isSafe),
    ISSUED(
            20,
            ProblemCode.INVALID_DATE,
            "A year or an ISO date: 2021, 2021-10 or 2021-10-19.",
            TextForm::isYearOrDate);

    private final int longest;
    private final ProblemCode code;
    private final String message;
    private final Predicate<String> fits;

    TextForm(int longest, ProblemCode code, String message, Predicate<String> fits) {
        this.longest = longest;
        this.code = code;
        this.message = message;
        this.fits = fits;
    }

    int longest() {
        return longest;
    }

    ProblemCode code() {
        return code;
    }

    String message() {
        return message;
    }

    boolean fits(String text) {
        return fits.test(text);
    }

    private static boolean isLanguage(String tag) {
        try {
            new Locale.Builder().setLanguageTag(tag);
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static boolean isYearOrDate(String issued) {
        try {
            return switch (issued.length()) {
                case 4 -> Patterns.YEAR.matcher(issued).matches();
                case 7 -> YearMonth.parse(issued).getYear() > 0;
                case 10 -> LocalDate.parse(issued).getYear() > 0;
                default -> false;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Apart, because an enum's constants cannot refer to its own static fields. */
    private static final class Patterns {
        static final Pattern SLUG = Pattern.compile("[a-z0-9]++(-[a-z0-9]++)*+");
        static final Pattern UUID =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");
        static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}(\\.[0-9]++)*+/\\S++");
        static final Pattern PMID = Pattern.compile("[1-9][0-9]{0,7}");
        static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");
    }
}
