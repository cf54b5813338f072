package org.imprimatur.assurance;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.imprimatur.log.Findings;
import org.imprimatur.log.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables and engine against each other: what holds at every moment at which nobody acts. Both are read as rows, past
 * every rule of the application.
 */
final class Engine {

    /** A job of which the lock ran out is taken up again within a minute; whoever waits longer waits for ever. */
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(10);

    private record Check(Verdict verdict, String says, String sql) {}

    private static final List<Check> CHECKS =
            List.of(
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
                            UNION ALL
                            SELECT CONCAT('article ', a.id, ' is APPROVED without an approval') FROM article a WHERE a.status = 'APPROVED'
                            AND NOT EXISTS (SELECT 1 FROM approval p WHERE p.article_id = a.id AND p.revision = a.newest_revision AND p.superseded_at IS NULL)
                            """),
                    new Check(
                            Verdict.SIGNATURE_NOT_FOR_RECORD,
                            "signed in a session that somebody else opened, or nobody (I5)",
                            """
                            SELECT CONCAT('verdict of ', a.username, ' on task ', v.task_id) FROM recommendation v JOIN account a ON a.id = v.reviewer
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

    private static final String LOCKED =
            """
            SELECT CONCAT('job ', ID_) FROM ACT_RU_JOB WHERE LOCK_EXP_TIME_ < :since
            UNION ALL
            SELECT CONCAT('timer ', ID_) FROM ACT_RU_TIMER_JOB WHERE LOCK_EXP_TIME_ < :since
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Engine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void check(Findings findings) {
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
