/**
 * What readers ask for and report: a follow-up question becomes an article, a problem gets an outcome. A reader needs no
 * account and leaves nothing about themselves; an editor takes each, so that two never answer the same one.
 */
@ApplicationModule(
        displayName = "Proposal",
        allowedDependencies = {
            "api",
            "article",
            "article :: source",
            "article :: web",
            "people",
            "desk"
        })
@NullMarked
package org.imprimatur.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
