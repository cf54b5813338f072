package org.imprimatur.article.source;

/** Who wrote the text; shown to readers. */
public sealed interface Origin {

    record Human() implements Origin {}

    /** @param system name and version of the system that generated the text */
    record Generated(String system) implements Origin {}
}
