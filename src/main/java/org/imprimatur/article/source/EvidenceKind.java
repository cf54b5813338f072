package org.imprimatur.article.source;

/** Where the statements of a section come from. */
public enum EvidenceKind {
    SUMMARY("Summary"),
    GUIDELINE("Guideline"),
    DRUG_LABEL("Drug label"),
    RESEARCH("Research");

    private final String label;

    EvidenceKind(String label) {
        this.label = label;
    }

    /** The word used in the source and on screen. */
    public String label() {
        return label;
    }
}
