package org.imprimatur.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.imprimatur.api.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code operations.yml}: what one operation means.
 *
 * @param id the stable name that generated clients call it by
 * @param request example of its body, {@code null} where it takes none
 * @param refusals codes of the problem types that belong to this operation alone
 */
record OperationText(
        String id,
        String tag,
        String summary,
        String description,
        @Nullable JsonNode request,
        Answer answer,
        @Nullable List<String> refusals) {

    /**
     * What it answers when it is not refused.
     *
     * @param headers names of headers in {@code openapi.yml}
     * @param media {@code application/json} when left out
     * @param schema of the body, where the code does not say it
     * @param body example, {@code null} where there is no body
     */
    record Answer(
            int status,
            String says,
            @Nullable List<String> headers,
            @Nullable String media,
            @Nullable String schema,
            @Nullable JsonNode body) {}

    List<ProblemType> ownRefusals() {
        return refusals == null ? List.of() : refusals.stream().map(ProblemText::typeOf).toList();
    }
}
