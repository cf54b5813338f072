/**
 * Rounds, tasks, claims, verdicts, signatures and decisions, and the rules that never bend. Which step is open is asked
 * of the process through {@code ReviewProcess}; nothing here knows the engine.
 */
@ApplicationModule(
        displayName = "Review",
        allowedDependencies = {
            "api",
            "article",
            "article :: diff",
            "article :: source",
            "article :: web",
            "policy",
            "people",
            "desk"
        })
@NullMarked
package org.imprimatur.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
