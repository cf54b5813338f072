-- Who acts. Roles and specialties are short closed lists, kept as comma-separated words: an account is read whole on every request.
CREATE TABLE account (
    id                   UUID         NOT NULL PRIMARY KEY,
    username             VARCHAR(64)  NOT NULL COLLATE utf8mb4_bin,
    password_hash        VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
    display_name         VARCHAR(200) NOT NULL,
    roles                VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
    specialties          VARCHAR(500) NOT NULL COLLATE utf8mb4_bin,
    consents_to_be_named BOOLEAN      NOT NULL,
    disabled             BOOLEAN      NOT NULL,
    created_at           DATETIME(6)  NOT NULL,
    version              BIGINT       NOT NULL,
    UNIQUE KEY account_username (username)
) DEFAULT CHARACTER SET utf8mb4;

-- Bearer tokens of the API; only their hash is kept.
CREATE TABLE api_token (
    token_hash BINARY(32)  NOT NULL PRIMARY KEY,
    account_id UUID        NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    KEY api_token_expiry (expires_at),
    CONSTRAINT api_token_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- One fresh factor each; a signature names the session it was made in, so rows are never deleted.
CREATE TABLE signing_session (
    id         UUID        NOT NULL PRIMARY KEY,
    token_hash BINARY(32)  NOT NULL,
    account_id UUID        NOT NULL,
    factor     VARCHAR(20) NOT NULL,
    opened_at  DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    UNIQUE KEY signing_session_token (token_hash),
    CONSTRAINT signing_session_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- Browser sessions, in the shape Spring Session asks for.
CREATE TABLE SPRING_SESSION (
    PRIMARY_ID            CHAR(36)     NOT NULL PRIMARY KEY,
    SESSION_ID            CHAR(36)     NOT NULL,
    CREATION_TIME         BIGINT       NOT NULL,
    LAST_ACCESS_TIME      BIGINT       NOT NULL,
    MAX_INACTIVE_INTERVAL INT          NOT NULL,
    EXPIRY_TIME           BIGINT       NOT NULL,
    PRINCIPAL_NAME        VARCHAR(100) NULL,
    UNIQUE KEY spring_session_id (SESSION_ID),
    KEY spring_session_expiry (EXPIRY_TIME),
    KEY spring_session_principal (PRINCIPAL_NAME)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID CHAR(36)     NOT NULL,
    ATTRIBUTE_NAME     VARCHAR(200) NOT NULL,
    ATTRIBUTE_BYTES    BLOB         NOT NULL,
    PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    CONSTRAINT spring_session_attributes FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
