-- What a reviewer has typed and not signed, for one article: it outlives the claim, the session and the revision it was
-- typed for. Gone once it is signed. `version` tells two windows apart, `sections` is JSON that nothing but the page reads.
CREATE TABLE review_draft (
    reviewer       UUID        NOT NULL,
    article_id     UUID        NOT NULL,
    version        BIGINT      NOT NULL,
    revision       INT         NOT NULL,
    recommendation VARCHAR(20) NULL COLLATE utf8mb4_bin,
    comment        TEXT        NOT NULL,
    sections       MEDIUMTEXT  NOT NULL,
    saved_at       DATETIME(6) NOT NULL,
    PRIMARY KEY (reviewer, article_id),
    CONSTRAINT review_draft_reviewer FOREIGN KEY (reviewer) REFERENCES account (id),
    CONSTRAINT review_draft_article FOREIGN KEY (article_id) REFERENCES article (id)
) DEFAULT CHARACTER SET utf8mb4;

-- What a signed verdict says about single sections. Never changed.
CREATE TABLE section_comment (
    task_id  UUID         NOT NULL,
    position INT          NOT NULL,
    anchor   VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
    evidence VARCHAR(20)  NOT NULL COLLATE utf8mb4_bin,
    title    VARCHAR(600) NOT NULL,
    kind     VARCHAR(20)  NOT NULL COLLATE utf8mb4_bin,
    comment  TEXT         NOT NULL,
    PRIMARY KEY (task_id, position),
    UNIQUE KEY section_comment_once (task_id, anchor),
    CONSTRAINT section_comment_verdict FOREIGN KEY (task_id) REFERENCES recommendation (task_id)
) DEFAULT CHARACTER SET utf8mb4;
