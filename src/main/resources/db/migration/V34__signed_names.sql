-- The name a verdict was signed with, as it stood then: a name that is changed later does not change who signed.
ALTER TABLE recommendation ADD COLUMN signed_as VARCHAR(600) NULL;
UPDATE recommendation v JOIN account a ON a.id = v.reviewer
SET v.signed_as = CONCAT_WS(', ', a.display_name, a.credentials);
ALTER TABLE recommendation MODIFY COLUMN signed_as VARCHAR(600) NOT NULL;
