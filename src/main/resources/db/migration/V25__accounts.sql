-- What accounts are looked after with: who they are in public, how they are set up, and what guards their doors.

-- NULL: nobody has set a password yet, so nobody can sign in.
ALTER TABLE account MODIFY password_hash VARCHAR(255) NULL COLLATE utf8mb4_bin;
ALTER TABLE account
    ADD COLUMN credentials     VARCHAR(100) NULL,
    ADD COLUMN orcid           CHAR(19)     NULL COLLATE utf8mb4_bin,
    ADD COLUMN last_sign_in_at DATETIME(6)  NULL;

-- `label` is NULL for a token that a script took with its password; those made on a page have one, and live longer.
ALTER TABLE api_token
    ADD COLUMN id           UUID         NOT NULL DEFAULT (UUID()),
    ADD COLUMN label        VARCHAR(100) NULL,
    ADD COLUMN last_used_at DATETIME(6)  NULL,
    ADD UNIQUE KEY api_token_id (id);

-- A link that sets an account's password, once. Without an account: it makes a first administrator.
CREATE TABLE set_up_link (
    token_hash BINARY(32)  NOT NULL PRIMARY KEY,
    account_id UUID        NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    CONSTRAINT set_up_link_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- A role to be granted or revoked: one administrator asks, another confirms. `waiting` is 1 while nobody has answered,
-- and NULL afterwards, so that the same is never asked twice at once.
CREATE TABLE role_request (
    id           UUID        NOT NULL PRIMARY KEY,
    account_id   UUID        NOT NULL,
    kind         VARCHAR(10) NOT NULL COLLATE utf8mb4_bin,
    role         VARCHAR(20) NOT NULL COLLATE utf8mb4_bin,
    requested_by UUID        NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    waiting      TINYINT     NULL,
    answer       VARCHAR(10) NULL COLLATE utf8mb4_bin,
    answered_by  UUID        NULL,
    answered_at  DATETIME(6) NULL,
    UNIQUE KEY role_request_once (account_id, role, waiting),
    KEY role_request_waiting (waiting, expires_at),
    CONSTRAINT role_request_account FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT role_request_by FOREIGN KEY (requested_by) REFERENCES account (id),
    CONSTRAINT role_request_answered FOREIGN KEY (answered_by) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- Tries of a password that were wrong or are not decided yet; the right one takes its own away. Neither names nor
-- passwords: a name can be a password in the wrong field.
CREATE TABLE password_try (
    id       BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    origin   VARCHAR(70) NOT NULL COLLATE utf8mb4_bin,
    account  BINARY(32)  NOT NULL,
    tried_at DATETIME(6) NOT NULL,
    KEY password_try_origin (origin, tried_at, account),
    KEY password_try_age (tried_at)
) DEFAULT CHARACTER SET utf8mb4;

-- One row for each place that a password came from: whoever counts its tries locks it.
CREATE TABLE password_origin (
    origin   VARCHAR(70) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    tried_at DATETIME(6) NOT NULL,
    KEY password_origin_age (tried_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Browsers in which somebody has signed in before: no stranger's failures count against them.
CREATE TABLE known_device (
    device_hash BINARY(32)  NOT NULL,
    account_id  UUID        NOT NULL,
    seen_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (device_hash, account_id),
    KEY known_device_age (seen_at),
    CONSTRAINT known_device_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- Sessions remember people in a new shape.
DELETE FROM SPRING_SESSION;
