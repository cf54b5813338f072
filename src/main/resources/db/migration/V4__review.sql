CREATE TABLE review_round (
    id              UUID        NOT NULL PRIMARY KEY,
    version         BIGINT      NOT NULL,
    article_id      UUID        NOT NULL,
    number          INT         NOT NULL,
    revision        INT         NOT NULL,
    content_hash    CHAR(64)    NOT NULL COLLATE utf8mb4_bin,
    authors         VARCHAR(2000) NOT NULL COLLATE utf8mb4_bin,
    policy_version  INT         NOT NULL,
    process_version INT         NOT NULL,
    slots           VARCHAR(500) NOT NULL COLLATE utf8mb4_bin,
    quorum          INT         NOT NULL,
    change_note     TEXT        NOT NULL,
    opened_at       DATETIME(6) NOT NULL,
    remind_at       DATETIME(6) NOT NULL,
    due_at          DATETIME(6) NOT NULL,
    withdrawn_by    UUID        NULL,
    withdrawal_reason TEXT      NULL,
    decision_step   VARCHAR(64) NULL COLLATE utf8mb4_bin,
    decision_since  DATETIME(6) NULL,
    outcome         VARCHAR(20) NULL COLLATE utf8mb4_bin,
    closed_at       DATETIME(6) NULL,
    UNIQUE KEY review_round_number (article_id, number),
    KEY review_round_decision (decision_since),
    CONSTRAINT review_round_revision FOREIGN KEY (article_id, revision) REFERENCES revision (article_id, number)
) DEFAULT CHARACTER SET utf8mb4;

-- One row per open step of a round, written in the engine's transaction, so that no queue asks the engine.
CREATE TABLE review_task (
    id           UUID         NOT NULL PRIMARY KEY,
    version      BIGINT       NOT NULL,
    round_id     UUID         NOT NULL,
    article_id   UUID         NOT NULL,
    slug         VARCHAR(120) NOT NULL COLLATE utf8mb4_bin,
    question     VARCHAR(500) NOT NULL,
    engine_step  VARCHAR(64)  NOT NULL COLLATE utf8mb4_bin,
    specialty    VARCHAR(60)  NOT NULL COLLATE utf8mb4_bin,
    urgency      TINYINT      NOT NULL,
    revision     INT          NOT NULL,
    content_hash CHAR(64)     NOT NULL COLLATE utf8mb4_bin,
    opened_at    DATETIME(6)  NOT NULL,
    due_at       DATETIME(6)  NOT NULL,
    state        VARCHAR(10)  NOT NULL COLLATE utf8mb4_bin,
    holder       UUID         NULL,
    held_since   DATETIME(6)  NULL,
    UNIQUE KEY review_task_step (engine_step),
    KEY review_task_round (round_id, holder),
    KEY review_task_article (article_id, state),
    KEY review_task_by_due (state, specialty, due_at, id),
    KEY review_task_by_priority (state, specialty, urgency, due_at, id),
    KEY review_task_holder (holder, state, due_at, id),
    CONSTRAINT review_task_round FOREIGN KEY (round_id) REFERENCES review_round (id),
    CONSTRAINT review_task_holder FOREIGN KEY (holder) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- A signed verdict. Never changed.
CREATE TABLE recommendation (
    task_id         UUID        NOT NULL PRIMARY KEY,
    round_id        UUID        NOT NULL,
    reviewer        UUID        NOT NULL,
    recommendation  VARCHAR(20) NOT NULL COLLATE utf8mb4_bin,
    comment         TEXT        NULL,
    content_hash    CHAR(64)    NOT NULL COLLATE utf8mb4_bin,
    signing_session UUID        NOT NULL,
    signed_at       DATETIME(6) NOT NULL,
    UNIQUE KEY recommendation_one_per_reviewer (round_id, reviewer),
    CONSTRAINT recommendation_task FOREIGN KEY (task_id) REFERENCES review_task (id),
    CONSTRAINT recommendation_reviewer FOREIGN KEY (reviewer) REFERENCES account (id),
    CONSTRAINT recommendation_session FOREIGN KEY (signing_session) REFERENCES signing_session (id)
) DEFAULT CHARACTER SET utf8mb4;

-- The board's outcome of a round: by the desk, by rule, or by the chief editor with a signature. Never changed.
CREATE TABLE decision (
    round_id        UUID        NOT NULL PRIMARY KEY,
    article_id      UUID        NOT NULL,
    outcome         VARCHAR(20) NOT NULL COLLATE utf8mb4_bin,
    basis           VARCHAR(20) NOT NULL COLLATE utf8mb4_bin,
    decided_by      UUID        NULL,
    reason          TEXT        NULL,
    content_hash    CHAR(64)    NOT NULL COLLATE utf8mb4_bin,
    signing_session UUID        NULL,
    decided_at      DATETIME(6) NOT NULL,
    CONSTRAINT decision_round FOREIGN KEY (round_id) REFERENCES review_round (id),
    CONSTRAINT decision_by FOREIGN KEY (decided_by) REFERENCES account (id),
    CONSTRAINT decision_session FOREIGN KEY (signing_session) REFERENCES signing_session (id)
) DEFAULT CHARACTER SET utf8mb4;
