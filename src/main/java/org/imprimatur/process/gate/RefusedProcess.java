package org.imprimatur.process.gate;

import java.util.List;
import java.util.stream.Collectors;

/** A diagram did not pass. Carries every finding of the stage that stopped it, by line. */
public class RefusedProcess extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    RefusedProcess(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
