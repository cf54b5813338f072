package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.log.CheckedEntry;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.Hash;
import org.imprimatur.log.TrailEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which approvals are proven: the bytes of their entry lead to the root of a checkpoint that the log signed, and the witness
 * too where one is configured. All of it is computed; no row is believed for what it says of itself. In doubt an approval is
 * pending.
 */
@Service
@Transactional(readOnly = true)
public class Coverage {

    /** A few hundred bytes each. */
    private static final int MOST_KEPT = 1 << 15;

    private final JdbcClient jdbc;
    private final CoveringCheckpoint covering;
    private final JsonMapper json;

    /** What was proven once under a log stays proven: a tree that was signed only grows. */
    private final Set<Proven> proven = ConcurrentHashMap.newKeySet();

    private record Proven(String origin, long seq, Hash leaf, UUID article) {}

    /** An approval as it is approval. */
    private record Candidate(UUID article, TrailEntry entry, CheckedEntry checked) {

        Proven under(String origin) {
            return new Proven(origin, entry.seq(), checked.hash(), article);
        }
    }

    Coverage(JdbcClient jdbc, CoveringCheckpoint covering, JsonMapper json) {
        this.jdbc = jdbc;
        this.covering = covering;
        this.json = json;
    }

    /** An approval as the trail has it: of exactly this text. */
    public record Approved(UUID article, int revision, String contentHash) {}

    /**
     * Of each of these articles the newest approval, if it is proven. One that a newer one followed is not in force, whatever
     * the tables say.
     */
    public Set<Approved> of(Collection<UUID> articles) {
        if (articles.isEmpty()) {
            return Set.of();
        }
        return covering.newest().map(head -> of(articles, head.checkpoint())).orElse(Set.of());
    }

    private Set<Approved> of(Collection<UUID> articles, Checkpoint signed) {
        var newest =
                approvals(articles).stream()
                        .collect(
                                Collectors.toMap(
                                        Candidate::article,
                                        Function.identity(),
                                        (_, later) -> later))
                        .values();
        var unproven =
                newest.stream()
                        .filter(approval -> approval.entry().seq() < signed.size())
                        .filter(approval -> !proven.contains(approval.under(signed.origin())))
                        .toList();
        if (!unproven.isEmpty()) {
            prove(unproven, signed);
        }
        return newest.stream()
                .filter(approval -> proven.contains(approval.under(signed.origin())))
                .map(this::approved)
                .collect(Collectors.toSet());
    }

    private void prove(List<Candidate> approvals, Checkpoint signed) {
        if (proven.size() > MOST_KEPT) {
            proven.clear();
        }
        var tree =
                new SignedTree(
                        signed,
                        approvals.stream().map(approval -> approval.entry().seq()).toList(),
                        jdbc);
        for (var approval : approvals) {
            if (approval.checked().findings().isEmpty()
                    && tree.holds(approval.entry().seq(), approval.checked().hash())
                    && (approval.checked().silent() || isAbout(approval))) {
                proven.add(approval.under(signed.origin()));
            }
        }
    }

    /**
     * The article that a payload discloses, which its leaf commits to, is the one it is filed under. A redacted payload says
     * nothing of it; revision and hash of the text stand in the leaf in clear.
     */
    private boolean isAbout(Candidate approval) {
        return approval.article()
                .toString()
                .equals(
                        json.readTree(approval.entry().payload())
                                .path("article")
                                .path("value")
                                .asString(""));
    }

    private Approved approved(Candidate approval) {
        var leaf = json.readTree(approval.entry().leaf());
        return new Approved(
                approval.article(),
                leaf.path("revision").asInt(0),
                leaf.path("contentHash").asString(""));
    }

    /** In the order of the trail. By the action in the bytes: the column beside them is nobody's word. */
    private List<Candidate> approvals(Collection<UUID> articles) {
        return jdbc.sql(
                        "SELECT p.article, l.seq, l.hash, l.bytes, p.body FROM "
                                + Trail.SCHEMA
                                + ".payload p JOIN "
                                + Trail.SCHEMA
                                + ".leaf l ON l.seq = p.seq WHERE p.article IN (:articles)"
                                + " AND JSON_VALUE(CONVERT(l.bytes USING latin1), '$.action') = 'APPROVED' ORDER BY l.seq")
                .param("articles", articles)
                .query(
                        (row, _) ->
                                candidate(
                                        row.getObject(1, UUID.class),
                                        new TrailEntry(
                                                row.getLong(2),
                                                Hash.of(row.getBytes(3)),
                                                row.getBytes(4),
                                                row.getString(5).getBytes(StandardCharsets.UTF_8))))
                .list();
    }

    private static Candidate candidate(UUID article, TrailEntry entry) {
        return new Candidate(article, entry, CheckedEntry.of(entry));
    }
}
