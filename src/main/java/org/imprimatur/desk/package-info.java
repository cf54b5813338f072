/** The shell around every page: navigation, and what is said when something goes wrong. */
@NullMarked
package org.imprimatur.desk;

import org.jspecify.annotations.NullMarked;
