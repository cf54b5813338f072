package org.imprimatur.article.source;

/** A source without a problem: what it means, and the exact bytes that mean it. */
public record ParsedSource(ArticleSource article, CanonicalSource canonical) {

    public ContentHash hash() {
        return canonical.hash();
    }
}
