package org.imprimatur.review;

/** A reviewer's verdict on one text. */
public enum Recommendation {
    APPROVE,
    REQUEST_CHANGES,
    /** A veto: the chief editor decides, and cannot approve over it. */
    REJECT
}
