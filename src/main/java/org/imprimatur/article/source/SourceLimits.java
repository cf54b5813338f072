package org.imprimatur.article.source;

/** @param maxBytes the most bytes a source may have, before anything is read */
public record SourceLimits(int maxBytes) {

    public static final SourceLimits DEFAULT = new SourceLimits(512 * 1024);

    public SourceLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("A source needs at least one byte");
        }
    }
}
