#!/usr/bin/env bash
# gofmt, vet, the import rules of docs/architecture.md, and determinism of workflow code.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CGO_ENABLED=0
unformatted=$(gofmt -l $(git ls-files '*.go' | grep -v '\.gen\.go$'))
[ -z "$unformatted" ] || { echo "not formatted: $unformatted"; exit 1; }
go vet ./...
(cd tools && go vet ./... && go run ./imports -root ..)
go tool -modfile=tools/go.mod workflowcheck ./workflows/...
test "$(go list -m -f '{{.Version}}' go.opentelemetry.io/otel/log)" = v0.20.0
