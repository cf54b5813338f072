package org.imprimatur.process.gate;

/** What an attribute or the text of an element may hold. */
enum Content {
    /** No text at all. */
    NOTHING,
    /** Text the engine shows or ignores; never an expression. */
    PLAIN,
    /** An XML name of at most 64 characters. */
    ID,
    /** The id of something else in the file; whether it exists is {@link Wiring}'s question. */
    REFERENCE,
    /** The one type of expression there is, under whatever prefix. */
    TYPE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A switch that has to be on. */
    TRUE,
    /** A switch that has to be off. */
    FALSE,
    /** A coordinate or size. */
    NUMBER,
    /** {@code ${step}}. */
    STEP,
    /** {@code ${collection}}. */
    COLLECTION,
    /** {@code ${variable}} and nothing more. */
    READING,
    /** A variable's bare name. */
    VARIABLE,
    /** Names separated by commas, or a {@link #READING}. */
    GROUPS,
    /** An expression that can be true or false. */
    CONDITION,
    /** A {@link #READING}, or a whole number from 1 to 99. */
    CARDINALITY,
    /** A {@link #READING}, or ISO 8601 with days, hours, minutes and seconds. */
    DURATION,
    /** A {@link #READING}, or ISO 8601 with offset. */
    DATE
}
