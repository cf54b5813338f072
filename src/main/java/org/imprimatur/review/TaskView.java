package org.imprimatur.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as its readers see it.
 *
 * @param language of the question; for pages, the API's task does not have it
 * @param risk {@code routine} or {@code high}
 * @param holder {@code null} while nobody has claimed it
 */
public record TaskView(
        UUID id,
        UUID articleId,
        String slug,
        String question,
        @JsonIgnore String language,
        String specialty,
        String risk,
        int revision,
        String contentHash,
        Instant dueAt,
        @Nullable Holder holder) {}
