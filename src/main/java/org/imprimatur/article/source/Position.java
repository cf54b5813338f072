package org.imprimatur.article.source;

/** A place in a source; line and column count from 1, the column in code points. */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);
}
