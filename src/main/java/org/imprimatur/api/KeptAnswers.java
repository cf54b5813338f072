package org.imprimatur.api;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was answered to requests with an {@code Idempotency-Key}, for as long as a caller may rely on it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class KeptAnswers {

    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Rows that one transaction forgets: few enough not to hold up anybody who needs one of them. */
    private static final int AT_ONCE = 500;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    KeptAnswers(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * An answer as it was given.
     *
     * @param fingerprint SHA-256 of the request
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Answer(byte[] fingerprint, int status, Map<String, String> headers, byte[] body) {}

    /**
     * Makes the row that everybody who uses this key will wait at, before the transaction of the request.
     *
     * <p>It is committed empty, and stays so after a refusal: of many who wait to insert one row all but one are thrown
     * out as soon as the first of them is rolled back, while many who wait to lock one simply take their turn.
     */
    @Transactional(propagation = Propagation.NEVER)
    public void prepare(UUID caller, String key, byte[] fingerprint) {
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.sql(
                                    "DELETE FROM idempotency_key WHERE account_id = ? AND request_key = ? AND created_at < ?")
                            .params(caller, key, oldest())
                            .update();
                    jdbc.sql(
                                    "INSERT IGNORE INTO idempotency_key (account_id, request_key, fingerprint, created_at) VALUES (?, ?, ?, ?)")
                            .params(caller, key, fingerprint, now())
                            .update();
                });
    }

    /**
     * Takes the key until this transaction ends, waiting while another one has it.
     *
     * @return the answer that was given under this key already, else empty
     */
    Optional<Answer> lock(UUID caller, String key) {
        return jdbc.sql(
                        "SELECT fingerprint, status, headers, body FROM idempotency_key"
                                + " WHERE account_id = ? AND request_key = ? FOR UPDATE")
                .params(caller, key)
                .query(
                        (row, _) -> {
                            var status = row.getInt(2);
                            return Optional.ofNullable(
                                    row.wasNull()
                                            ? null
                                            : new Answer(
                                                    row.getBytes(1),
                                                    status,
                                                    json.readValue(row.getString(3), HEADERS),
                                                    row.getBytes(4)));
                        })
                .single();
    }

    void keep(UUID caller, String key, Answer answer) {
        jdbc.sql(
                        "UPDATE idempotency_key SET fingerprint = ?, status = ?, headers = ?, body = ?, created_at = ?"
                                + " WHERE account_id = ? AND request_key = ?")
                .params(
                        answer.fingerprint(),
                        answer.status(),
                        json.writeValueAsString(answer.headers()),
                        answer.body(),
                        now(),
                        caller,
                        key)
                .update();
    }

    /** Deletes what nobody may rely on any more, oldest first and a little at a time. */
    @Scheduled(fixedDelayString = "PT10M")
    @Transactional(propagation = Propagation.NEVER)
    public void forgetExpired() {
        @Nullable Integer forgotten;
        do {
            forgotten =
                    transaction.execute(
                            _ ->
                                    jdbc.sql(
                                                    "DELETE FROM idempotency_key WHERE created_at < ? ORDER BY created_at LIMIT ?")
                                            .params(oldest(), AT_ONCE)
                                            .update());
        } while (forgotten != null && forgotten == AT_ONCE);
    }

    private LocalDateTime oldest() {
        return now().minus(KEPT);
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
