package org.imprimatur.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Requests that took two people, once they are answered or nobody did in time. */
@Service
public class AnsweredRequests {

    private static final int MOST = 20;

    /** A request that has expired is marked so with the next one about the same; until then its date says it. */
    private static final String ANSWERED =
            "SELECT a.username, a.display_name, %2$s, r.display_name, q.requested_at,"
                    + " IF(q.answer = 'DECLINED' AND q.answered_by = q.requested_by, 'TAKEN_BACK', COALESCE(q.answer, 'EXPIRED')),"
                    + " b.display_name, COALESCE(q.answered_at, q.expires_at) AS settled_at"
                    + " FROM %1$s q JOIN account a ON a.id = q.account_id JOIN account r ON r.id = q.requested_by"
                    + " LEFT JOIN account b ON b.id = q.answered_by"
                    + " WHERE (q.answer IS NOT NULL OR q.expires_at <= :now)";

    private final JdbcClient jdbc;
    private final Clock clock;

    AnsweredRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was asked for. */
    public enum Of {
        ROLE("role_request", "q.kind, q.role"),
        REDACTION("redaction_request", "NULL, NULL");

        private final String table;
        private final String answered;

        Of(String table, String what) {
            this.table = table;
            this.answered = ANSWERED.formatted(table, what);
        }
    }

    /**
     * @param username of whom it was about, as it is now; {@code name} too
     * @param kind {@code GRANT} or {@code REVOKE}; {@code null} unless it was about a role
     */
    public record Request(
            String username,
            String name,
            @Nullable String kind,
            @Nullable String role,
            String requester,
            Instant requestedAt,
            Answered answered) {}

    /** Those that were answered last, the newest first. */
    public List<Request> newest(Of kind) {
        return jdbc.sql(kind.answered + " ORDER BY settled_at DESC, q.id LIMIT " + MOST)
                .param("now", Utc.of(clock.instant()))
                .query((row, _) -> request(row))
                .list();
    }

    /**
     * Of two who answer at once, one does.
     *
     * @param answer {@code CONFIRMED}, {@code CONSENTED} or {@code DECLINED}
     * @throws Refusal ILLEGAL_TRANSITION with who was faster, and when
     */
    void answer(Of kind, UUID id, AccountId by, String answer) {
        var taken =
                jdbc.sql(
                                "UPDATE "
                                        + kind.table
                                        + " SET waiting = NULL, answer = ?, answered_by = ?, answered_at = ? WHERE id = ? AND waiting = 1")
                        .params(answer, by.value(), Utc.of(clock.instant()), id)
                        .update();
        if (taken == 0) {
            throw refusal(kind, id);
        }
    }

    /** Why nobody can answer this request: ILLEGAL_TRANSITION with who did and when, or NOT_FOUND where there is none. */
    Refusal refusal(Of kind, UUID id) {
        return jdbc.sql(kind.answered + " AND q.id = :id")
                .param("now", Utc.of(clock.instant()))
                .param("id", id)
                .query((row, _) -> request(row).answered().refusal())
                .optional()
                .orElseGet(
                        () ->
                                new Refusal(
                                        ProblemType.NOT_FOUND,
                                        Sentence.of("refusal.request-unknown")));
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Utc.instant(row.getObject(6, LocalDateTime.class)),
                new Answered(
                        row.getString(7),
                        row.getString(8),
                        Utc.instant(row.getObject(9, LocalDateTime.class))));
    }
}
