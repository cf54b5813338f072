package org.imprimatur.database;

/** A name and a password that the database knows. */
public record Account(String name, String password) {

    /** Leaves the password out: records are printed sooner or later. */
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
