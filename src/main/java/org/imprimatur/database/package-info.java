/**
 * Where everything is kept: a real MariaDB, embedded for running from source and for tests, foreign in production.
 *
 * <p>Without {@code spring.datasource.url} the application starts a MariaDB of its own, unpacked from a Maven
 * dependency, and stops it after everything that uses it. With the property it never does. Either way two accounts
 * connect, one that changes tables and one that cannot, and a database that could lose a commit is refused.
 */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {})
@NullMarked
package org.imprimatur.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
