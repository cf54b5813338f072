package org.imprimatur.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One approval by itself, for whoever does not read the whole trail: see {@link SignedApprovals}. It says no more than the
 * entries do that carry it.
 *
 * @param at when it was entered, to the microsecond
 * @param names of those whose verdicts in force are for it, as they signed; less those whose entries tell none
 * @param verdicts how many are in force and for it, told or not
 */
public record CarriedApproval(Instant at, Set<String> names, int verdicts) {

    public CarriedApproval {
        names = Set.copyOf(names);
    }

    /**
     * The approval that comes last, if what was said of the text before carries it. An entry that contradicts itself says
     * nothing.
     *
     * @param entries of the text, in the order of the trail
     */
    public static Optional<CarriedApproval> lastOf(List<TrailEntry> entries) {
        var approvals = new SignedApprovals(new Findings());
        Optional<CarriedApproval> last = Optional.empty();
        for (var entry : entries) {
            var examined = ExaminedEntry.of(entry, true);
            last = examined.findings().isEmpty() ? approvals.entry(examined) : Optional.empty();
        }
        return last;
    }

    static CarriedApproval of(ExaminedEntry approval, Set<String> names, int verdicts) {
        return new CarriedApproval(
                Instant.EPOCH.plus(approval.time(), ChronoUnit.MICROS), names, verdicts);
    }
}
