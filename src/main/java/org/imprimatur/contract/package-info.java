/**
 * What programs outside may rely on: the OpenAPI document, and an explanation of each problem type.
 *
 * <p>Paths, parameters and schemas are read from the controllers; what code cannot say (what an operation means, which
 * problems it answers with, examples) stands in {@code resources/contract}, four tables for people to read. Knows the
 * operations by method and path alone, so it needs no module but {@code api}.
 */
@ApplicationModule(
        displayName = "Contract",
        allowedDependencies = {"api"})
@NullMarked
package org.imprimatur.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
