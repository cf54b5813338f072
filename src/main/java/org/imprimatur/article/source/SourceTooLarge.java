package org.imprimatur.article.source;

/** A source of more bytes than are read at all. */
public class SourceTooLarge extends RuntimeException {

    private final long limit;

    SourceTooLarge(long limit) {
        super("An article's source has at most " + limit + " bytes");
        this.limit = limit;
    }

    /** The most bytes a source may have. */
    public long limit() {
        return limit;
    }
}
