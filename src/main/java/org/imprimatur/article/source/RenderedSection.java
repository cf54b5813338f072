package org.imprimatur.article.source;

/**
 * A section ready to be shown.
 *
 * @param html safe to insert as it is, below a heading of level 2
 */
public record RenderedSection(String anchor, EvidenceKind kind, String title, String html) {}
