/** The shell around every page: navigation, forms that were refused, and what is said when something goes wrong. */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {"api"})
@NullMarked
package org.imprimatur.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
