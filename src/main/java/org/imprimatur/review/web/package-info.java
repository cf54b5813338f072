/** The desks of editors, reviewers and the chief editor. */
@NullMarked
package org.imprimatur.review.web;

import org.jspecify.annotations.NullMarked;
