package org.imprimatur.article.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.imprimatur.api.Sentence;

/** A form that a value of the front matter must have, with the complaint if it has another. */
record TextForm(int longest, ProblemCode code, Sentence message, Predicate<String> fits) {

    private static final Predicate<String> UUID =
            whole("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static final TextForm SLUG =
            new TextForm(
                    120,
                    ProblemCode.INVALID_SLUG,
                    Sentence.of("source.slug"),
                    whole("[a-z0-9]++(-[a-z0-9]++)*+").and(UUID.negate()));

    static final TextForm LANGUAGE =
            new TextForm(
                    35,
                    ProblemCode.INVALID_LANGUAGE,
                    Sentence.of("source.language"),
                    TextForm::isLanguage);

    static final TextForm NUMBER =
            new TextForm(
                    10,
                    ProblemCode.INVALID_NUMBER,
                    Sentence.of("source.number"),
                    whole("[1-9][0-9]{0,3}"));

    static final TextForm DOI =
            new TextForm(
                    300,
                    ProblemCode.INVALID_DOI,
                    Sentence.of("source.doi"),
                    whole("10\\.[0-9]{4,9}(\\.[0-9]++)*+/\\S++"));

    static final TextForm PMID =
            new TextForm(
                    20,
                    ProblemCode.INVALID_PMID,
                    Sentence.of("source.pmid"),
                    whole("[1-9][0-9]{0,7}"));

    static final TextForm SET_ID =
            new TextForm(50, ProblemCode.INVALID_SET_ID, Sentence.of("source.set-id"), UUID);

    static final TextForm URL =
            new TextForm(
                    2_000, ProblemCode.INVALID_URL, Sentence.of("source.url"), WebAddress::isSafe);

    static final TextForm ISSUED =
            new TextForm(
                    20,
                    ProblemCode.INVALID_DATE,
                    Sentence.of("source.date"),
                    TextForm::isYearOrDate);

    private static Predicate<String> whole(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    private static boolean isLanguage(String tag) {
        try {
            new Locale.Builder().setLanguageTag(tag);
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** Years have four digits: sources older than the year 1000 are cited by an edition. */
    private static boolean isYearOrDate(String issued) {
        var date = issued + "0000-01-01".substring(Math.min(issued.length(), 10));
        try {
            return switch (issued.length()) {
                case 4, 7, 10 -> LocalDate.parse(date).getYear() >= 1000;
                default -> false;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }
}
