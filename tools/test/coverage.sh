#!/usr/bin/env bash
# Writes docs/coverage.md, or with --check says whether it is current.
set -euo pipefail
cd "$(dirname "$0")/../../tools"
exec go run ./coverage -root .. ${1:+-check}
