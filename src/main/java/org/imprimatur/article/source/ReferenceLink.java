package org.imprimatur.article.source;

/** Where a cited work can be read. */
public record ReferenceLink(String label, String href) {}
