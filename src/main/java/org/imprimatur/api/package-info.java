/**
 * What every part of {@code /api/v1} has in common: refusals in words, problem documents, preconditions, keyset pages
 * and idempotent retries. Knows nothing of articles or reviews.
 */
@ApplicationModule(
        displayName = "API",
        allowedDependencies = {})
@NullMarked
package org.imprimatur.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
