/**
 * The trail: what happened, who did it, when. Append-only, in a schema that the application can read but not rewrite.
 * Nothing derives behaviour from it, but that a request counts only
 * where it was made.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {
            "api",
            "article",
            "article :: source",
            "review",
            "proposal",
            "policy",
            "process",
            "process :: diagram",
            "people",
            "desk",
            "log"
        })
@NullMarked
package org.imprimatur.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
