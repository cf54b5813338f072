-- The audit trail lies in a schema of its own: the application may read it and call `append` and `redact`, nothing else.

-- What everybody who appends locks first. Where the trail ends is said by the leaves alone: no second fact could disagree.
CREATE TABLE ${trail}.head (
    id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1)
) ENGINE = InnoDB;
INSERT INTO ${trail}.head (id) VALUES (1);

-- The exact bytes, never re-serialised, never changed, and their leaf hash: SHA-256(0x00 ‖ bytes). The hash is a fact of its own,
-- not a generated column: one that followed every edit would never contradict it.
CREATE TABLE ${trail}.leaf (
    seq   BIGINT          NOT NULL PRIMARY KEY,
    bytes VARBINARY(1024) NOT NULL,
    hash  BINARY(32)      NOT NULL
) ENGINE = InnoDB;

-- Values and salts of what the leaf holds only as hashes. Empty after a redaction; the leaf stays.
CREATE TABLE ${trail}.payload (
    seq     BIGINT      NOT NULL PRIMARY KEY,
    article UUID        NULL,
    body    MEDIUMTEXT  NOT NULL,
    KEY payload_article (article, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A procedure keeps the mode it was made in; a caller's own has no meaning in it.
SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

DELIMITER //

-- Appends one leaf. The database stamps the time, inside the lock of the head: a caller can neither choose it nor overtake another.
-- Callers are not trusted: whoever injects SQL into the application calls this too, with settings of their own.
CREATE PROCEDURE ${trail}.append(IN event TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
                                 IN disclosed MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
    SQL SECURITY DEFINER
    MODIFIES SQL DATA
BEGIN
    DECLARE position BIGINT;
    DECLARE lockedHead TINYINT;
    DECLARE about TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    DECLARE now DATETIME(6);
    DECLARE zone TEXT DEFAULT @@session.time_zone;
    DECLARE leaf TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

    -- A flat object of names, texts and whole numbers, without blanks, escapes or anything beyond ASCII, so that every reader
    -- of JSON reads the same. The anchors are those that no regular expression flag of the caller can bend.
    IF (OCTET_LENGTH(event) <= 1024
            AND event REGEXP '\\A\\{("[A-Za-z]++":("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*+"|0|[1-9][0-9]{0,17}+)(,(?!\\})|(?=\\}\\z)))++\\}\\z'
            AND event REGEXP '[{,]"action":"[A-Z_]++"[,}]') IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'An event is a flat JSON object of plain ASCII with an action, at most 1,024 bytes';
    END IF;
    IF (JSON_VALID(disclosed) AND JSON_TYPE(disclosed) = 'OBJECT') IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A payload is a JSON object';
    END IF;
    SET about = JSON_VALUE(disclosed, '$.article.value');
    IF about IS NOT NULL AND (about REGEXP '\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z') IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The article of a payload is a UUID';
    END IF;

    SELECT id INTO lockedHead FROM ${trail}.head WHERE id = 1 FOR UPDATE;
    IF lockedHead IS NULL OR @@in_transaction = 0 THEN -- the lock is gone already: half an entry could be left behind
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'An event is appended in a transaction, with what it is about';
    END IF;
    -- A locking read: it sees the newest leaf whatever the caller's snapshot is.
    SET position = (SELECT seq FROM ${trail}.leaf ORDER BY seq DESC LIMIT 1 LOCK IN SHARE MODE);
    SET position = COALESCE(position + 1, 0);

    -- SYSDATE ignores SET timestamp, which NOW() obeys; it is asked in UTC, because no zone with summer time can be converted back.
    SET SESSION time_zone = '+00:00';
    SET now = SYSDATE(6);
    SET SESSION time_zone = zone;
    SET leaf = CONCAT('{"schema":"imprimatur/1","time":"', DATE_FORMAT(now, '%Y-%m-%dT%H:%i:%s.%fZ'), '",', SUBSTRING(event, 2));
    -- Of two members of one name, one reader takes the first and another the last.
    IF (OCTET_LENGTH(leaf) <= 1024 AND JSON_VALID(leaf)
            AND leaf NOT REGEXP '[{,]"([A-Za-z]++)":(?s:.*),"\\1":') IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A leaf is at most 1,024 bytes, and each of its names stands once; schema and time are the database''s';
    END IF;
    -- The leaf first: it alone makes the entry. A call that is killed between the two leaves an entry that discloses nothing.
    INSERT INTO ${trail}.leaf (seq, bytes, hash) VALUES (position, leaf, UNHEX(SHA2(CONCAT(X'00', CONVERT(leaf USING binary)), 256)));
    INSERT INTO ${trail}.payload (seq, article, body) VALUES (position, about, disclosed);
END //

-- Forgets the disclosed values of one entry and says so in an entry of its own, in that order: nothing is forgotten in silence.
-- The leaf and its hash stay.
CREATE PROCEDURE ${trail}.redact(IN redacted BIGINT,
                                 IN event TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
                                 IN disclosed MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
    SQL SECURITY DEFINER
    MODIFIES SQL DATA
BEGIN
    IF (event REGEXP '[{,]"action":"REDACTED"[,}]'
            AND event REGEXP CONCAT('[{,]"redacted":', redacted, '[,}]')) IS NOT TRUE THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A redaction is recorded as REDACTED and names the entry';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ${trail}.payload WHERE seq = redacted AND body <> '{}') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Nothing is disclosed there that could be redacted';
    END IF;
    CALL ${trail}.append(event, disclosed);
    -- which article it was about stays, so that no history shows a hole where something was forgotten
    UPDATE ${trail}.payload SET body = '{}' WHERE seq = redacted;
END //

DELIMITER ;

SET SESSION sql_mode = DEFAULT;

GRANT EXECUTE ON PROCEDURE ${trail}.append TO ${applicationAccount};
GRANT EXECUTE ON PROCEDURE ${trail}.redact TO ${applicationAccount};
