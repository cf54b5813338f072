-- The text that was signed, letter by letter, and what a key answered to it. Verdicts and decisions of before have none: they name
-- a session and no more.
ALTER TABLE recommendation
    ADD COLUMN signature TEXT NULL COLLATE utf8mb4_bin,
    ADD COLUMN assertion TEXT NULL COLLATE utf8mb4_bin;
ALTER TABLE decision
    ADD COLUMN signed_as VARCHAR(600) NULL,
    ADD COLUMN signature TEXT NULL COLLATE utf8mb4_bin,
    ADD COLUMN assertion TEXT NULL COLLATE utf8mb4_bin;
UPDATE decision d JOIN account a ON a.id = d.decided_by
SET d.signed_as = CONCAT_WS(', ', a.display_name, a.credentials);

-- A verdict can be corrected by another one of the same person: all of them stay, and the one with the highest number counts.
ALTER TABLE section_comment DROP FOREIGN KEY section_comment_verdict;
ALTER TABLE recommendation
    ADD COLUMN id     UUID NULL FIRST,
    ADD COLUMN number INT  NOT NULL DEFAULT 1 AFTER round_id;
UPDATE recommendation SET id = task_id;
ALTER TABLE recommendation
    MODIFY COLUMN id UUID NOT NULL,
    ALTER COLUMN number DROP DEFAULT,
    ADD UNIQUE KEY recommendation_number (task_id, number),
    ADD UNIQUE KEY recommendation_one_per_reviewer_and_number (round_id, reviewer, number),
    DROP KEY recommendation_one_per_reviewer,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (id);
ALTER TABLE section_comment
    RENAME COLUMN task_id TO recommendation_id,
    ADD CONSTRAINT section_comment_verdict FOREIGN KEY (recommendation_id) REFERENCES recommendation (id);

-- What somebody is about to sign with a key, fixed before they do: the key's challenge is its hash. Good for one signature.
CREATE TABLE signature_request (
    id              UUID        NOT NULL PRIMARY KEY,
    account_id      UUID        NOT NULL,
    text            TEXT        NOT NULL COLLATE utf8mb4_bin,
    expires_at      DATETIME(6) NOT NULL,
    signing_session UUID        NULL,
    assertion       TEXT        NULL COLLATE utf8mb4_bin,
    used_at         DATETIME(6) NULL,
    UNIQUE KEY signature_request_session (signing_session),
    KEY signature_request_account (account_id, expires_at),
    CONSTRAINT signature_request_account FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT signature_request_session FOREIGN KEY (signing_session) REFERENCES signing_session (id)
) DEFAULT CHARACTER SET utf8mb4;
