/** The rules in force: how many reviewers of which specialty judge what, and until when. Each text is a version. */
@ApplicationModule(
        displayName = "Policy",
        allowedDependencies = {"article :: source", "api", "desk"})
@NullMarked
package org.imprimatur.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
