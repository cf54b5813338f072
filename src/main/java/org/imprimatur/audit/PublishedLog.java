package org.imprimatur.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.log.Hasher;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.Tile;
import org.imprimatur.log.TlogProof;
import org.imprimatur.log.TrailEntry;
import org.imprimatur.log.TrailExport;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What anybody may have of the log: its newest checkpoint, its tiles and entries, its keys, and the proof of an approval. */
@Service
@Transactional(readOnly = true)
public class PublishedLog {

    /** The log that is in force, of {@code log_origin}. */
    static final String PRESENT = "(SELECT MAX(number) FROM log_origin)";

    private final JdbcClient jdbc;
    private final TrailTree tree;
    private final Cosigning cosigning;
    private final CoveringCheckpoint covering;
    private final Coverage coverage;
    private final JsonMapper json;

    PublishedLog(
            JdbcClient jdbc,
            TrailTree tree,
            Cosigning cosigning,
            CoveringCheckpoint covering,
            Coverage coverage,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.tree = tree;
        this.cosigning = cosigning;
        this.covering = covering;
        this.coverage = coverage;
        this.json = json;
    }

    /** The newest one, cosigned or not; empty in the first second of a log. */
    public Optional<SignedCheckpoint> checkpoint() {
        return jdbc.sql(
                        "SELECT note FROM log_checkpoint WHERE log = "
                                + PRESENT
                                + " ORDER BY size DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(SignedCheckpoint::parse);
    }

    /** The newest one that counts: cosigned, where a witness is configured. */
    public Optional<SignedCheckpoint> covering() {
        return covering.newest();
    }

    /** Whether the log bears the name of this number; those it had before are no tree any more. */
    public boolean isPresent(int number) {
        return jdbc.sql("SELECT " + PRESENT).query(Integer.class).single() == number;
    }

    /**
     * A key that signed, oldest first.
     *
     * @param fromSize size of the first checkpoint it signed
     */
    public record Key(String vkey, String origin, long fromSize) {}

    /** Of those that the database lists, where the signer's folder is here, the ones that are known there. */
    public List<Key> keys() {
        var known = covering.known().map(keys -> keys.stream().map(VerifierKey::toString).toList());
        return listed().stream()
                .filter(key -> known.isEmpty() || known.get().contains(key.vkey()))
                .toList();
    }

    private List<Key> listed() {
        return jdbc.sql(
                        "SELECT k.vkey, o.origin, k.from_size FROM log_key k JOIN log_origin o ON o.number = k.log ORDER BY k.log, k.from_size")
                .query((row, _) -> new Key(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** The witness whose cosignature an approval needs; {@code null} where the log's own signature suffices. */
    public @Nullable String witness() {
        var key = cosigning.witness();
        return key == null ? null : key.toString();
    }

    /** Hashes or entries, of what a published checkpoint covers; empty where the log has not come that far. */
    public Optional<byte[]> tile(Tile tile) {
        var size = checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
        if (tile.width() > Tile.widthAt(tile.level(), tile.index(), size)) {
            return Optional.empty();
        }
        return Optional.of(
                tile.level() == Tile.ENTRIES
                        ? Tile.bundle(tree.entries(tile))
                        : Tile.bytes(tree.tile(tile)));
    }

    /**
     * The proof of an approval, as a file of at most 4 KB. Of what the entry hides it discloses the article alone; empty
     * while no checkpoint covers it, and where no board carries it: the file shows only that the entry is there.
     */
    public Optional<byte[]> proof(UUID article, int revision, String contentHash) {
        return covering().flatMap(checkpoint -> proof(article, revision, contentHash, checkpoint));
    }

    Optional<byte[]> proof(
            UUID article, int revision, String contentHash, SignedCheckpoint checkpoint) {
        return coverage.ever(List.of(article), checkpoint.checkpoint()).stream()
                .filter(approved -> approved.isOf(revision, contentHash))
                .reduce((_, later) -> later) // the same text can be approved again
                .flatMap(approved -> proof(entry(approved), checkpoint))
                .map(proof -> proof.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing where it would prove nothing, because somebody changed the tree since it was signed. */
    private Optional<TlogProof> proof(TrailEntry entry, SignedCheckpoint checkpoint) {
        // not those of before: a proof stays small, however often the log got another key
        var signers =
                keys().stream()
                        .map(Key::vkey)
                        .map(VerifierKey::parse)
                        .filter(key -> checkpoint.signedBy(key) == SignedCheckpoint.Standing.VALID)
                        .toList();
        var proof =
                new TlogProof(
                        TrailExport.extra(signers, entry),
                        entry.seq(),
                        tree.inclusion(entry.seq(), checkpoint.checkpoint().size()).path(),
                        checkpoint);
        return Optional.of(proof).filter(made -> made.includes(Hasher.leaf(entry.leaf())));
    }

    private TrailEntry entry(Coverage.Approved approved) {
        return withTheArticleAlone(EntryRows.at(jdbc, List.of(approved.seq())).getFirst());
    }

    /** Where who decided was redacted: as if withheld. */
    private TrailEntry withTheArticleAlone(TrailEntry entry) {
        var payload = entry.payload();
        return new TrailEntry(
                entry.seq(),
                entry.hash(),
                entry.leaf(),
                payload == null || entry.isSilent()
                        ? null
                        : Leaf.disclosing(
                                new String(payload, StandardCharsets.UTF_8), "article", json));
    }
}
