package org.imprimatur.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller believes the article to be, held against what it is once the row is locked.
 *
 * <p>Pages have no tag; what they send is bound to the text they showed, and {@link #ANYTHING} stands here.
 */
public record IfMatch(@Nullable List<String> tags, boolean sent) {

    /** For callers that guard their change otherwise. */
    public static final IfMatch ANYTHING = new IfMatch(null, true);

    private static final IfMatch MISSING = new IfMatch(null, false);

    /** A header without which {@link #require} refuses, once it is known that the caller may see the article at all. */
    public static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return MISSING;
        }
        return header.strip().equals("*")
                ? ANYTHING
                : new IfMatch(List.of(header.strip().split("\\s*,\\s*")), true);
    }

    /**
     * @throws Refusal PRECONDITION_REQUIRED without the header, STALE_PRECONDITION if the article moved on. Weak tags never
     *     match, as RFC 9110 section 13.1.1 says.
     */
    public void require(String current) {
        if (!sent) {
            throw new Refusal(ProblemType.PRECONDITION_REQUIRED, Sentence.of("refusal.if-match"));
        }
        if (tags != null && !tags.contains(current)) {
            throw new Refusal(
                    ProblemType.STALE_PRECONDITION, Sentence.of("refusal.article-changed"));
        }
    }
}
