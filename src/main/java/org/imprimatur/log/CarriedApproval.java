package org.imprimatur.log;

import java.util.List;

/** One approval by itself, for whoever does not read the whole trail: see {@link SignedApprovals}. */
public final class CarriedApproval {

    private CarriedApproval() {}

    /**
     * Whether what was said of a text before it was approved carries the approval. An entry that contradicts itself says
     * nothing.
     *
     * @param entries of the text, in the order of the trail; the last is the approval
     */
    public static boolean isLastOf(List<TrailEntry> entries) {
        var findings = new Findings();
        var approvals = new SignedApprovals(findings);
        var last = -1L;
        for (var entry : entries) {
            var examined = ExaminedEntry.of(entry, true);
            if (examined.findings().isEmpty()) {
                approvals.entry(examined);
                last = "APPROVED".equals(examined.leaf().get("action")) ? entry.seq() : -1;
            }
        }
        var approval = last;
        return approval >= 0
                && approval == entries.getLast().seq()
                && findings.all().stream().noneMatch(finding -> finding.seq() == approval);
    }
}
