-- What was answered to a request that carried an Idempotency-Key; written in the request's own transaction.
-- A row without a status waits for its answer, or the request was refused and may come again.
CREATE TABLE idempotency_key (
    account_id   UUID         NOT NULL,
    request_key  VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
    fingerprint  BINARY(32)   NOT NULL,
    status       SMALLINT     NULL,
    headers      TEXT         NULL,
    body         MEDIUMBLOB   NULL,
    created_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (account_id, request_key),
    KEY idempotency_key_age (created_at)
) DEFAULT CHARACTER SET utf8mb4;
