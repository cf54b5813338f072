package org.imprimatur.review;

import org.imprimatur.article.ArticleStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where an article stands after a command and all its consequences.
 *
 * @param round number of its newest round, {@code null} before the first
 */
public record Standing(ArticleStatus status, @Nullable Integer round) {}
