package org.imprimatur.audit;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imprimatur.log.CosignedWithin;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes checkpoints and has them cosigned, where a witness is configured. Without its cosignature a checkpoint is
 * there to be read and covers nothing. A witness that is away is asked again for the newest checkpoint, which covers all
 * that it missed.
 *
 * <p>A line is kept only if its time lies between the entries around it: a note that is published
 * cannot be mended, and the verifier would blame the log for ever for what a witness said. One for
 * an older checkpoint that comes too late for the entries behind it is let go, and the next
 * checkpoint, over those, is asked about.
 */
@Component
class Cosigning {

    private static final Logger log = LoggerFactory.getLogger(Cosigning.class);

    /** About a key that is to follow. A witness that hangs takes seconds to do so, in which nothing is signed. */
    private static final long BETWEEN_QUESTIONS_NS = 10_000_000_000L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final @Nullable WitnessClient witness;
    private boolean away;
    private boolean waiting;
    private long askedAt;

    Cosigning(LogSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.witness =
                settings.witness() == null
                        ? null
                        : new WitnessClient(
                                settings.witness().url(),
                                VerifierKey.parse(settings.witness().key()));
    }

    /** The witness whose word is asked for; {@code null} where the signer alone suffices. */
    @Nullable VerifierKey witness() {
        return witness == null ? null : witness.key();
    }

    /** All that ever cosigned: their lines stand in what was published. */
    static List<VerifierKey> witnesses(JdbcClient jdbc) {
        return jdbc.sql("SELECT vkey FROM log_witness ORDER BY named_at, vkey")
                .query((row, _) -> VerifierKey.parse(row.getString(1)))
                .list();
    }

    void publish(SignerState state) {
        jdbc.sql(
                        "INSERT IGNORE INTO log_checkpoint (log, size, note, signed_at, covered_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6), "
                                + (witness == null ? "UTC_TIMESTAMP(6))" : "NULL)"))
                .params(state.log(), state.size(), state.checkpoint().toString())
                .update();
    }

    /** Asks the witness about the newest checkpoint, if it has not cosigned it yet. */
    void catchUp(int number, TrailTree tree) {
        if (witness == null) {
            return;
        }
        newestUncovered(number)
                .ifPresent(
                        checkpoint -> {
                            try {
                                cover(number, cosigned(witness, checkpoint, number, tree));
                                if (away) {
                                    away = false;
                                    log.info("The witness cosigns again");
                                }
                            } catch (WitnessClient.Refused refused) {
                                if (!away) {
                                    away = true;
                                    log.warn("Not cosigned: {}", refused.getMessage());
                                }
                            }
                        });
    }

    /**
     * Whether the witness, if there is one, cosigns what is signed by the key that is to follow alone. It was told the keys it
     * takes, and would cosign nothing any more after the turn.
     *
     * @param ahead what was signed last, signed by that key
     */
    boolean takes(SignedCheckpoint ahead, VerifierKey key, int number, TrailTree tree) {
        if (witness == null) {
            return true;
        }
        if (waiting && System.nanoTime() - askedAt < BETWEEN_QUESTIONS_NS) {
            return false;
        }
        askedAt = System.nanoTime();
        try {
            cosigned(witness, ahead, number, tree);
            waiting = false;
            return true;
        } catch (WitnessClient.Refused refused) {
            if (!waiting) {
                waiting = true;
                log.warn(
                        "The log's next key waits for the witness, which has to be started with --log {} as well: {}",
                        key,
                        refused.getMessage());
            }
            return false;
        }
    }

    /** @throws WitnessClient.Refused and nothing is changed */
    private SignedCheckpoint cosigned(
            WitnessClient asked, SignedCheckpoint checkpoint, int number, TrailTree tree) {
        var cosigned = asked.cosign(checkpoint, coveredSize(number), tree);
        var at = cosigned.cosignedBy(asked.key()).orElseThrow();
        // after the answer: while it was awaited, entries came
        var bounds = bounds(checkpoint.checkpoint().size());
        if (!bounds.holds(at)) {
            throw new WitnessClient.Refused(
                    "the witness says that it saw %d entries at %s, of which the last is of %s; the next is not before %s"
                            .formatted(
                                    checkpoint.checkpoint().size(),
                                    at,
                                    bounds.last(),
                                    bounds.next()));
        }
        return cosigned;
    }

    private CosignedWithin bounds(long size) {
        record Around(LocalDateTime now, byte @Nullable [] last, byte @Nullable [] next) {}
        var leaf = "(SELECT bytes FROM " + Trail.SCHEMA + ".leaf WHERE seq = ?)";
        var around =
                jdbc.sql("SELECT UTC_TIMESTAMP(6), " + leaf + ", " + leaf)
                        .params(size - 1, size)
                        .query(
                                (row, _) ->
                                        new Around(
                                                row.getObject(1, LocalDateTime.class),
                                                row.getBytes(2),
                                                row.getBytes(3)))
                        .single();
        try {
            var next =
                    around.next() == null
                            ? around.now().toInstant(ZoneOffset.UTC)
                            : Leaf.time(around.next());
            if (size == 0) {
                return new CosignedWithin(next, next);
            }
            if (around.last() == null) {
                throw new WitnessClient.Refused("there is no entry " + (size - 1));
            }
            return new CosignedWithin(Leaf.time(around.last()), next);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new WitnessClient.Refused("entry %d or its next is no leaf".formatted(size - 1));
        }
    }

    private Optional<SignedCheckpoint> newestUncovered(int number) {
        record Newest(String note, @Nullable LocalDateTime coveredAt) {}
        return jdbc.sql(
                        "SELECT note, covered_at FROM log_checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1")
                .param(number)
                .query(
                        (row, _) ->
                                new Newest(row.getString(1), row.getObject(2, LocalDateTime.class)))
                .optional()
                .filter(newest -> newest.coveredAt() == null)
                .map(newest -> SignedCheckpoint.parse(newest.note()));
    }

    private long coveredSize(int number) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(size), 0) FROM log_checkpoint WHERE log = ? AND covered_at IS NOT NULL")
                .param(number)
                .query(Long.class)
                .single();
    }

    private void cover(int number, SignedCheckpoint cosigned) {
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.sql(
                                    "INSERT IGNORE INTO log_witness (vkey, named_at) VALUES (?, UTC_TIMESTAMP(6))")
                            .param(Objects.requireNonNull(witness()).toString())
                            .update();
                    jdbc.sql(
                                    "UPDATE log_checkpoint SET note = ?, covered_at = UTC_TIMESTAMP(6) WHERE log = ? AND size = ?")
                            .params(cosigned.toString(), number, cosigned.checkpoint().size())
                            .update();
                });
    }
}
