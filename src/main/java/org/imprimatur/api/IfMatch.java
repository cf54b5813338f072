package org.imprimatur.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller believes the article to be, held against what it is once the row is locked.
 *
 * <p>Pages bind to the content hash or the status they showed; for them {@link #ANYTHING} stands.
 */
public record IfMatch(@Nullable List<String> tags) {

    /** For callers that guard their change otherwise. */
    public static final IfMatch ANYTHING = new IfMatch(null);

    /** @throws Refusal PRECONDITION_REQUIRED without the header */
    public static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new Refusal(
                    ProblemType.PRECONDITION_REQUIRED, "Send the ETag you last saw as If-Match.");
        }
        return header.strip().equals("*")
                ? ANYTHING
                : new IfMatch(List.of(header.strip().split("\\s*,\\s*")));
    }

    /** @throws Refusal STALE_PRECONDITION if the article moved on. Weak tags never match, as RFC 9110 section 13.1.1 says. */
    public void require(String current) {
        if (tags != null && !tags.contains(current)) {
            throw new Refusal(
                    ProblemType.STALE_PRECONDITION,
                    "The article has changed since you read it. Read it again and decide anew.");
        }
    }
}
