package org.imprimatur.article.source;

/** How much harm a wrong sentence could do; decides the place in the reviewers' queue. */
public enum Risk {
    ROUTINE("routine"),
    HIGH("high");

    private final String label;

    Risk(String label) {
        this.label = label;
    }

    /** The word used in the source and on screen. */
    public String label() {
        return label;
    }
}
