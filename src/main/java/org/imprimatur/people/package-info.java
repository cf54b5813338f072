/**
 * Who acts: accounts, roles and specialties, signing in, API tokens, and the signing sessions that every signature
 * names.
 */
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"api", "desk", "log"})
@NullMarked
package org.imprimatur.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
