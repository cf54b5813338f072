/** Signing in and out. */
@NullMarked
package org.imprimatur.people.web;

import org.jspecify.annotations.NullMarked;
