/**
 * Holds engine, tables, trail, checkpoints, the signer's memory and the badge against each other, and says where they
 * differ. Only reads; of what it finds it believes the trail, as far as that is signed.
 */
@ApplicationModule(
        displayName = "Assurance",
        allowedDependencies = {
            "article",
            "article :: source",
            "audit",
            "badge",
            "database",
            "desk",
            "log",
            "people",
            "review"
        })
@NullMarked
package org.imprimatur.assurance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
