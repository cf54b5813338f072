package org.imprimatur.article.source;

import java.util.List;

/** What a page needs to show an article's text; everything in the order of the source. */
public record RenderedArticle(List<RenderedSection> sections, List<RenderedReference> references) {

    public RenderedArticle {
        sections = List.copyOf(sections);
        references = List.copyOf(references);
    }
}
