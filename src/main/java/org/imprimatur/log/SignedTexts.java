package org.imprimatur.log;

import java.util.Set;

/**
 * From the first text that was signed on, every verdict and every decision of a person has one. Before, a signature named a
 * session and vouched for nothing; whoever could still write such a one could put words into anybody's mouth.
 */
final class SignedTexts {

    private static final Set<String> VERDICTS = Set.of("RECOMMENDED", "CORRECTED");
    private static final String DECISION = "DECIDED";

    private final Findings findings;
    private boolean begun;

    SignedTexts(Findings findings) {
        this.findings = findings;
    }

    /** In the order of the trail. */
    void entry(ExaminedEntry entry) {
        var signature = entry.disclosed().get("signature");
        if (signature != null && SignatureText.isOne(signature)) {
            begun = true;
        } else if (begun && isOfAPerson(entry) && (signature != null || hasNone(entry))) {
            findings.add(
                    Verdict.SIGNATURE_NOT_FOR_RECORD,
                    entry.entry().seq(),
                    "there is no text that was signed, as all have one by then");
        }
    }

    private static boolean isOfAPerson(ExaminedEntry entry) {
        var action = entry.action();
        return VERDICTS.contains(action)
                || DECISION.equals(action)
                        && !ExaminedEntry.PROCESS.equals(
                                entry.disclosed().getOrDefault("actor", ExaminedEntry.PROCESS));
    }

    private static boolean hasNone(ExaminedEntry entry) {
        return !ExaminedEntry.isCommitment(entry.leaf().get("signature"));
    }
}
