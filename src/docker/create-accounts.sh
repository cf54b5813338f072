#!/bin/sh
# Run by the database's image when it makes its data: one script of accounts, whoever executes it.
set -e
sed -e "s/\${MIGRATION_DB_PASSWORD}/$MIGRATION_DB_PASSWORD/" -e "s/\${APP_DB_PASSWORD}/$APP_DB_PASSWORD/" \
    /database-accounts.sql | MYSQL_PWD="$MARIADB_ROOT_PASSWORD" mariadb --user=root
