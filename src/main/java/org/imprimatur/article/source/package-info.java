/**
 * The format an article is written in: YAML front matter, then Markdown sections that each name their evidence.
 *
 * <p>{@link org.imprimatur.article.source.SourceParser} reads it strictly and reports every problem with its position;
 * {@link org.imprimatur.article.source.ArticleRenderer} turns what was read into safe HTML. Nothing here stores, reviews
 * or publishes.
 */
@NamedInterface("source")
@NullMarked
package org.imprimatur.article.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
