-- The same as before, but it goes on where the newest leaves were taken away and their payloads were not. What happened is found all the
-- same, and told; and whoever wants to look into it can export the trail, which is an entry of its own.

SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

DELIMITER //

CREATE OR REPLACE PROCEDURE ${trail}.append(IN event TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
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
    -- A payload that lies there already is what somebody left of an entry that they took away: it belongs to none.
    INSERT INTO ${trail}.payload (seq, article, body) VALUES (position, about, disclosed)
        ON DUPLICATE KEY UPDATE article = about, body = disclosed;
END //

DELIMITER ;

SET SESSION sql_mode = DEFAULT;
