package org.imprimatur.audit;

import java.time.Instant;
import java.util.Collection;
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
import org.imprimatur.log.CarriedApproval;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.TrailEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which approvals are proven: the bytes of their entry lead to the root of a checkpoint that the log signed, and the witness
 * too where one is configured, and so do those of the decision and the verdicts that carry it. All of it is computed; no row
 * is believed for what it says of itself, and no absence of one where the signer remembers it. In doubt an approval is pending.
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
    private final JsonMapper json;

    /** What was proven once under a log stays proven: a tree that was signed only grows. */
    private final Map<Proven, CarriedApproval> proven = new ConcurrentHashMap<>();

    private record Proven(String origin, long seq, Hash leaf, UUID article) {}

    /** An entry about a text of an article, as it is stored. */
    private record Filed(UUID article, @Nullable String text, TrailEntry entry) {

        Hash leaf() {
            return Hasher.leaf(entry.leaf());
        }

        Proven under(String origin) {
            return new Proven(origin, entry.seq(), leaf(), article);
        }
    }

    Coverage(JdbcClient jdbc, CoveringCheckpoint covering, LogSettings settings, JsonMapper json) {
        this.jdbc = jdbc;
        this.covering = covering;
        this.folder = new SignerFolder(settings.directory());
        this.remembered = folder.approvals();
        this.json = json;
    }

    /**
     * An approval as the trail has it, of exactly this text. Nothing that is said of it beside this is proven.
     *
     * @param at when it was entered
     * @param names of those who approved, as they signed; less those that are redacted
     * @param verdicts how many carry it
     */
    public record Approved(
            UUID article,
            int revision,
            String contentHash,
            Instant at,
            Set<String> names,
            int verdicts) {

        public boolean isOf(int asked, String text) {
            return revision == asked && contentHash.equals(text);
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
        var remembered = isRememberedAsNewest(articles);
        return proven(newest, signed.get()).entrySet().stream()
                .filter(proof -> remembered.test(proof.getKey()))
                .map(proof -> approved(proof.getKey(), proof.getValue()))
                .collect(Collectors.toMap(Approved::article, Function.identity()));
    }

    /** Every approval of these articles that is proven, in force or not, oldest first. */
    public List<Approved> ever(Collection<UUID> articles) {
        return signed().map(signed -> ever(articles, signed)).orElse(List.of());
    }

    /** As {@link #ever(Collection)}, under a checkpoint that somebody else has looked at. */
    List<Approved> ever(Collection<UUID> articles, Checkpoint signed) {
        return articles.isEmpty()
                ? List.of()
                : proven(approvals(articles), signed).entrySet().stream()
                        .map(proof -> approved(proof.getKey(), proof.getValue()))
                        .toList();
    }

    private Optional<Checkpoint> signed() {
        return covering.newest().map(SignedCheckpoint::checkpoint);
    }

    private Map<Filed, CarriedApproval> proven(Collection<Filed> approvals, Checkpoint signed) {
        var within =
                approvals.stream()
                        .filter(approval -> approval.entry().seq() < signed.size())
                        .toList();
        var unproven =
                within.stream()
                        .filter(approval -> !proven.containsKey(approval.under(signed.origin())))
                        .toList();
        if (!unproven.isEmpty()) {
            prove(unproven, signed);
        }
        var found = new LinkedHashMap<Filed, CarriedApproval>();
        for (var approval : within) {
            var carried = proven.get(approval.under(signed.origin()));
            if (carried != null) {
                found.put(approval, carried);
            }
        }
        return found;
    }

    /** That a newer one is not there, the database cannot prove. A node without the signer's folder believes it. */
    private Predicate<Filed> isRememberedAsNewest(Collection<UUID> articles) {
        if (!folder.isUsed()) {
            return _ -> true;
        }
        var newest = this.remembered.newest(articles);
        return approval -> {
            var known = newest.get(approval.article());
            return known != null
                    && known.seq() == approval.entry().seq()
                    && known.leaf().equals(approval.leaf());
        };
    }

    private void prove(List<Filed> approvals, Checkpoint signed) {
        if (proven.size() > MOST_KEPT) {
            proven.clear();
        }
        var history = histories(approvals);
        var tree =
                new SignedTree(
                        signed, history.stream().map(filed -> filed.entry().seq()).toList(), jdbc);
        for (var approval : approvals) {
            var said =
                    history.stream()
                            .filter(filed -> filed.article().equals(approval.article()))
                            .filter(filed -> Objects.equals(filed.text(), approval.text()))
                            .filter(filed -> filed.entry().seq() <= approval.entry().seq())
                            .filter(filed -> tree.holds(filed.entry().seq(), filed.leaf()))
                            .filter(Coverage::isFiledRight)
                            .map(Filed::entry)
                            .toList();
            if (!said.isEmpty() && said.getLast().seq() == approval.entry().seq()) {
                CarriedApproval.lastOf(said)
                        .ifPresent(carried -> proven.put(approval.under(signed.origin()), carried));
            }
        }
    }

    /**
     * The article that a payload discloses, which its leaf commits to, is the one it is filed under. A redacted payload says
     * nothing of it; revision and hash of the text stand in the leaf in clear.
     */
    private static boolean isFiledRight(Filed filed) {
        return filed.entry().isSilent()
                || filed.article()
                        .toString()
                        .equals(CheckedEntry.of(filed.entry()).disclosed().get("article"));
    }

    private Approved approved(Filed approval, CarriedApproval carried) {
        var leaf = json.readTree(approval.entry().leaf());
        return new Approved(
                approval.article(),
                leaf.path("revision").asInt(0),
                leaf.path("contentHash").asString(""),
                carried.at(),
                carried.names(),
                carried.verdicts());
    }

    /** In the order of the trail. */
    private List<Filed> approvals(Collection<UUID> articles) {
        return filed(articles, EntryRows.member("action"), List.of("APPROVED"));
    }

    /** All that was said of the texts of these approvals, in the order of the trail. */
    private List<Filed> histories(List<Filed> approvals) {
        return filed(
                approvals.stream().map(Filed::article).toList(),
                TEXT,
                approvals.stream().map(Filed::text).filter(Objects::nonNull).toList());
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
