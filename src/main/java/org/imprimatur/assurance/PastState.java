package org.imprimatur.assurance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.audit.WholeTrail;
import org.imprimatur.log.ReadEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was the case about an article at some moment, folded from the trail up to then: the very fold that the check holds
 * against the tables. The tables know only today.
 */
@Service
@Transactional(readOnly = true)
public class PastState {

    private final WholeTrail trail;

    PastState(WholeTrail trail) {
        this.trail = trail;
    }

    /**
     * @param owner {@code null} where it was redacted, as all that people did
     * @param submitted revision; {@code null} before the first
     * @param approved revision whose approval was in force; {@code null} where none was
     * @param shown the status that the public was told, with its revision; {@code null} where it was told nothing
     * @param rounds the newest last
     * @param entries of the article up to then, the last of them at {@code last}
     */
    public record State(
            String status,
            @Nullable String owner,
            @Nullable String newestRevision,
            @Nullable String submitted,
            @Nullable String approved,
            @Nullable String approvedHash,
            @Nullable Shown shown,
            List<Round> rounds,
            long entries,
            long last) {}

    public record Shown(String status, String revision) {}

    /**
     * @param outcome {@code OPEN} while it went on
     * @param holders specialty and username of each who held a review; {@code null} where that was redacted
     * @param verdicts the one of each person that counted
     */
    public record Round(
            long number,
            @Nullable String revision,
            String outcome,
            @Nullable List<String> holders,
            List<Verdict> verdicts) {}

    public record Verdict(String by, @Nullable String meaning) {}

    /** Nothing where the article did not exist yet. */
    public Optional<State> of(UUID article, Instant at) {
        var fold = new ArticleFold((_, _, _) -> {});
        var seen = new ArrayList<Long>();
        trail.about(
                List.of(article),
                (_, entry) -> {
                    if (!time(entry).isAfter(at)) {
                        fold.take(entry);
                        seen.add(entry.seq());
                    }
                });
        var facts = fold.facts();
        var status = facts.get("status");
        if (status == null) {
            return Optional.empty();
        }
        var approval = fold.approval();
        return Optional.of(
                new State(
                        status,
                        facts.get("owner"),
                        facts.get("newest revision"),
                        facts.get("submitted revision"),
                        approval == null ? null : approval.split(" ")[3],
                        approval == null ? null : facts.get(approval + "hash"),
                        shown(fold.shown()),
                        rounds(facts),
                        seen.size(),
                        seen.getLast()));
    }

    /** An entry whose time cannot be read is nobody's past. */
    private static Instant time(ReadEntry entry) {
        try {
            return Instant.parse(String.valueOf(entry.leaf().get("time")));
        } catch (DateTimeParseException notATime) {
            return Instant.MAX;
        }
    }

    private static @Nullable Shown shown(String words) {
        var parts = words.split(" ");
        return parts.length < 2 ? null : new Shown(parts[0], parts[1]);
    }

    private static List<Round> rounds(Facts facts) {
        var rounds = new ArrayList<Round>();
        for (var number = 1L; facts.has("round " + number + ": outcome"); number++) {
            var name = "round " + number + ": ";
            var outcome = facts.get(name + "outcome");
            var holders = facts.get(name + "holders");
            rounds.add(
                    new Round(
                            number,
                            facts.get(name + "revision"),
                            outcome == null || outcome.isEmpty() ? "OPEN" : outcome,
                            holders == null
                                    ? null
                                    : List.of(holders.split(", ")).stream()
                                            .filter(holder -> !holder.isBlank())
                                            .toList(),
                            verdicts(facts, number)));
        }
        return rounds;
    }

    /** Of several by one person the last counts. */
    private static List<Verdict> verdicts(Facts facts, long round) {
        var meanings = new TreeMap<String, @Nullable String>();
        var end = " in round " + round + ", number ";
        facts.forEach(
                (name, value) -> {
                    var of = name.indexOf(end);
                    if (name.startsWith("verdict of ") && of > 0 && name.endsWith(": meaning")) {
                        meanings.put(name.substring("verdict of ".length(), of), value);
                    }
                });
        return meanings.entrySet().stream()
                .map(verdict -> new Verdict(verdict.getKey(), verdict.getValue()))
                .toList();
    }
}
