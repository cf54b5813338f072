package org.imprimatur.article.source;

import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;

/** A source of more bytes than are read at all. */
public class SourceTooLarge extends Refusal {

    private final long limit;

    SourceTooLarge(long limit) {
        super(ProblemType.TOO_LARGE, Sentence.of("source.too-large", limit));
        this.limit = limit;
    }

    /** The most bytes a source may have. */
    public long limit() {
        return limit;
    }
}
