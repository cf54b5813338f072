-- What auditors search by. Each column is computed from the entry itself, so no second fact can disagree with it, and a
-- redaction empties it; invisible, so that whoever names no columns sees and writes what was there before.
-- Bytes become latin1 because every byte is some letter of it: a leaf that was tampered with must stay readable.
ALTER TABLE ${trail}.leaf
    ADD COLUMN action VARCHAR(64) CHARACTER SET latin1 COLLATE latin1_bin
        AS (LEFT(JSON_VALUE(CONVERT(bytes USING latin1), '$.action'), 64)) VIRTUAL INVISIBLE,
    ADD COLUMN at VARCHAR(27) CHARACTER SET latin1 COLLATE latin1_bin
        AS (LEFT(JSON_VALUE(CONVERT(bytes USING latin1), '$.time'), 27)) VIRTUAL INVISIBLE,
    ADD KEY leaf_action (action, seq),
    ADD KEY leaf_at (at, seq);

ALTER TABLE ${trail}.payload
    ADD COLUMN actor VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
        AS (LEFT(JSON_VALUE(body, '$.actor.value'), 64)) VIRTUAL INVISIBLE,
    ADD KEY payload_actor (actor, seq);

-- Each diagram that was ever in force, byte for byte: its SHA-256 is the one in the trail. The engine has a copy of its own,
-- which no page asks for.
CREATE TABLE process_diagram (
    process_key    VARCHAR(64) NOT NULL COLLATE utf8mb4_bin,
    version        INT         NOT NULL,
    file           MEDIUMBLOB  NOT NULL,
    in_force_since DATETIME(6) NOT NULL,
    PRIMARY KEY (process_key, version)
) DEFAULT CHARACTER SET utf8mb4;
