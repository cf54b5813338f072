/**
 * Works, articles and their immutable revisions: what is written, by whom, and where the newest text stands in its
 * review. The source format is in {@code article.source}; the only way to move a status is in {@code
 * article.transitions}.
 */
@ApplicationModule(
        displayName = "Article",
        allowedDependencies = {"api", "people", "desk"})
@NullMarked
package org.imprimatur.article;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
