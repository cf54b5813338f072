package org.imprimatur.article.source;

import org.jspecify.annotations.Nullable;

/** An author of a cited work, named as in CSL. */
public record Author(String family, @Nullable String given) {}
