package org.imprimatur.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.log.Checkpoint;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SigningKey;
import org.imprimatur.people.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys a checkpoint is signed with, and how one follows another: an entry announces the next key and hands over to it,
 * both keys sign the first checkpoint over that entry, and from then on the next one signs alone. So whoever trusts the
 * old key finds the new one vouched for, and old proofs stay what they were.
 */
final class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final SignerFolder folder;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    SigningKeys(
            SignerFolder folder,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.folder = folder;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    /** Lists a key that signs from this size on, for whoever reads the log. */
    void list(SigningKey key, int number, long fromSize) {
        jdbc.sql(
                        "INSERT INTO log_key (vkey, log, from_size) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE log = VALUES(log), from_size = VALUES(from_size)")
                .params(key.verifier().toString(), number, fromSize)
                .update();
    }

    /** By every key that is to sign a checkpoint of this size. */
    SignedCheckpoint sign(Checkpoint checkpoint, Instant now) {
        var keys = new ArrayList<>(List.of(folder.key()));
        folder.nextKey().filter(next -> isAnnounced(next, checkpoint.size())).ifPresent(keys::add);
        return sign(keys, checkpoint, now);
    }

    /** With the time, as a cosigner gives it: a checkpoint by itself carries none. */
    static SignedCheckpoint sign(List<SigningKey> keys, Checkpoint checkpoint, Instant now) {
        var signed = keys.getFirst().sign(checkpoint);
        for (var further : keys.subList(1, keys.size())) {
            signed = signed.with(further.sign(checkpoint).note().signatures().getFirst());
        }
        return signed.with(keys.getLast().cosign(checkpoint, now));
    }

    /** Whether both keys have signed what was signed last: then the next one signs alone. */
    boolean isHandedOver(SignerState state) {
        return folder.nextKey()
                .filter(
                        next ->
                                state.checkpoint().signedBy(next.verifier())
                                        == SignedCheckpoint.Standing.VALID)
                .isPresent();
    }

    void promote() {
        folder.promoteNextKey();
    }

    /** The key that is to follow and that no entry hands over to yet. */
    Optional<SigningKey> toAnnounce() {
        return folder.nextKey().filter(next -> !isAnnounced(next, Long.MAX_VALUE));
    }

    /** Appends the entry that hands over to this key. */
    void announce(SigningKey next, int number) {
        var to = next.verifier();
        transaction.executeWithoutResult(
                _ -> {
                    list(next, number, EntryRows.size(jdbc) + 1);
                    events.publishEvent(
                            new LogEvent.KeyRotated(
                                    Actor.SYSTEM,
                                    folder.key().verifier().toString(),
                                    to.toString(),
                                    folder.key().handOver(to)));
                });
        log.info("The log's key is followed by {}", to);
    }

    /**
     * By the entry that hands over to it: anybody who may write to the database can list a key there.
     *
     * @param size of what it is to sign: a key follows by an entry in it
     */
    private boolean isAnnounced(SigningKey next, long size) {
        return jdbc.sql(
                                "SELECT COUNT(*) FROM "
                                        + Trail.SCHEMA
                                        + ".leaf r WHERE r.action = 'KEY_ROTATED' AND r.seq < ? AND "
                                        + EntryRows.member("r", "toKey")
                                        + " = ? AND "
                                        + EntryRows.member("r", "handover")
                                        + " = ?")
                        .params(
                                size,
                                next.verifier().toString(),
                                folder.key().handOver(next.verifier()))
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
