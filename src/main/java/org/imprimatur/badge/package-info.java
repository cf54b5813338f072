/** What readers are told: the public status, the public pages and the badge, all from one value. */
@ApplicationModule(
        displayName = "Badge",
        allowedDependencies = {
            "api",
            "article",
            "article :: source",
            "article :: web",
            "audit",
            "review",
            "people",
            "desk"
        })
@NullMarked
package org.imprimatur.badge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
