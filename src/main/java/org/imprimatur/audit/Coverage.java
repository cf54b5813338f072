package org.imprimatur.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.audit.RememberedApprovals.Approval;
import org.imprimatur.log.CarriedApproval;
import org.imprimatur.log.CarriedApprovals;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.TrailEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which approvals are proven: the bytes of their entry lead to the root of a checkpoint that the log signed, and the witness
 * too where one is configured, and so do those of the verdicts that carry it. All of it is computed; no row is believed for
 * what it says of itself. Which verdicts those are, and that no newer approval followed, is known from what the signer
 * remembers; a node without the signer's folder follows what the database files of that text, and believes that nothing is
 * missing. In doubt an approval is pending.
 */
@Service
@Transactional(readOnly = true)
public class Coverage {

    private static final String TEXT = EntryRows.member("contentHash");

    /** A few hundred bytes each. */
    private static final int MOST_KEPT = 1 << 15;

    private final JdbcClient jdbc;
    private final CoveringCheckpoint covering;
    private final SignerFolder folder;
    private final RememberedApprovals remembered;

    /** What was proven once under a log stays proven: a tree that was signed only grows. */
    private final Map<Proven, CarriedApproval> proven = new ConcurrentHashMap<>();

    private record Proven(String origin, long seq, Hash leaf, UUID article) {}

    /** An entry about a text of an article, as it is stored. */
    private record Filed(UUID article, @Nullable String text, TrailEntry entry) {

        long seq() {
            return entry.seq();
        }

        Hash leaf() {
            return Hasher.leaf(entry.leaf());
        }

        Proven under(String origin) {
            return new Proven(origin, seq(), leaf(), article);
        }
    }

    Coverage(JdbcClient jdbc, CoveringCheckpoint covering, LogSettings settings) {
        this.jdbc = jdbc;
        this.covering = covering;
        this.folder = new SignerFolder(settings.directory());
        this.remembered = folder.approvals();
    }

    /**
     * An approval as the trail has it, of exactly this text. Nothing that is said of it beside this is proven.
     *
     * @param seq of its entry
     * @param at when it was entered
     * @param verdicts that carry it
     */
    public record Approved(
            UUID article,
            long seq,
            long revision,
            String contentHash,
            Instant at,
            List<Verdict> verdicts) {

        private static Approved of(UUID article, CarriedApproval carried) {
            return new Approved(
                    article,
                    carried.seq(),
                    carried.revision(),
                    carried.contentHash(),
                    carried.at(),
                    carried.verdicts().stream().map(Verdict::of).toList());
        }

        public boolean isOf(long asked, String text) {
            return revision == asked && contentHash.equals(text);
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
                approvals(articles).stream()
                        .collect(
                                Collectors.toMap(
                                        Filed::article, Function.identity(), (_, later) -> later))
                        .values();
        var isNewest = isRememberedAsNewest(articles);
        return proven(newest.stream().filter(isNewest).toList(), signed.get()).stream()
                .collect(Collectors.toMap(Approved::article, Function.identity()));
    }

    /** Every approval of these articles that is proven, in force or not, oldest first. */
    public List<Approved> ever(Collection<UUID> articles) {
        return signed().map(signed -> ever(articles, signed)).orElse(List.of());
    }

    /** As {@link #ever(Collection)}, under a checkpoint that somebody else has looked at. */
    List<Approved> ever(Collection<UUID> articles, Checkpoint signed) {
        return articles.isEmpty() ? List.of() : proven(approvals(articles), signed);
    }

    private Optional<Checkpoint> signed() {
        return covering.newest().map(SignedCheckpoint::checkpoint);
    }

    /** Those that are, in the order of the trail. */
    private List<Approved> proven(Collection<Filed> approvals, Checkpoint signed) {
        var found = new ArrayList<Approved>();
        var unknown = new ArrayList<Filed>();
        for (var approval : approvals) {
            var known = proven.get(approval.under(signed.origin()));
            if (known != null) {
                found.add(Approved.of(approval.article(), known));
            } else if (approval.seq() < signed.size()) {
                unknown.add(approval);
            }
        }
        if (!unknown.isEmpty()) {
            var proofs = prove(unknown, signed);
            if (proven.size() > MOST_KEPT) {
                proven.clear();
            }
            proofs.forEach(
                    (approval, carried) -> {
                        proven.put(approval.under(signed.origin()), carried);
                        found.add(Approved.of(approval.article(), carried));
                    });
            found.sort(Comparator.comparing(Approved::seq));
        }
        return found;
    }

    /** That a newer one is not there, the database cannot prove. A node without the signer's folder believes it. */
    private Predicate<Filed> isRememberedAsNewest(Collection<UUID> articles) {
        if (!folder.isUsed()) {
            return _ -> true;
        }
        var newest = remembered.newest(articles);
        return approval -> {
            var known = newest.get(approval.article());
            return known != null && known.seq() == approval.seq();
        };
    }

    private Map<Filed, CarriedApproval> prove(List<Filed> approvals, Checkpoint signed) {
        var standOn = folder.isUsed() ? verdicts(approvals) : histories(approvals);
        var entries =
                Stream.concat(
                                approvals.stream().map(Filed::entry),
                                standOn.values().stream().flatMap(List::stream))
                        .collect(
                                Collectors.toMap(
                                        TrailEntry::seq, Function.identity(), (one, _) -> one))
                        .values();
        var held = held(entries, signed);
        var proofs = new LinkedHashMap<Filed, CarriedApproval>();
        standOn.forEach(
                (approval, said) -> {
                    if (held.contains(approval.seq())
                            && said.stream().map(TrailEntry::seq).allMatch(held::contains)) {
                        carried(approval, said).ifPresent(carried -> proofs.put(approval, carried));
                    }
                });
        return proofs;
    }

    /** Those whose bytes lead to the signed root, and that tell what they committed to or were redacted. */
    private Set<Long> held(Collection<TrailEntry> entries, Checkpoint signed) {
        var tree = new SignedTree(signed, entries.stream().map(TrailEntry::seq).toList(), jdbc);
        var silent = entries.stream().filter(TrailEntry::isSilent).map(TrailEntry::seq).toList();
        var redactions = EntryRows.redactions(jdbc, silent);
        return entries.stream()
                .filter(entry -> tree.holds(entry.seq(), Hasher.leaf(entry.leaf())))
                .filter(entry -> !entry.isSilent() || redactions.containsKey(entry.seq()))
                .map(TrailEntry::seq)
                .collect(Collectors.toSet());
    }

    private Optional<CarriedApproval> carried(Filed approval, List<TrailEntry> said) {
        var article = approval.article().toString();
        if (folder.isUsed()) {
            return CarriedApprovals.known(article, approval.entry(), said);
        }
        var reviews = new CarriedApprovals();
        said.forEach(reviews::entry);
        return reviews.entry(approval.entry())
                .filter(found -> article.equals(found.article()))
                .flatMap(CarriedApprovals.Approval::carried);
    }

    /** By approval the verdicts that carry it, as the signer remembers them; absent where it remembers none, or another approval. */
    private Map<Filed, List<TrailEntry>> verdicts(List<Filed> approvals) {
        var remembered =
                approvals.stream()
                        .flatMap(approval -> this.remembered.at(approval.seq()).stream())
                        .collect(
                                Collectors.toMap(
                                        Approval::seq, Function.identity(), (one, _) -> one));
        var entries =
                entries(
                        remembered.values().stream()
                                .flatMap(known -> known.verdicts().stream())
                                .toList());
        var found = new LinkedHashMap<Filed, List<TrailEntry>>();
        for (var approval : approvals) {
            var known = remembered.get(approval.seq());
            if (known != null
                    && known.article().equals(approval.article())
                    && known.leaf().equals(approval.leaf())
                    && !known.verdicts().isEmpty()
                    && entries.keySet().containsAll(known.verdicts())) {
                found.put(approval, known.verdicts().stream().map(entries::get).toList());
            }
        }
        return found;
    }

    private Map<Long, TrailEntry> entries(Collection<Long> seqs) {
        return seqs.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                "SELECT "
                                        + EntryRows.COLUMNS
                                        + " FROM "
                                        + EntryRows.TABLES
                                        + " WHERE l.seq IN (:seqs)")
                        .param("seqs", seqs)
                        .query((row, _) -> EntryRows.entry(row))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(TrailEntry::seq, Function.identity()));
    }

    /** By approval all that was said of its text before, in the order of the trail. */
    private Map<Filed, List<TrailEntry>> histories(List<Filed> approvals) {
        var said =
                filed(
                        approvals.stream().map(Filed::article).toList(),
                        TEXT,
                        approvals.stream().map(Filed::text).filter(Objects::nonNull).toList());
        var found = new LinkedHashMap<Filed, List<TrailEntry>>();
        for (var approval : approvals) {
            found.put(
                    approval,
                    said.stream()
                            .filter(filed -> filed.article().equals(approval.article()))
                            .filter(filed -> Objects.equals(filed.text(), approval.text()))
                            .filter(filed -> filed.seq() < approval.seq())
                            .map(Filed::entry)
                            .toList());
        }
        return found;
    }

    /** In the order of the trail. */
    private List<Filed> approvals(Collection<UUID> articles) {
        return filed(articles, EntryRows.member("action"), List.of("APPROVED"));
    }

    private List<Filed> filed(Collection<UUID> articles, String member, List<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        "SELECT p.article, "
                                + TEXT
                                + " AS text, "
                                + EntryRows.COLUMNS
                                + " FROM "
                                + EntryRows.TABLES
                                + " WHERE p.article IN (:articles) AND "
                                + member
                                + " IN (:values) ORDER BY l.seq")
                .param("articles", articles)
                .param("values", values)
                .query(
                        (row, _) ->
                                new Filed(
                                        row.getObject("article", UUID.class),
                                        row.getString("text"),
                                        EntryRows.entry(row)))
                .list();
    }
}
