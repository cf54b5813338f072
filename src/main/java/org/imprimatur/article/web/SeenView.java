package org.imprimatur.article.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as it would be read: either its problems, or the text.
 *
 * @param problems in the order of lines; empty where there is a text
 */
public record SeenView(List<ProblemView> problems, @Nullable TextView text) {}
