package org.imprimatur.policy;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.article.source.Risk;

/**
 * One version of the review policy.
 *
 * @param version counts from 1 in this installation
 */
public record ReviewPolicy(int version, List<Rule> rules, Map<Risk, Times> times) {

    /**
     * @param topics empty: whatever no earlier rule takes
     * @param slots the specialty asked for in each slot
     * @param quorum verdicts other than REJECT that a decision to approve needs
     */
    public record Rule(Set<String> topics, List<String> slots, int quorum) {

        boolean covers(Collection<String> articleTopics) {
            return topics.isEmpty() || !Collections.disjoint(topics, articleTopics);
        }
    }

    /**
     * @param remind after the round was opened
     * @param due after the round was opened
     * @param validity after an approval
     */
    public record Times(Duration remind, Duration due, Duration validity) {}

    public Rule ruleFor(Collection<String> topics) {
        return rules.stream().filter(rule -> rule.covers(topics)).findFirst().orElseThrow();
    }

    public Times timesFor(Risk risk) {
        return java.util.Objects.requireNonNull(times.get(risk));
    }
}
