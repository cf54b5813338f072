package org.imprimatur.policy.web;

import java.time.Instant;
import java.util.List;

/**
 * {@code policy/policy.html}: one version of the rules.
 *
 * @param inForce false for an earlier version
 * @param since when it came into force
 * @param hash SHA-256 of its text
 * @param versions all of them, newest first
 */
public record PolicyView(
        int version,
        boolean inForce,
        Instant since,
        String hash,
        List<Rule> rules,
        List<Times> times,
        List<Version> versions) {

    /**
     * @param topics in the reader's language; empty: every other topic
     * @param slots such as {@code 2 × oncology}, in the reader's language
     */
    public record Rule(List<String> topics, List<Slot> slots, int reviewers, int quorum) {}

    public record Slot(int reviewers, String specialty) {}

    /** @param risk {@code ROUTINE} or {@code HIGH}; the times are in the reader's language */
    public record Times(String risk, String remind, String due, String validity) {}

    public record Version(int number, Instant since, String hash, boolean shown) {}
}
