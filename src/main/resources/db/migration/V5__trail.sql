-- The audit trail lies in a schema of its own: the application may read it and call `append` and `redact`, nothing else.
CREATE TABLE ${trail}.head (
    id   TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT  NOT NULL
) ENGINE = InnoDB;
INSERT INTO ${trail}.head (id, size) VALUES (1, 0);

-- The exact bytes, never re-serialised, never changed.
CREATE TABLE ${trail}.leaf (
    seq   BIGINT          NOT NULL PRIMARY KEY,
    bytes VARBINARY(1024) NOT NULL
) ENGINE = InnoDB;

-- Values and salts of what the leaf holds only as hashes. Gone after a redaction; the leaf stays.
CREATE TABLE ${trail}.payload (
    seq     BIGINT      NOT NULL PRIMARY KEY,
    article UUID        NULL,
    body    MEDIUMTEXT  NOT NULL,
    KEY payload_article (article, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

DELIMITER //

-- Appends one leaf. The database stamps the time, inside the lock of the head: a caller can neither choose it nor overtake another.
-- SYSDATE ignores SET timestamp, which NOW() obeys.
CREATE PROCEDURE ${trail}.append(IN event TEXT CHARACTER SET utf8mb4, IN disclosed MEDIUMTEXT CHARACTER SET utf8mb4)
    SQL SECURITY DEFINER
    MODIFIES SQL DATA
BEGIN
    DECLARE position BIGINT;
    DECLARE leaf TEXT CHARACTER SET utf8mb4;
    IF event IS NULL OR NOT JSON_VALID(event) OR JSON_TYPE(event) <> 'OBJECT' OR LEFT(event, 1) <> '{'
            OR JSON_EXISTS(event, '$.time') OR JSON_EXISTS(event, '$.schema') OR NOT JSON_EXISTS(event, '$.action') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'An event is a JSON object with an action and without schema and time';
    END IF;
    IF disclosed IS NULL OR NOT JSON_VALID(disclosed) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A payload is a JSON object';
    END IF;
    SELECT size INTO position FROM ${trail}.head WHERE id = 1 FOR UPDATE;
    SET leaf = CONCAT('{"schema":"imprimatur/1","time":"',
                      DATE_FORMAT(CONVERT_TZ(SYSDATE(6), @@session.time_zone, '+00:00'), '%Y-%m-%dT%H:%i:%s.%fZ'), '",', SUBSTRING(event, 2));
    IF NOT JSON_VALID(leaf) OR OCTET_LENGTH(leaf) > 1024 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A leaf is at most 1,024 bytes of JSON';
    END IF;
    INSERT INTO ${trail}.leaf (seq, bytes) VALUES (position, leaf);
    INSERT INTO ${trail}.payload (seq, article, body) VALUES (position, JSON_VALUE(disclosed, '$.article.value'), disclosed);
    UPDATE ${trail}.head SET size = position + 1 WHERE id = 1;
END //

-- Forgets the disclosed values of one entry and says so in an entry of its own. The leaf and its hash stay.
CREATE PROCEDURE ${trail}.redact(IN redacted BIGINT, IN event TEXT CHARACTER SET utf8mb4, IN disclosed MEDIUMTEXT CHARACTER SET utf8mb4)
    SQL SECURITY DEFINER
    MODIFIES SQL DATA
BEGIN
    IF event IS NULL OR JSON_VALUE(event, '$.action') IS NULL OR JSON_VALUE(event, '$.action') <> 'REDACTED'
            OR JSON_VALUE(event, '$.redacted') IS NULL OR JSON_VALUE(event, '$.redacted') <> redacted THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A redaction is recorded as REDACTED and names the entry';
    END IF;
    CALL ${trail}.append(event, disclosed);
    DELETE FROM ${trail}.payload WHERE seq = redacted;
    IF ROW_COUNT() = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Nothing is disclosed there that could be redacted';
    END IF;
END //

DELIMITER ;

GRANT EXECUTE ON PROCEDURE ${trail}.append TO ${applicationAccount};
GRANT EXECUTE ON PROCEDURE ${trail}.redact TO ${applicationAccount};
