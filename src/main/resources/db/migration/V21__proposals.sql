-- What a reader sent from an article's page. Nothing says who they are.
CREATE TABLE proposal (
    id              UUID          NOT NULL PRIMARY KEY,
    article_id      UUID          NOT NULL,
    revision        INT           NOT NULL,
    kind            VARCHAR(20)   NOT NULL COLLATE utf8mb4_bin,
    section         VARCHAR(300)  NULL,
    words           TEXT          NOT NULL,
    received_at     DATETIME(6)   NOT NULL,
    state           VARCHAR(10)   NOT NULL COLLATE utf8mb4_bin,
    holder          UUID          NULL,
    held_since      DATETIME(6)   NULL,
    closed_at       DATETIME(6)   NULL,
    outcome         TEXT          NULL,
    started_article UUID          NULL,
    KEY proposal_state (state, id),
    CONSTRAINT proposal_revision FOREIGN KEY (article_id, revision) REFERENCES revision (article_id, number),
    CONSTRAINT proposal_holder FOREIGN KEY (holder) REFERENCES account (id),
    CONSTRAINT proposal_started FOREIGN KEY (started_article) REFERENCES article (id)
) DEFAULT CHARACTER SET utf8mb4;

-- An editor's text before it is saved as a revision. The subject is an article, a proposal, or the editor's own account
-- for a text that has no article yet.
CREATE TABLE source_draft (
    editor       UUID        NOT NULL,
    subject      UUID        NOT NULL,
    source       MEDIUMBLOB  NOT NULL,
    change_note  TEXT        NOT NULL,
    content_hash CHAR(64)    NULL COLLATE utf8mb4_bin,
    kept_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (editor, subject),
    CONSTRAINT source_draft_editor FOREIGN KEY (editor) REFERENCES account (id)
) DEFAULT CHARACTER SET utf8mb4;
