-- What the log publishes. All of it can be made again from the trail and the signer's state file, and checks itself: a row
-- changed here no longer fits its signature or the tree.

-- Signed tree heads, as C2SP tlog-checkpoint notes with whatever cosignatures came in.
CREATE TABLE log_checkpoint (
    size       BIGINT       NOT NULL,
    origin     VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
    note       TEXT         NOT NULL COLLATE utf8mb4_bin,
    signed_at  DATETIME(6)  NOT NULL,
    -- null while a witness is configured and has not cosigned: until then nothing is called proven
    covered_at DATETIME(6)  NULL,
    PRIMARY KEY (origin, size),
    KEY log_checkpoint_covered (covered_at, size)
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
