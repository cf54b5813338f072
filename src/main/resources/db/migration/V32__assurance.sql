-- Runs of fsck, and what each found. At most one row has "running": whoever sets it runs, and nobody else does.
CREATE TABLE fsck_run (
    number      BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    running     TINYINT      NULL CHECK (running = 1),
    started_by  VARCHAR(64)  NOT NULL COLLATE utf8mb4_bin,
    started_at  DATETIME(6)  NOT NULL,
    -- when it last told how far it is; one that has been silent for long ran on a node that is gone
    told_at     DATETIME(6)  NOT NULL,
    done        BIGINT       NOT NULL,
    todo        BIGINT       NOT NULL,
    finished_at DATETIME(6)  NULL,
    verdict     VARCHAR(40)  NULL COLLATE utf8mb4_bin,
    report      MEDIUMTEXT   NULL,
    UNIQUE KEY fsck_run_one_at_a_time (running)
) DEFAULT CHARACTER SET utf8mb4;
