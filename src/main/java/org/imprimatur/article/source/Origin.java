package org.imprimatur.article.source;

/** Who wrote the text; shown to readers. */
public sealed interface Origin {

    /** A person wrote it. */
    record Human() implements Origin {}

    /**
     * A system generated it.
     *
     * @param system its name and version
     */
    record Generated(String system) implements Origin {}
}
