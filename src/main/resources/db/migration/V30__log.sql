-- What the log publishes. All of it can be made again from the trail and the signer's state file, and checks itself: a row
-- changed here no longer fits its signature or the tree.

-- The names the log has had, oldest first; the last is in force. A second one means that it was lawfully reopened.
CREATE TABLE log_origin (
    number    INT          NOT NULL PRIMARY KEY,
    origin    VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
    opened_at DATETIME(6)  NOT NULL,
    UNIQUE KEY log_origin_name (origin)
) DEFAULT CHARACTER SET utf8mb4;

-- Every key that signed, so that what an older one signed can still be checked.
CREATE TABLE log_key (
    vkey      VARCHAR(300) NOT NULL PRIMARY KEY COLLATE utf8mb4_bin,
    log       INT          NOT NULL,
    -- size of the first checkpoint it signed
    from_size BIGINT       NOT NULL,
    CONSTRAINT log_key_origin FOREIGN KEY (log) REFERENCES log_origin (number)
) DEFAULT CHARACTER SET utf8mb4;

-- Signed tree heads, as C2SP tlog-checkpoint notes with whatever cosignatures came in.
CREATE TABLE log_checkpoint (
    log        INT         NOT NULL,
    size       BIGINT      NOT NULL,
    note       TEXT        NOT NULL COLLATE utf8mb4_bin,
    signed_at  DATETIME(6) NOT NULL,
    -- null while a witness is configured and has not cosigned: until then nothing is called proven
    covered_at DATETIME(6) NULL,
    PRIMARY KEY (log, size),
    CONSTRAINT log_checkpoint_origin FOREIGN KEY (log) REFERENCES log_origin (number)
) DEFAULT CHARACTER SET utf8mb4;

-- The root of each complete block of 256 leaves: one hash of the tiles' level 1.
CREATE TABLE log_block (
    number BIGINT     NOT NULL PRIMARY KEY,
    hash   BINARY(32) NOT NULL
);

-- One signer at a time, on whichever node holds the key.
CREATE TABLE log_lease (
    id         TINYINT      NOT NULL PRIMARY KEY CHECK (id = 1),
    holder     VARCHAR(100) NULL COLLATE utf8mb4_bin,
    held_until DATETIME(6)  NOT NULL
) DEFAULT CHARACTER SET utf8mb4;
INSERT INTO log_lease (id, holder, held_until) VALUES (1, NULL, '2000-01-01');
