package org.imprimatur.assurance;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.log.Findings;
import org.imprimatur.log.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables and engine against each other: what holds at every moment at which nobody acts. Both are read as rows, past
 * every rule of the application.
 */
final class TableInvariants {

    /** A job of which the lock ran out is taken up again within a minute; whoever waits longer waits for ever. */
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(10);

    private record Check(Verdict verdict, String says, String sql) {}

    private static final List<Check> CHECKS =
            List.of(
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "an article is not what its newest text says",
                            """
                            SELECT CONCAT('article ', a.id) FROM article a LEFT JOIN revision r ON r.article_id = a.id AND r.number = a.newest_revision
                            WHERE r.number IS NULL OR (a.submitted_revision IS NULL) <> (a.submitted_at IS NULL) OR a.question <> r.question COLLATE utf8mb4_bin OR a.work <> r.work
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a task is not what its round says, or stands as nobody left it",
                            """
                            SELECT CONCAT('task ', t.id) FROM review_task t LEFT JOIN review_round r ON r.id = t.round_id LEFT JOIN article a ON a.id = r.article_id
                            LEFT JOIN revision n ON n.article_id = r.article_id AND n.number = r.revision
                            WHERE a.id IS NULL OR n.number IS NULL OR t.article_id <> a.id OR t.slug <> a.slug OR t.question <> n.question COLLATE utf8mb4_bin
                            OR t.revision <> r.revision OR t.content_hash <> r.content_hash OR t.due_at <> r.due_at
                            OR t.urgency NOT IN (0, 1)
                            OR t.state NOT IN ('OPEN', 'CLAIMED', 'DONE', 'CLOSED')
                            OR (t.state = 'DONE') <> EXISTS (SELECT 1 FROM recommendation v WHERE v.task_id = t.id)
                            OR t.state = 'OPEN' AND t.holder IS NOT NULL OR t.state IN ('CLAIMED', 'DONE') AND t.holder IS NULL
                            OR t.state IN ('OPEN', 'CLAIMED') AND r.outcome IS NOT NULL OR (t.holder IS NULL) <> (t.held_since IS NULL)
                            OR (t.state IN ('DONE', 'CLOSED')) <> (t.closed_at IS NOT NULL)
                            UNION ALL
                            SELECT CONCAT('round ', r.id) FROM review_round r
                            WHERE r.decision_step IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ACT_RU_TASK e WHERE e.ID_ = r.decision_step)
                            """),
                    // a diagram may add steps of its own, with tasks that no slot asks for
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a round has fewer tasks than it asks for",
                            """
                            SELECT CONCAT('round ', r.id) FROM review_round r, JSON_TABLE(CONCAT('["', REPLACE(r.slots, ',', '","'), '"]'), '$[*]'
                                COLUMNS (specialty VARCHAR(100) PATH '$')) s
                            WHERE r.slots <> '' AND EXISTS (SELECT 1 FROM review_task t WHERE t.round_id = r.id)
                            GROUP BY r.id, s.specialty
                            HAVING COUNT(*) > (SELECT COUNT(*) FROM review_task t WHERE t.round_id = r.id AND t.specialty = s.specialty COLLATE utf8mb4_bin)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a verdict or a decision belongs to another round, person or article than its own",
                            """
                            SELECT CONCAT('verdict ', v.id) FROM recommendation v LEFT JOIN review_task t ON t.id = v.task_id
                            WHERE NOT t.round_id <=> v.round_id OR NOT t.holder <=> v.reviewer
                            UNION ALL
                            SELECT CONCAT('decision of round ', d.round_id) FROM decision d LEFT JOIN review_round r ON r.id = d.round_id
                            WHERE NOT r.article_id <=> d.article_id OR d.basis <> CASE WHEN d.decided_by IS NOT NULL THEN 'CHIEF_EDITOR'
                            WHEN EXISTS (SELECT 1 FROM review_task t WHERE t.round_id = d.round_id) THEN 'RULE' ELSE 'DESK' END
                            """),
                    new Check(
                            Verdict.SIGNATURE_NOT_FOR_RECORD,
                            "it was signed at another time",
                            """
                            SELECT CONCAT('verdict ', v.id) FROM recommendation v WHERE v.signature IS NOT NULL
                            AND NOT v.signed_at <=> CAST(REPLACE(REPLACE(JSON_VALUE(v.signature, '$.signedAt'), 'T', ' '), 'Z', '') AS DATETIME(6))
                            UNION ALL
                            SELECT CONCAT('decision of round ', d.round_id) FROM decision d WHERE d.signature IS NOT NULL
                            AND NOT d.decided_at <=> CAST(REPLACE(REPLACE(JSON_VALUE(d.signature, '$.signedAt'), 'T', ' '), 'Z', '') AS DATETIME(6))
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "what one act wrote in two places is more than ten minutes apart",
                            """
                            SELECT CONCAT('approval of article ', p.article_id, ' revision ', p.revision) FROM approval p
                            JOIN review_round r ON r.article_id = p.article_id AND r.number = p.round
                            WHERE r.closed_at IS NULL OR ABS(TIMESTAMPDIFF(SECOND, p.approved_at, r.closed_at)) > 600
                            UNION ALL
                            SELECT CONCAT('decision of round ', r.id) FROM decision d JOIN review_round r ON r.id = d.round_id
                            WHERE r.closed_at IS NULL OR ABS(TIMESTAMPDIFF(SECOND, d.decided_at, r.closed_at)) > 600
                            UNION ALL
                            SELECT CONCAT('round ', r.id) FROM review_round r WHERE (r.outcome IS NULL) <> (r.closed_at IS NULL)
                            OR (r.decision_step IS NULL) <> (r.decision_since IS NULL)
                            UNION ALL
                            SELECT CONCAT('approval of article ', p.article_id, ' revision ', p.revision) FROM approval p WHERE p.superseded_at IS NOT NULL
                            AND NOT EXISTS (SELECT 1 FROM approval n WHERE n.article_id = p.article_id AND n.round > p.round
                                            AND ABS(TIMESTAMPDIFF(SECOND, n.approved_at, p.superseded_at)) <= 600)
                            UNION ALL
                            SELECT CONCAT('article ', a.id) FROM article a JOIN review_round r ON r.article_id = a.id
                            AND r.number = (SELECT MAX(m.number) FROM review_round m WHERE m.article_id = a.id)
                            WHERE a.submitted_at IS NULL OR ABS(TIMESTAMPDIFF(SECOND, a.submitted_at, r.opened_at)) > 600
                            OR r.revision <> a.submitted_revision
                            UNION ALL
                            SELECT CONCAT('article ', a.id) FROM article a JOIN revision r ON r.article_id = a.id AND r.number = 1
                            WHERE ABS(TIMESTAMPDIFF(SECOND, a.created_at, r.created_at)) > 600
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a request waits and is answered, or neither",
                            """
                            SELECT CONCAT('request ', q.id) FROM role_request q WHERE (q.waiting IS NULL) <> (q.answer IS NOT NULL) OR q.waiting <> 1
                            UNION ALL
                            SELECT CONCAT('request ', q.id) FROM redaction_request q WHERE (q.waiting IS NULL) <> (q.answer IS NOT NULL) OR q.waiting <> 1
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a check that runs and is finished, or neither",
                            """
                            SELECT CONCAT('check ', c.number) FROM fsck_run c WHERE (c.running IS NULL) <> (c.finished_at IS NOT NULL)
                            OR (c.finished_at IS NULL) <> (c.verdict IS NULL)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a diagram that no process follows",
                            """
                            SELECT CONCAT('diagram ', p.process_key, ' version ', p.version) FROM process_diagram p
                            WHERE NOT EXISTS (SELECT 1 FROM ACT_RE_PROCDEF d WHERE d.KEY_ = p.process_key AND d.VERSION_ = p.version)
                            """),
                    new Check(
                            Verdict.UNKNOWN_KEY,
                            "a key or a checkpoint is of another log than it is filed under",
                            """
                            SELECT CONCAT('log ', o.number) FROM log_origin o LEFT JOIN log_key k ON k.log = o.number
                            WHERE k.vkey IS NULL OR SUBSTRING_INDEX(k.vkey, '+', 1) <> o.origin
                            UNION ALL
                            SELECT CONCAT('checkpoint of size ', c.size) FROM log_checkpoint c
                            WHERE NOT EXISTS (SELECT 1 FROM log_origin o WHERE o.number = c.log AND SUBSTRING_INDEX(c.note, '\n', 1) = o.origin)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "holder and assignee differ, or a task is known to one side only (I11)",
                            """
                            SELECT CONCAT('task ', t.id, ': ', COALESCE(a.username, 'nobody'), ' / ', COALESCE(e.ASSIGNEE_, 'nobody'))
                            FROM review_task t LEFT JOIN account a ON a.id = t.holder LEFT JOIN ACT_RU_TASK e ON e.ID_ = t.engine_step
                            WHERE t.state IN ('OPEN', 'CLAIMED') AND (e.ID_ IS NULL OR NOT e.ASSIGNEE_ <=> a.username)
                            UNION ALL
                            SELECT CONCAT('engine only: ', e.ID_) FROM ACT_RU_TASK e
                            WHERE NOT EXISTS (SELECT 1 FROM review_task t WHERE t.engine_step = e.ID_ AND t.state IN ('OPEN', 'CLAIMED'))
                            AND NOT EXISTS (SELECT 1 FROM review_round r WHERE r.decision_step = e.ID_)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "an approval without its signed quorum (I5)",
                            """
                            SELECT CONCAT('article ', p.article_id, ' revision ', p.revision) FROM approval p
                            LEFT JOIN review_round r ON r.article_id = p.article_id AND r.number = p.round
                            WHERE r.id IS NULL OR r.content_hash <> p.content_hash OR NOT r.outcome <=> 'APPROVED'
                            OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.round_id = r.id AND d.outcome = 'APPROVE' AND d.content_hash = p.content_hash)
                            OR r.quorum > (SELECT COUNT(DISTINCT v.reviewer) FROM recommendation v
                                           WHERE v.round_id = r.id AND v.content_hash = p.content_hash AND v.recommendation <> 'REJECT'
                                           AND NOT EXISTS (SELECT 1 FROM recommendation n WHERE n.task_id = v.task_id AND n.number > v.number))
                            OR EXISTS (SELECT 1 FROM recommendation v
                                       WHERE v.round_id = r.id AND v.recommendation = 'REJECT'
                                       AND NOT EXISTS (SELECT 1 FROM recommendation n WHERE n.task_id = v.task_id AND n.number > v.number))
                            UNION ALL
                            SELECT CONCAT('article ', a.id, ' is APPROVED without an approval') FROM article a WHERE a.status = 'APPROVED'
                            AND NOT EXISTS (SELECT 1 FROM approval p WHERE p.article_id = a.id AND p.revision = a.newest_revision AND p.superseded_at IS NULL)
                            """),
                    new Check(
                            Verdict.SIGNATURE_NOT_FOR_RECORD,
                            "judged by one of its authors, or decided by one who judged it",
                            """
                            SELECT CONCAT('verdict ', v.id) FROM recommendation v JOIN review_round r ON r.id = v.round_id
                            WHERE FIND_IN_SET(v.reviewer, r.authors)
                            UNION ALL
                            SELECT CONCAT('decision of round ', d.round_id) FROM decision d JOIN review_round r ON r.id = d.round_id
                            WHERE FIND_IN_SET(d.decided_by, r.authors)
                            OR EXISTS (SELECT 1 FROM recommendation v WHERE v.round_id = d.round_id AND v.reviewer = d.decided_by)
                            """),
                    new Check(
                            Verdict.SIGNATURE_NOT_FOR_RECORD,
                            "signed in a session that somebody else opened, or nobody (I5)",
                            """
                            SELECT CONCAT('verdict ', v.id, ' on task ', v.task_id) FROM recommendation v
                            WHERE NOT EXISTS (SELECT 1 FROM signing_session s WHERE s.id = v.signing_session AND s.account_id = v.reviewer)
                            UNION ALL
                            SELECT CONCAT('decision of round ', d.round_id) FROM decision d WHERE d.decided_by IS NOT NULL
                            AND NOT EXISTS (SELECT 1 FROM signing_session s WHERE s.id = d.signing_session AND s.account_id = d.decided_by)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "not exactly one live process in review and none elsewhere (I1, I7)",
                            """
                            SELECT CONCAT('article ', a.id, ' is ', a.status, ' and has ', COUNT(e.ID_)) FROM article a
                            LEFT JOIN review_round r ON r.article_id = a.id AND r.outcome IS NULL
                            LEFT JOIN ACT_RU_EXECUTION e ON e.BUSINESS_KEY_ = r.id AND e.PARENT_ID_ IS NULL
                            GROUP BY a.id, a.status HAVING COUNT(e.ID_) <> (a.status IN ('SUBMITTED', 'UNDER_REVIEW'))
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "a row of the engine that belongs to nothing (I7)",
                            """
                            SELECT CONCAT('process ', e.ID_) FROM ACT_RU_EXECUTION e WHERE e.PARENT_ID_ IS NULL
                            AND NOT EXISTS (SELECT 1 FROM review_round r WHERE r.id = e.BUSINESS_KEY_ AND r.outcome IS NULL)
                            UNION ALL
                            SELECT CONCAT('job ', j.ID_) FROM ACT_RU_TIMER_JOB j
                            WHERE NOT EXISTS (SELECT 1 FROM ACT_RU_EXECUTION e WHERE e.ID_ = j.EXECUTION_ID_)
                            """),
                    new Check(
                            Verdict.PROJECTION_MISMATCH,
                            "an open round that waits for nobody (I7)",
                            """
                            SELECT CONCAT('round ', r.id) FROM review_round r WHERE r.outcome IS NULL AND r.decision_step IS NULL
                            AND NOT EXISTS (SELECT 1 FROM review_task t WHERE t.round_id = r.id AND t.state IN ('OPEN', 'CLAIMED'))
                            """));

    /** Whoever writes rows can switch the database's own check of them off, for their session. */
    private static final String REFERENCES =
            """
            SELECT k.TABLE_NAME, GROUP_CONCAT(k.COLUMN_NAME ORDER BY k.ORDINAL_POSITION), k.REFERENCED_TABLE_NAME,
                   GROUP_CONCAT(k.REFERENCED_COLUMN_NAME ORDER BY k.ORDINAL_POSITION)
            FROM information_schema.KEY_COLUMN_USAGE k
            WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL AND k.TABLE_NAME NOT REGEXP '^(ACT|FLW)_'
            GROUP BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.REFERENCED_TABLE_NAME
            """;

    /** A foreign key. */
    private record Reference(String table, List<String> columns, String to, List<String> keys) {

        void check(JdbcClient jdbc, Findings findings) {
            var isTo =
                    IntStream.range(0, columns.size())
                            .mapToObj(
                                    column ->
                                            "o.%s = t.%s"
                                                    .formatted(
                                                            keys.get(column), columns.get(column)))
                            .collect(Collectors.joining(" AND "));
            var isSet =
                    columns.stream()
                            .map("t.%s IS NOT NULL"::formatted)
                            .collect(Collectors.joining(" AND "));
            var dangling =
                    jdbc.sql(
                                    "SELECT COUNT(*) FROM %s t WHERE %s AND NOT EXISTS (SELECT 1 FROM %s o WHERE %s)"
                                            .formatted(table, isSet, to, isTo))
                            .query(Long.class)
                            .single();
            if (dangling > 0) {
                findings.add(
                        Verdict.PROJECTION_MISMATCH,
                        "%d rows of %s.%s: it refers to nothing in %s"
                                .formatted(dangling, table, String.join(", ", columns), to));
            }
        }
    }

    private static final String LOCKED =
            """
            SELECT CONCAT('job ', ID_) FROM ACT_RU_JOB WHERE LOCK_EXP_TIME_ < :since
            UNION ALL
            SELECT CONCAT('timer ', ID_) FROM ACT_RU_TIMER_JOB WHERE LOCK_EXP_TIME_ < :since
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TableInvariants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private List<Reference> references() {
        return jdbc.sql(REFERENCES)
                .query(
                        (row, _) ->
                                new Reference(
                                        row.getString(1),
                                        List.of(row.getString(2).split(",")),
                                        row.getString(3),
                                        List.of(row.getString(4).split(","))))
                .list();
    }

    void check(Findings findings) {
        references().forEach(reference -> reference.check(jdbc, findings));
        for (var check : CHECKS) {
            jdbc.sql(check.sql)
                    .query(
                            row -> {
                                findings.add(check.verdict, row.getString(1) + ": " + check.says);
                            });
        }
        jdbc.sql(LOCKED)
                .param(
                        "since",
                        LocalDateTime.ofInstant(
                                clock.instant().minus(LONGEST_LOCK), ZoneOffset.UTC))
                .query(
                        row -> {
                            findings.add(
                                    Verdict.PROJECTION_MISMATCH,
                                    row.getString(1) + ": locked longer than the lock time (I10)");
                        });
    }
}
