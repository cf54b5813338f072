package org.imprimatur.log;

import java.util.List;
import java.util.Map;
import org.imprimatur.log.Findings.Finding;

/**
 * One entry, checked alone: whether its bytes have the hash stored beside them and commit to what is disclosed.
 *
 * @param hash computed from its bytes
 * @param silent whether it has commitments and says nothing of the values behind them
 * @param disclosed the values behind its commitments, as far as they are told and fit
 */
public record CheckedEntry(
        Hash hash, boolean silent, Map<String, String> disclosed, List<Finding> findings) {

    public CheckedEntry {
        disclosed = Map.copyOf(disclosed);
        findings = List.copyOf(findings);
    }

    public static CheckedEntry of(TrailEntry entry) {
        var examined = ExaminedEntry.of(entry, true);
        return new CheckedEntry(
                examined.hash(), examined.isSilent(), examined.disclosed(), examined.findings());
    }
}
