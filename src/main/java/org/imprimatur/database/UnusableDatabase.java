package org.imprimatur.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as it is; the message says why, {@link #remedy} what a person can do about it. */
public final class UnusableDatabase extends RuntimeException {

    private final String remedy;

    UnusableDatabase(String problem, String remedy) {
        this(problem, remedy, null);
    }

    UnusableDatabase(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
