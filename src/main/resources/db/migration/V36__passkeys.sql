-- Keys with which people sign in and sign. The public key is in the form that every library reads (SubjectPublicKeyInfo),
-- its algorithm as COSE numbers it. What the trail tells of a key, and checks against this table, is all but the two counters.
CREATE TABLE passkey (
    id              UUID           NOT NULL PRIMARY KEY,
    account_id      UUID           NOT NULL,
    name            VARCHAR(100)   NOT NULL,
    credential_id   VARBINARY(255) NOT NULL,
    public_key      VARBINARY(800) NOT NULL,
    algorithm       INT            NOT NULL,
    backup_eligible BOOLEAN        NOT NULL,
    signature_count BIGINT         NOT NULL,
    created_at      DATETIME(6)    NOT NULL,
    last_used_at    DATETIME(6)    NULL,
    UNIQUE KEY passkey_credential (credential_id),
    UNIQUE KEY passkey_public_key (public_key),
    KEY passkey_account (account_id, created_at),
    CONSTRAINT passkey_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- For the removal of what was asked and not used: the rows of signatures are not to be looked through for it.
ALTER TABLE signature_request ADD KEY signature_request_unused (used_at, expires_at);
