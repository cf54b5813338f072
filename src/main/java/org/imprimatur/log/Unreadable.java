package org.imprimatur.log;

/** Bytes that are not in the form a specification gives them. Says what is wrong, never what was tampered with. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String reason) {
        super(reason);
    }
}
