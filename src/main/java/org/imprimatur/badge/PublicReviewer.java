package org.imprimatur.badge;

import java.time.Instant;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who reviewed, as the public may know them.
 *
 * @param name or such as {@code a board member (oncology)}
 * @param approved whether a proven approval stands on their verdict; of anybody else it is not told how they voted
 * @param specialty for which they reviewed; of a proven approval {@code null} where the trail does not tell it
 * @param signedAt of an approval only where the trail proves it; {@code null} before the signature, too
 */
public record PublicReviewer(
        Sentence name, boolean approved, @Nullable String specialty, @Nullable Instant signedAt) {}
