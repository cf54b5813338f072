package org.imprimatur.people;

/** How somebody proves that it is they who sign. */
public enum Factor {
    PASSWORD,
    PASSKEY
}
