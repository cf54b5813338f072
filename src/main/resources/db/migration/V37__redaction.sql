-- Whose data were redacted. The row stays: verdicts and articles refer to it.
ALTER TABLE account ADD COLUMN redacted_at DATETIME(6) NULL;

-- What one person asks for and another consents to; `waiting` as in `role_request`.
CREATE TABLE redaction_request (
    id           UUID        NOT NULL PRIMARY KEY,
    account_id   UUID        NOT NULL,
    reason       TEXT        NOT NULL,
    requested_by UUID        NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    waiting      TINYINT     NULL,
    answer       VARCHAR(10) NULL COLLATE utf8mb4_bin,
    answered_by  UUID        NULL,
    answered_at  DATETIME(6) NULL,
    UNIQUE KEY redaction_request_once (account_id, waiting),
    KEY redaction_request_waiting (waiting, expires_at),
    CONSTRAINT redaction_request_account FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT redaction_request_by FOREIGN KEY (requested_by) REFERENCES account (id),
    CONSTRAINT redaction_request_answered FOREIGN KEY (answered_by) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;
