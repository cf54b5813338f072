/**
 * Runs the diagrams in {@code processes/} on Flowable.
 *
 * <p>No other module may know the engine; {@code ArchitectureTests} holds us to it.
 */
@ApplicationModule(
        displayName = "Process",
        allowedDependencies = {"review", "article", "article :: transitions", "people"})
@NullMarked
package org.imprimatur.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
