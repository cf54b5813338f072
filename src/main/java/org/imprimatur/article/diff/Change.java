package org.imprimatur.article.diff;

/** What became of a section, or of a part of it. */
public enum Change {
    SAME,
    CHANGED,
    ADDED,
    REMOVED
}
