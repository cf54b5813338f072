/**
 * Articles over HTTP, and the shape in which every page shows an article's text.
 *
 * <p>Named, because the public pages and the desks of editors and reviewers show that text too.
 */
@NamedInterface("web")
@NullMarked
package org.imprimatur.article.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
