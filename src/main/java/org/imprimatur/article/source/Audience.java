package org.imprimatur.article.source;

/** For whom an article is written; each audience has an article of its own. */
public enum Audience {
    CLINICIANS("Clinicians"),
    STUDENTS("Students"),
    PATIENTS("Patients");

    private final String label;

    Audience(String label) {
        this.label = label;
    }

    /** The word used in the source and on screen. */
    public String label() {
        return label;
    }
}
