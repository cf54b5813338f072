package org.imprimatur.article.source;

import java.util.Locale;

/**
 * Everything that can be wrong with a source.
 *
 * <p>The codes are part of the outside contract: they may be added to, never renamed. {@code src/docs/source-format.md}
 * explains each to editors.
 */
public enum ProblemCode {
    MALFORMED_UTF8,
    CONTROL_CHARACTER,
    TOO_MANY_PROBLEMS,
    NESTED_TOO_DEEPLY,

    MISSING_FRONT_MATTER,
    UNCLOSED_FRONT_MATTER,
    INVALID_YAML,
    UNSUPPORTED_YAML,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    EMPTY_VALUE,
    TOO_LONG,
    UNKNOWN_VALUE,
    DUPLICATE_ITEM,
    INVALID_SLUG,
    INVALID_LANGUAGE,
    INVALID_NUMBER,
    DUPLICATE_REFERENCE,
    INVALID_DOI,
    INVALID_PMID,
    INVALID_SET_ID,
    INVALID_URL,
    INVALID_DATE,

    NO_SECTION,
    TEXT_BEFORE_SECTION,
    WRONG_HEADING,
    UNKNOWN_KIND,
    MISSING_TITLE,
    CITATION_IN_TITLE,
    EMPTY_SECTION,
    RAW_HTML,
    IMAGE,
    BROKEN_TABLE,
    TABLE_TOO_LARGE,
    TOO_MANY_BRACKETS,
    UNSAFE_LINK,
    BROKEN_LINK,
    EMPTY_LINK,

    INVALID_CITATION,
    UNRESOLVED_CITATION,
    UNUSED_REFERENCE,
    TOO_MANY_CITATIONS;

    /** As it appears in {@link SourceProblem#code}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
