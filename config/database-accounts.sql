-- The two schemas and the two accounts of Imprimatur, for MariaDB 10.11 and later.
--
-- The embedded server and the container in docker-compose.yml run this very file. For a database of your
-- own, run it once as its administrator, after putting a password in place of each of the two names in
-- braces (both passwords: letters, digits, "-" and "_" only):
--
--     MIGRATION_DB_PASSWORD=… APP_DB_PASSWORD=… envsubst < config/database-accounts.sql | mariadb -u root -p

CREATE DATABASE imprimatur CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;

-- The trail of evidence has a schema of its own: MariaDB cannot take a right on one table back out of a
-- grant on the whole schema, and the application must never be able to rewrite the trail.
CREATE DATABASE imprimatur_trail CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;

-- Creates and changes tables, before the application connects. It owns the trail's procedures (DEFINER =
-- itself, which asks for no further right) and hands EXECUTE on them to the application.
CREATE USER imprimatur_migration@'%' IDENTIFIED BY '${MIGRATION_DB_PASSWORD}';
GRANT ALL PRIVILEGES ON imprimatur.* TO imprimatur_migration@'%' WITH GRANT OPTION;
GRANT ALL PRIVILEGES ON imprimatur_trail.* TO imprimatur_migration@'%' WITH GRANT OPTION;

-- Serves people. Rows only, no tables; of the trail it may read and, by the procedures, append.
CREATE USER imprimatur_app@'%' IDENTIFIED BY '${APP_DB_PASSWORD}';
GRANT SELECT, INSERT, UPDATE, DELETE ON imprimatur.* TO imprimatur_app@'%';
GRANT SELECT ON imprimatur_trail.* TO imprimatur_app@'%';
