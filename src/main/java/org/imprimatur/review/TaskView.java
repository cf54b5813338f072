package org.imprimatur.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as its readers see it.
 *
 * @param language of the question
 * @param risk {@code routine} or {@code high}
 * @param holder {@code null} while nobody has claimed it
 */
public record TaskView(
        UUID id,
        UUID articleId,
        String slug,
        String question,
        String language,
        String specialty,
        String risk,
        int revision,
        String contentHash,
        Instant dueAt,
        @Nullable Holder holder) {}
