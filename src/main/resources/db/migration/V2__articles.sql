-- The row every command locks first.
CREATE TABLE article (
    id                 UUID         NOT NULL PRIMARY KEY,
    version            BIGINT       NOT NULL,
    slug               VARCHAR(120) NOT NULL COLLATE utf8mb4_bin,
    work               VARCHAR(120) NOT NULL COLLATE utf8mb4_bin,
    audience           VARCHAR(20)  NOT NULL COLLATE utf8mb4_bin,
    question           VARCHAR(500) NOT NULL,
    status             VARCHAR(20)  NOT NULL COLLATE utf8mb4_bin,
    owner              UUID         NOT NULL,
    newest_revision    INT          NOT NULL,
    submitted_revision INT          NULL,
    submitted_at       DATETIME(6)  NULL,
    created_at         DATETIME(6)  NOT NULL,
    updated_at         DATETIME(6)  NOT NULL,
    UNIQUE KEY article_slug (slug),
    KEY article_work (work),
    KEY article_status (status, id),
    KEY article_owner (owner, status),
    CONSTRAINT article_owner FOREIGN KEY (owner) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- Immutable: a row is inserted once and only `submitted_at` is set later, once.
CREATE TABLE revision (
    article_id   UUID         NOT NULL,
    number       INT          NOT NULL,
    content_hash CHAR(64)     NOT NULL COLLATE utf8mb4_bin,
    question     VARCHAR(500) NOT NULL,
    work         VARCHAR(120) NOT NULL COLLATE utf8mb4_bin,
    source       MEDIUMBLOB   NOT NULL,
    author       UUID         NOT NULL,
    change_note  TEXT         NULL,
    created_at   DATETIME(6)  NOT NULL,
    submitted_at DATETIME(6)  NULL,
    PRIMARY KEY (article_id, number),
    KEY revision_work (work),
    CONSTRAINT revision_article FOREIGN KEY (article_id) REFERENCES article (id),
    CONSTRAINT revision_author FOREIGN KEY (author) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;

-- An approval belongs to one revision and lives on its own: in force until a later one supersedes it.
CREATE TABLE approval (
    article_id    UUID        NOT NULL,
    revision      INT         NOT NULL,
    content_hash  CHAR(64)    NOT NULL COLLATE utf8mb4_bin,
    round         INT         NOT NULL,
    approved_at   DATETIME(6) NOT NULL,
    superseded_at DATETIME(6) NULL,
    PRIMARY KEY (article_id, revision, round),
    CONSTRAINT approval_revision FOREIGN KEY (article_id, revision) REFERENCES revision (article_id, number)
) DEFAULT CHARACTER SET utf8mb4;
