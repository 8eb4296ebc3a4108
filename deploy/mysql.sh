#!/bin/sh
# Runs once, on an empty data folder: one schema and one account for each of the two.
set -eu
mysql -u root -p"$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE mingcha CHARACTER SET utf8mb4;
CREATE USER mingcha IDENTIFIED BY '$MINGCHA_PASSWORD';
GRANT ALL ON mingcha.* TO mingcha;
CREATE DATABASE temporal CHARACTER SET utf8mb4;
CREATE DATABASE temporal_visibility CHARACTER SET utf8mb4;
CREATE USER temporal IDENTIFIED BY '$TEMPORAL_PASSWORD';
GRANT ALL ON temporal.* TO temporal;
GRANT ALL ON temporal_visibility.* TO temporal;
SQL
