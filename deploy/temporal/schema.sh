#!/bin/sh
# Brings Temporal's two schemas to the version of this release; can be run again.
set -eu
for schema in temporal:temporal temporal_visibility:visibility; do
	tool="temporal-sql-tool --plugin mysql8 --endpoint mysql --port 3306 --user temporal --database ${schema%%:*}"
	$tool setup-schema --version 0.0 || true # there already
	$tool update-schema --schema-dir "/etc/temporal/schema/mysql/v8/${schema##*:}/versioned"
done
