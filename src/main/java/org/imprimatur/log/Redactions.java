package org.imprimatur.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which entries disclose nothing, and which later ones say why. */
final class Redactions {

    private static final int TOLD = 100;

    private final Findings findings;
    private final Set<Long> silent = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private long withheld;
    private long count;

    Redactions(Findings findings) {
        this.findings = findings;
    }

    void entry(ExaminedEntry entry) {
        if (entry.entry().payload() == null) {
            withheld++;
        }
        if (entry.isSilent()) {
            silent.add(entry.entry().seq());
        }
        if (entry.redacts() != ExaminedEntry.NONE) {
            if (silent.remove(entry.redacts())) {
                count++;
                if (told.size() < TOLD) {
                    told.add(
                            "redacted at seq "
                                    + entry.redacts()
                                    + ", as the entry at seq "
                                    + entry.entry().seq()
                                    + " says");
                }
            } else if (withheld == 0) {
                findings.add(
                        Verdict.PAYLOAD_MISMATCH,
                        entry.entry().seq(),
                        "it redacted the entry at seq "
                                + entry.redacts()
                                + ", which was not silenced");
            }
        }
    }

    /** @return sentences for people */
    List<String> end() {
        for (var seq : new TreeSet<>(silent)) {
            findings.add(
                    Verdict.PAYLOAD_MISMATCH, seq, "it discloses nothing, and no entry redacts it");
        }
        var sentences = new ArrayList<>(told);
        if (count > told.size()) {
            sentences.add("redacted in all: " + count);
        }
        if (withheld > 0) {
            sentences.add("payloads withheld by whoever exported: " + withheld);
        }
        return sentences;
    }
}
