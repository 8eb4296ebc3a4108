#!/usr/bin/env bash
# Starts the real binary with a small demo city and drives its pages in a real browser, with accessibility checks. Beside it
# stands a second house on MariaDB whose server says another time than the machine: there the brake holds.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
port=${PORT:-$((20000 + RANDOM % 10000))}
started=()
finish() {
	for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
	wait 2>/dev/null
	rm -rf "$scratch"
}
trap finish EXIT

house() { # name port cases: a demo city, begun
	MINGCHA_DEMO_CASES=$3 bin/mingcha serve --demo --data "$scratch/$1" --listen "127.0.0.1:$2" >"$scratch/$1.log" 2>&1 &
	started+=($!)
}

complete() { # name: its city is
	for _ in $(seq 120); do
		grep -q "demo city is complete" "$scratch/$1.log" && return
		kill -0 "${started[-1]}" 2>/dev/null || break
		sleep 1
	done
	cat "$scratch/$1.log"
	exit 1
}

hour_behind() { # a MariaDB server for which it is an hour ago, whoever asks but root
	local options=(--no-defaults "--user=$(id -un)" "--datadir=$scratch/db" "--tmpdir=$scratch/tables")
	mkdir "$scratch/tables" # a server that starts sweeps the temporary tables of a shared folder away
	mariadb-install-db "${options[@]}" --auth-root-authentication-method=normal --skip-test-db >"$scratch/db.log" 2>&1
	mariadbd "${options[@]}" --socket="$scratch/s" --skip-networking --log-error="$scratch/db.err" \
		--init-connect='SET timestamp = UNIX_TIMESTAMP() - 3600' --innodb-flush-log-at-trx-commit=0 &
	started+=($!)
	for _ in $(seq 60); do [ -S "$scratch/s" ] && break || sleep 0.5; done
	mariadb --no-defaults -uroot -S "$scratch/s" -e "CREATE DATABASE mingcha CHARACTER SET utf8mb4;
		CREATE USER mingcha@localhost; GRANT ALL ON mingcha.* TO mingcha@localhost"
}

house city "$port" 400
complete city
hour_behind
MINGCHA_DATABASE="mysql:mingcha@unix($scratch/s)/mingcha" house braked "$((port + 1))" 60
complete braked
cd ui
BASE_URL="http://127.0.0.1:$port" BRAKE_URL="http://127.0.0.1:$((port + 1))" npm run --silent e2e || {
	tail -n 50 "$scratch"/*.log
	exit 1
}
