package org.imprimatur.article.source;

import java.util.List;

/**
 * An entry of the reference list.
 *
 * @param anchor where the citations lead: {@code ref-3}
 * @param backLinks the anchors of its citations in the order of the text: {@code cite-3-1}, {@code cite-3-2}, …
 */
public record RenderedReference(Reference reference, String anchor, List<String> backLinks) {

    public RenderedReference {
        backLinks = List.copyOf(backLinks);
    }
}
