package org.imprimatur.audit;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
                                var cosigned =
                                        witness.cosign(checkpoint, coveredSize(number), tree);
                                cover(number, cosigned);
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
            witness.cosign(ahead, coveredSize(number), tree);
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
