package org.imprimatur.article.diff;

/**
 * A line of the source as its author typed it.
 *
 * @param number counted from 1, in the older source for a line that only it has, else in the newer one
 */
public record SourceLine(Piece.Kind kind, int number, String text) {}
