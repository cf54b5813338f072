package org.imprimatur.article.source;

/**
 * How much is read at all.
 *
 * @param maxBytes the most bytes a source may have
 */
public record SourceLimits(int maxBytes) {

    public static final SourceLimits DEFAULT = new SourceLimits(512 * 1024);

    public SourceLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("A source needs at least one byte");
        }
    }

    /** @throws SourceTooLarge if there are more bytes than are read at all */
    public void require(int bytes) {
        if (bytes > maxBytes) {
            throw new SourceTooLarge(maxBytes);
        }
    }
}
