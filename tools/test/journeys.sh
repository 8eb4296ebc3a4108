#!/usr/bin/env bash
# Starts the real binary with a small demo city and drives its pages in a real browser, with accessibility checks.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
port=${PORT:-$((20000 + RANDOM % 10000))}
MINGCHA_DEMO_CASES=400 bin/mingcha serve --demo --data "$scratch/data" --listen "127.0.0.1:$port" >"$scratch/log" 2>&1 &
server=$!
trap 'kill -INT $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 120); do
	grep -q "demo city is complete" "$scratch/log" && break
	kill -0 $server 2>/dev/null || { cat "$scratch/log"; exit 1; }
	sleep 1
done
cd ui
BASE_URL="http://127.0.0.1:$port" npm run --silent e2e || { tail -50 "$scratch/log"; exit 1; }
