package org.imprimatur.audit;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.audit.RememberedApprovals.Approval;
import org.imprimatur.log.CarriedApproval;
import org.imprimatur.log.CarriedApprovals;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.TrailEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Proves approvals: the bytes of their entry lead to the root of a checkpoint that the log signed, and the witness too where one
 * is configured, and so do those of the verdicts that carry it. All of it is computed; no row is believed for what it says of
 * itself. Which verdicts those are, and that no newer approval followed, is known from what the signer remembers; a node
 * without the signer's folder follows what the database files of that text, and believes that nothing is missing.
 */
final class ApprovalProofs {

    private static final Logger log = LoggerFactory.getLogger(ApprovalProofs.class);

    private static final String TEXT = EntryRows.member("contentHash");

    private final JdbcClient jdbc;
    private final SignerFolder folder;
    private final RememberedApprovals remembered;

    /** An entry about a text of an article, as it is stored. */
    record Filed(UUID article, @Nullable String text, TrailEntry entry) {

        long seq() {
            return entry.seq();
        }

        Hash leaf() {
            return Hasher.leaf(entry.leaf());
        }
    }

    ApprovalProofs(JdbcClient jdbc, SignerFolder folder) {
        this.jdbc = jdbc;
        this.folder = folder;
        this.remembered = folder.approvals();
    }

    /** That a newer one is not there, the database cannot prove. A node without the signer's folder believes it. */
    Predicate<Filed> areNewest(Collection<UUID> articles) {
        if (!folder.isUsed()) {
            return _ -> true;
        }
        var newest = readable(() -> remembered.newest(articles), Map.<UUID, Approval>of());
        return approval -> {
            var known = newest.get(approval.article());
            return known != null && known.seq() == approval.seq();
        };
    }

    /** Those of them that are proven, each with what carries it. */
    Map<Filed, CarriedApproval> prove(List<Filed> approvals, Checkpoint signed) {
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
        var reviews = CarriedApprovals.ofOneText();
        said.forEach(reviews::entry);
        return reviews.entry(approval.entry())
                .filter(found -> article.equals(found.article()))
                .flatMap(CarriedApprovals.Approval::carried);
    }

    /** By approval the verdicts that carry it, as the signer remembers them; absent where it remembers none, or another approval. */
    private Map<Filed, List<TrailEntry>> verdicts(List<Filed> approvals) {
        var bySeq =
                readable(
                        () ->
                                approvals.stream()
                                        .flatMap(approval -> remembered.at(approval.seq()).stream())
                                        .collect(
                                                Collectors.toMap(
                                                        Approval::seq,
                                                        Function.identity(),
                                                        (one, _) -> one)),
                        Map.<Long, Approval>of());
        var entries =
                entries(
                        bySeq.values().stream()
                                .flatMap(known -> known.verdicts().stream())
                                .toList());
        var found = new LinkedHashMap<Filed, List<TrailEntry>>();
        for (var approval : approvals) {
            var known = bySeq.get(approval.seq());
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

    /** What cannot be read remembers nothing: then all is pending, and the pages are there. */
    private <T> T readable(Supplier<T> known, T nothing) {
        try {
            return known.get();
        } catch (UncheckedIOException unreadable) {
            log.warn("No approval can be proven: {}", unreadable.toString());
            return nothing;
        }
    }

    private Map<Long, TrailEntry> entries(Collection<Long> seqs) {
        return EntryRows.at(jdbc, seqs).stream()
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
    List<Filed> approvals(Collection<UUID> articles) {
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
