#!/usr/bin/env bash
# Runs a Go command as if the machine's date were another one, by default 2027-06-01, a day of a year whose calendar is not
# published: the standard library's Now is read with an offset, everything else is what it is.
#   tools/test/later.sh go test ./...        LATER=2027-12-31 tools/test/later.sh go build -o later .
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
day=${LATER:-2027-06-01}
ahead=$((($(date -ud "$day" +%s) - $(date +%s)) / 86400 * 86400))
now="$(go env GOROOT)/src/time/time.go"
sed "/^func Now() Time {/,/^}/s/^\tsec, nsec, mono := runtimeNow()$/&\n\tsec += $ahead/" "$now" >"$scratch/time.go"
[ "$(diff "$now" "$scratch/time.go" | grep -c '^>')" = 1 ] || { echo "this Go reads the time in another way: mend tools/test/later.sh"; exit 1; }
echo "{\"Replace\": {\"$now\": \"$scratch/time.go\"}}" >"$scratch/overlay.json"
GOFLAGS="${GOFLAGS:-} -overlay=$scratch/overlay.json" "$@"
