#!/usr/bin/env bash
# Runs every test in parts, each with a budget in seconds that the run prints. Installs what a bare Debian machine lacks.
set -uo pipefail
cd "$(dirname "$0")/../.."
export CGO_ENABLED=0 TZ=Asia/Shanghai PATH=$PATH:/usr/sbin:/sbin # mariadbd is there
failed=0
report=""

part() { # name budget command...
	local name=$1 budget=$2 begun=$SECONDS
	shift 2
	echo "== $name (budget ${budget}s)"
	if "$@"; then state=ok; else state=FAILED failed=1; fi
	local took=$((SECONDS - begun))
	[ "$took" -gt "$budget" ] && state="$state, over budget"
	report+=$(printf '%-28s %5ds of %5ds  %s' "$name" "$took" "$budget" "$state")$'\n'
}

install_packages() {
	local missing=()
	command -v mariadbd >/dev/null || missing+=(mariadb-server)
	[ -x /usr/sbin/exim4 ] || missing+=(exim4-daemon-light)
	command -v chromium >/dev/null || missing+=(chromium)
	command -v pdftotext >/dev/null || missing+=(poppler-utils)
	command -v zbarimg >/dev/null || missing+=(zbar-tools)
	[ -n "$(find /usr/share/fonts -iname '*cjk*' -print -quit 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
	[ -e /usr/share/zoneinfo/Asia/Shanghai ] || missing+=(tzdata)
	[ ${#missing[@]} -eq 0 ] && return 0
	local root=()
	[ "$(id -u)" -eq 0 ] || root=(sudo)
	"${root[@]}" apt-get update -qq &&
		"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "${missing[@]}" >/dev/null
}

pages() { make --no-print-directory ui && (cd ui && npm run --silent check && npm test --silent); }

journeys() { make --no-print-directory build && tools/test/journeys.sh; }

part "Debian packages" 300 install_packages
part "pages: build, check, unit" 400 pages
part "Go build" 900 go build ./...
part "lint" 600 tools/test/lint.sh
part "Go tests" 1200 go test -timeout 20m ./...
part "journeys in a browser" 1100 journeys
part "coverage is current" 60 tools/test/coverage.sh --check

echo
printf '%s' "$report"
echo "total ${SECONDS}s of 2700s"
exit $failed
