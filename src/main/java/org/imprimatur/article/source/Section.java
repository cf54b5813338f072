package org.imprimatur.article.source;

/**
 * A part of an article whose statements come from one kind of evidence.
 *
 * @param anchor unique in the article; made from kind and title, so it survives edits of the text below
 * @param title plain text, no Markdown
 * @param markdown the text below the heading, without blank lines around it
 * @param line where the heading stands in the source, counted from 1
 */
public record Section(String anchor, EvidenceKind kind, String title, String markdown, int line) {}
