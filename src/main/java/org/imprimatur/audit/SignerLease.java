package org.imprimatur.audit;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One thread of one node signs: the one that holds this, which lies in the database. */
final class SignerLease {

    /** Whether a node holds it. Nobody takes it for longer than this: one that says so was written by somebody else. */
    static final String HELD =
            "(held_until BETWEEN UTC_TIMESTAMP(6) AND UTC_TIMESTAMP(6) + INTERVAL 10 SECOND)";

    private static final long RENEWED_AFTER_NS = 2_000_000_000L;

    private final String node = ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private @Nullable Long takenAt;

    SignerLease(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Takes it, or holds it for longer, in a transaction of its own.
     *
     * @return whether this node has it
     */
    boolean take() {
        var asked = System.nanoTime();
        var taken =
                Objects.requireNonNull(
                        transaction.execute(
                                _ ->
                                        jdbc.sql(
                                                                "UPDATE log_lease SET holder = ?, held_until = UTC_TIMESTAMP(6) + INTERVAL 10 SECOND"
                                                                        + " WHERE id = 1 AND (holder = ? OR NOT "
                                                                        + HELD
                                                                        + ")")
                                                        .params(node, node)
                                                        .update()
                                                == 1));
        takenAt = taken ? asked : null;
        return taken;
    }

    /**
     * Holds it during long work: takes it again where that was a while ago.
     *
     * @return whether this node has it
     */
    boolean keep() {
        var before = takenAt;
        return before != null && System.nanoTime() - before < RENEWED_AFTER_NS || take();
    }

    boolean isHeldElsewhere() {
        return jdbc.sql("SELECT COUNT(*) FROM log_lease WHERE holder <> ? AND " + HELD)
                        .param(node)
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
