#!/usr/bin/env bash
# Runs a Go command as if the machine's date were another one, by default 2027-06-01, a day of a year whose calendar is not
# published. Three clocks are moved alike, or the brake would rightly hold every card: the standard library's Now, the kernel's
# answer that SQLite asks for, and that of a MariaDB that a test starts.
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

system="$(go env GOROOT)/src/syscall/syscall_linux.go"
sed "/^func Syscall(/,/^}/s/^\tr1, r2, err = RawSyscall6(trap, a1, a2, a3, 0, 0, 0)$/&\n\tif trap == SYS_CLOCK_GETTIME \&\& a1 == 0 {\n\t\t(*Timespec)(unsafe.Pointer(a2)).Sec += $ahead\n\t}/" "$system" >"$scratch/syscall_linux.go"
[ "$(diff "$system" "$scratch/syscall_linux.go" | grep -c '^>')" = 3 ] || { echo "this Go calls the kernel in another way: mend tools/test/later.sh"; exit 1; }
echo "{\"Replace\": {\"$now\": \"$scratch/time.go\", \"$system\": \"$scratch/syscall_linux.go\"}}" >"$scratch/overlay.json"

export PATH=$PATH:/usr/sbin
faketime=$(find /usr/lib -name libfaketime.so.1 -print -quit)
[ -n "$faketime" ] || { echo "the MariaDB of the tests needs another date as well: apt-get install faketime"; exit 1; }
printf '#!/bin/sh\nLD_PRELOAD=%s FAKETIME=+%ss DONT_FAKE_MONOTONIC=1 exec %s "$@"\n' "$faketime" "$ahead" "$(command -v mariadbd)" >"$scratch/mariadbd"
chmod +x "$scratch/mariadbd"
GOFLAGS="${GOFLAGS:-} -overlay=$scratch/overlay.json" PATH="$scratch:$PATH" "$@"
