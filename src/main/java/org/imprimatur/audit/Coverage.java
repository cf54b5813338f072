package org.imprimatur.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.audit.ApprovalProofs.Filed;
import org.imprimatur.log.CarriedApproval;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.SignedCheckpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which approvals are proven, for whoever shows one: see {@link ApprovalProofs}. In doubt an approval is pending. */
@Service
@Transactional(readOnly = true)
public class Coverage {

    /** A few hundred bytes each. */
    private static final int MOST_KEPT = 1 << 15;

    private final CoveringCheckpoint covering;
    private final ApprovalProofs proofs;

    /** What was proven once under a log stays proven: a tree that was signed only grows. */
    private final Map<Proven, CarriedApproval> proven = new ConcurrentHashMap<>();

    private record Proven(String origin, long seq, Hash leaf, UUID article) {

        static Proven of(Filed approval, Checkpoint under) {
            return new Proven(under.origin(), approval.seq(), approval.leaf(), approval.article());
        }
    }

    Coverage(JdbcClient jdbc, CoveringCheckpoint covering, LogSettings settings) {
        this.covering = covering;
        this.proofs = new ApprovalProofs(jdbc, new SignerFolder(settings.directory()));
    }

    /**
     * An approval as the trail has it, of exactly this text. Nothing that is said of it beside this is proven.
     *
     * @param seq of its entry
     * @param policy in force; 0 where the entry names none
     * @param at when it was entered
     * @param verdicts that carry it
     */
    public record Approved(
            UUID article,
            long seq,
            long round,
            long revision,
            String contentHash,
            long policy,
            Instant at,
            List<Verdict> verdicts) {

        private static Approved of(UUID article, CarriedApproval carried) {
            return new Approved(
                    article,
                    carried.seq(),
                    carried.round(),
                    carried.revision(),
                    carried.contentHash(),
                    carried.policy(),
                    carried.at(),
                    carried.verdicts().stream().map(Verdict::of).toList());
        }

        public boolean isOf(long asked, String text) {
            return revision == asked && contentHash.equals(text);
        }

        /** Whether it ended this round: a text can come before the board more than once. */
        public boolean isOf(long askedRound, long asked, String text) {
            return round == askedRound && isOf(asked, text);
        }

        /** That of whoever signed under this name; there may be two of one name, and then it is neither's. */
        public Optional<Verdict> verdictOf(@Nullable String name) {
            var theirs = verdicts.stream().filter(verdict -> verdict.isBy(name)).toList();
            return theirs.size() == 1 ? Optional.of(theirs.getFirst()) : Optional.empty();
        }
    }

    /**
     * A verdict for a text, as its entry has it.
     *
     * @param seq of that entry
     * @param name as it was signed; {@code null} where it was redacted, as {@code specialty}
     * @param at when it was entered
     */
    public record Verdict(long seq, @Nullable String name, @Nullable String specialty, Instant at) {

        private static Verdict of(CarriedApproval.Verdict carried) {
            return new Verdict(carried.seq(), carried.name(), carried.specialty(), carried.at());
        }

        private boolean isBy(@Nullable String asked) {
            return asked != null && asked.equals(name);
        }
    }

    /**
     * By article the newest approval, where it is proven. One that a newer one followed is not in force, whatever the tables
     * say.
     */
    public Map<UUID, Approved> of(Collection<UUID> articles) {
        var signed = signed();
        if (articles.isEmpty() || signed.isEmpty()) {
            return Map.of();
        }
        var newest =
                proofs.approvals(articles).stream()
                        .collect(
                                Collectors.toMap(
                                        Filed::article, Function.identity(), (_, later) -> later))
                        .values();
        var isNewest = proofs.areNewest(articles);
        return proven(newest.stream().filter(isNewest).toList(), signed.get()).stream()
                .collect(Collectors.toMap(Approved::article, Function.identity()));
    }

    /** Every approval of these articles that is proven, in force or not, oldest first. */
    public List<Approved> ever(Collection<UUID> articles) {
        return signed().map(signed -> ever(articles, signed)).orElse(List.of());
    }

    /** As {@link #ever(Collection)}, under a checkpoint that somebody else has looked at. */
    List<Approved> ever(Collection<UUID> articles, Checkpoint signed) {
        return articles.isEmpty() ? List.of() : proven(proofs.approvals(articles), signed);
    }

    private Optional<Checkpoint> signed() {
        return covering.newest().map(SignedCheckpoint::checkpoint);
    }

    /** Those that are, in the order of the trail. */
    private List<Approved> proven(Collection<Filed> approvals, Checkpoint signed) {
        var found = new ArrayList<Approved>();
        var unknown = new ArrayList<Filed>();
        for (var approval : approvals) {
            var known = proven.get(Proven.of(approval, signed));
            if (known != null) {
                found.add(Approved.of(approval.article(), known));
            } else if (approval.seq() < signed.size()) {
                unknown.add(approval);
            }
        }
        if (!unknown.isEmpty()) {
            if (proven.size() > MOST_KEPT) {
                proven.clear();
            }
            proofs.prove(unknown, signed)
                    .forEach(
                            (approval, carried) -> {
                                proven.put(Proven.of(approval, signed), carried);
                                found.add(Approved.of(approval.article(), carried));
                            });
            found.sort(Comparator.comparing(Approved::seq));
        }
        return found;
    }
}
