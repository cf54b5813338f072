package org.imprimatur.review;

/** What a reviewer asks for with a comment on a section. */
public enum CommentKind {
    /** Stands against an approval. */
    MUST_FIX,
    SHOULD_FIX,
    QUESTION;

    boolean asksForChange() {
        return this != QUESTION;
    }
}
