/** Choosing the language of the pages. */
@NullMarked
package org.imprimatur.desk.web;

import org.jspecify.annotations.NullMarked;
