/** The pages of reviewers and of the chief editor. */
@NullMarked
package org.imprimatur.review.web;

import org.jspecify.annotations.NullMarked;
