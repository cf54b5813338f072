package org.imprimatur.article.diff;

/** Words that both texts have, or only one of them. */
public record Piece(Kind kind, String text) {

    public enum Kind {
        SAME,
        OLD,
        NEW
    }
}
