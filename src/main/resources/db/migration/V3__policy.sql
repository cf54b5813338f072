-- Each text of the review policy that was ever in force; a round names the version it was opened under.
CREATE TABLE review_policy (
    version        INT         NOT NULL PRIMARY KEY,
    text_hash      CHAR(64)    NOT NULL COLLATE utf8mb4_bin,
    text           MEDIUMTEXT  NOT NULL,
    in_force_since DATETIME(6) NOT NULL
) DEFAULT CHARACTER SET utf8mb4;
