package org.imprimatur.process.gate;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong; the same thing once. */
final class Findings {

    private final Set<Finding> all = new LinkedHashSet<>();

    void add(int line, String element, Rule rule, String message) {
        all.add(new Finding(line, element, rule, message));
    }

    void add(Element element, Rule rule, String message) {
        add(element.line(), element.label(), rule, message);
    }

    void add(Node node, Rule rule, String message) {
        add(node.line(), node.id(), rule, message);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void refuseIfAny() throws RefusedProcess {
        if (!all.isEmpty()) {
            throw new RefusedProcess(
                    all.stream()
                            .sorted(
                                    Comparator.comparingInt(Finding::line)
                                            .thenComparing(Finding::rule))
                            .toList());
        }
    }
}
