package org.imprimatur.audit;

import java.util.Collection;
import java.util.Optional;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SignedCheckpoint.Standing;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The newest checkpoint that counts, believed for the signatures under it and for nothing that a row says about it.
 *
 * <p>The log's keys are those that lie beside the signer, outside the database. A node without the signer's folder has only
 * the database's list of them.
 */
@Component
@Transactional(readOnly = true)
class CoveringCheckpoint {

    private final JdbcClient jdbc;
    private final Cosigning cosigning;
    private final SignerFolder folder;

    /** Of the last note that was read; the same bytes are not checked twice. */
    private volatile @Nullable Checked last;

    /**
     * @param signed whether a key of the log signed it
     * @param cosigned whether the witness did, where one is configured
     */
    private record Checked(
            String note, @Nullable SignedCheckpoint checkpoint, boolean signed, boolean cosigned) {}

    CoveringCheckpoint(JdbcClient jdbc, Cosigning cosigning, LogSettings settings) {
        this.jdbc = jdbc;
        this.cosigning = cosigning;
        this.folder = new SignerFolder(settings.directory());
    }

    /** The newest of the log in force that the log signed; empty where the newest row is anything else. */
    Optional<SignedCheckpoint> signed() {
        return newest("").filter(Checked::signed).map(Checked::checkpoint);
    }

    /** The newest of those that the configured witness cosigned, too; empty where none is configured. */
    Optional<SignedCheckpoint> cosigned() {
        return cosigning.witness() == null
                ? Optional.empty()
                // the column only leads to the note: a lie in it ends in no checkpoint at all
                : newest("AND covered_at IS NOT NULL")
                        .filter(checked -> checked.signed() && checked.cosigned())
                        .map(Checked::checkpoint);
    }

    /** As {@link #signed}, and cosigned where a witness is configured. */
    Optional<SignedCheckpoint> newest() {
        return cosigning.witness() == null ? signed() : cosigned();
    }

    private Optional<Checked> newest(String condition) {
        return jdbc.sql(
                        "SELECT o.origin, c.note FROM log_checkpoint c JOIN log_origin o ON o.number = c.log WHERE c.log = "
                                + PublishedLog.PRESENT
                                + " "
                                + condition
                                + " ORDER BY c.size DESC LIMIT 1")
                .query((row, _) -> checked(row.getString(1), row.getString(2)))
                .optional();
    }

    private Checked checked(String origin, String note) {
        var known = last;
        if (known == null || !known.note().equals(note)) {
            known = check(origin, note);
            last = known;
        }
        return known;
    }

    private Checked check(String origin, String note) {
        try {
            var checkpoint = SignedCheckpoint.parse(note);
            var witness = cosigning.witness();
            return new Checked(
                    note,
                    checkpoint,
                    checkpoint.checkpoint().origin().equals(origin)
                            && keys().stream()
                                    .filter(key -> key.name().equals(origin))
                                    .anyMatch(key -> checkpoint.signedBy(key) == Standing.VALID),
                    witness != null && checkpoint.cosignedBy(witness).isPresent());
        } catch (Unreadable malformed) {
            return new Checked(note, null, false, false);
        }
    }

    private Collection<VerifierKey> keys() {
        return known().orElseGet(
                        () ->
                                jdbc.sql("SELECT vkey FROM log_key")
                                        .query((row, _) -> VerifierKey.parse(row.getString(1)))
                                        .list());
    }

    /** The keys of the log as the signer has them, whatever the database lists; empty on a node without its folder. */
    Optional<Collection<VerifierKey>> known() {
        return folder.isUsed() ? Optional.of(folder.known()) : Optional.empty();
    }
}
