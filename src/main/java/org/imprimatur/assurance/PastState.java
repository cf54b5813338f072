package org.imprimatur.assurance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.audit.Coverage;
import org.imprimatur.audit.EntrySignature;
import org.imprimatur.audit.WholeTrail;
import org.imprimatur.log.ReadEntry;
import org.imprimatur.people.Actor;
import org.imprimatur.review.ProvenApprovals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was the case about an article at some moment, folded from the trail up to then, by the fold that the check holds
 * against the tables; verdicts as their entries tell them. What an entry's leaf does not commit to is left out. The tables
 * know only today.
 */
@Service
@Transactional(readOnly = true)
public class PastState {

    private final WholeTrail trail;
    private final Coverage coverage;

    PastState(WholeTrail trail, Coverage coverage) {
        this.trail = trail;
        this.coverage = coverage;
    }

    /**
     * @param status key of a word, as in {@code shown} and the outcomes: plainly approved only
     *     where that is proven by now
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
     * @param holders of its reviews
     * @param unclear whether some of the holders may have given theirs back: who did is redacted
     * @param verdicts the one of each person that counted
     * @param decision of the chief editor; {@code null} where none was signed
     */
    public record Round(
            long number,
            @Nullable String revision,
            String outcome,
            List<Holder> holders,
            boolean unclear,
            List<Verdict> verdicts,
            @Nullable Verdict decision) {}

    /**
     * @param specialty {@code null} where the holder is
     * @param username {@code null} where it was redacted
     */
    public record Holder(@Nullable String specialty, @Nullable String username) {}

    /**
     * @param by username; {@code null} where it was redacted, as is {@code meaning}
     * @param signature {@code null} where it is not disclosed whole
     */
    public record Verdict(
            @Nullable String by, @Nullable String meaning, @Nullable EntrySignature signature) {

        static Verdict of(ReadEntry entry) {
            return new Verdict(
                    entry.disclosed().get("actor"),
                    entry.disclosed().get("meaning"),
                    EntrySignature.of(entry).orElse(null));
        }
    }

    /** Nothing where the article did not exist yet. */
    public Optional<State> of(UUID article, Instant at) {
        var refused = new HashSet<Long>();
        var fold = new ArticleFold((_, seq, _) -> refused.add(seq));
        var seen = new ArrayList<Long>();
        var signed = new TreeMap<Long, Signed>();
        trail.about(
                List.of(article),
                (_, entry) -> {
                    if (!time(entry).isAfter(at)) {
                        fold.take(entry);
                        if (entry.leaf().get("round") instanceof Long round) {
                            signed.computeIfAbsent(round, _ -> new Signed()).take(entry);
                        }
                        seen.add(entry.seq());
                    }
                });
        var facts = fold.facts();
        var status = facts.get("status");
        if (status == null) {
            return Optional.empty();
        }
        var approval = fold.approval();
        var proven = new Proven(facts, coverage.ever(List.of(article)), refused);
        var stands = approval != null && proven.isOutcome(fold.approvedRound());
        return Optional.of(
                new State(
                        ProvenApprovals.word(status, stands),
                        facts.get("owner"),
                        facts.get("newest revision"),
                        facts.get("submitted revision"),
                        approval == null ? null : approval.split(" ")[3],
                        approval == null ? null : facts.get(approval + "hash"),
                        shown(fold.shown(), stands),
                        rounds(fold, facts, signed, proven),
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

    /** Which rounds approved, by entries that are proven and that the fold did not refuse. */
    private record Proven(Facts facts, List<Coverage.Approved> approvals, Set<Long> refused) {

        boolean isOutcome(long round) {
            var name = "round " + round + ": ";
            var revision = facts.get(name + "revision");
            var hash = facts.get(name + "hash");
            return hash != null
                    && approvals.stream()
                            .filter(approval -> !refused.contains(approval.seq()))
                            .filter(
                                    approval ->
                                            String.valueOf(approval.revision()).equals(revision))
                            .anyMatch(approval -> approval.isOf(round, approval.revision(), hash));
        }
    }

    private static @Nullable Shown shown(String words, boolean proven) {
        var parts = words.split(" ");
        return parts.length < 2
                ? null
                : new Shown(ProvenApprovals.word(parts[0], proven), parts[1]);
    }

    private static List<Round> rounds(
            ArticleFold fold, Facts facts, Map<Long, Signed> signed, Proven proven) {
        var rounds = new ArrayList<Round>();
        for (var number = 1L; facts.has("round " + number + ": outcome"); number++) {
            var name = "round " + number + ": ";
            var outcome = facts.get(name + "outcome");
            var held = fold.holders(number);
            var given = signed.getOrDefault(number, new Signed());
            rounds.add(
                    new Round(
                            number,
                            facts.get(name + "revision"),
                            outcome == null || outcome.isEmpty()
                                    ? "OPEN"
                                    : ProvenApprovals.word(outcome, proven.isOutcome(number)),
                            holders(held),
                            held.isUnclear(),
                            List.copyOf(given.verdicts),
                            given.decision));
        }
        return rounds;
    }

    private static List<Holder> holders(Holders held) {
        var holders = new ArrayList<Holder>();
        for (var named : held.named()) {
            var end = named.lastIndexOf(' ');
            holders.add(new Holder(named.substring(0, end), named.substring(end + 1)));
        }
        holders.addAll(Collections.nCopies(held.forgotten(), new Holder(null, null)));
        return holders;
    }

    /** What was signed in one round. */
    private static final class Signed {

        private final List<Verdict> verdicts = new ArrayList<>();
        private @Nullable Verdict decision;

        void take(ReadEntry entry) {
            var verdict = Verdict.of(entry);
            switch (String.valueOf(entry.leaf().get("action"))) {
                case "RECOMMENDED" -> verdicts.add(verdict);
                case "CORRECTED" -> correct(verdict);
                case "DECIDED" -> {
                    if (!Actor.SYSTEM.username().equals(verdict.by())) {
                        decision = verdict;
                    }
                }
                default -> {}
            }
        }

        /** One by a person whose first verdict is redacted takes the place of one that is; of redacted ones nobody knows which. */
        private void correct(Verdict later) {
            var first =
                    verdicts.stream()
                            .filter(earlier -> Objects.equals(earlier.by(), later.by()))
                            .findFirst()
                            .or(
                                    () ->
                                            verdicts.stream()
                                                    .filter(earlier -> earlier.by() == null)
                                                    .findFirst());
            first.ifPresentOrElse(
                    earlier -> verdicts.set(verdicts.indexOf(earlier), later),
                    () -> verdicts.add(later));
        }
    }
}
