# One command per intent. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
export CGO_ENABLED := 0
DATA ?= data
VERSION ?= $(shell git describe --always --dirty 2>/dev/null || echo dev)

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: build ## build everything and start the demo city
	bin/mingcha serve --demo --data $(DATA)

build: ui bin/mingcha ## build the pages and the binary

.PHONY: bin/mingcha
bin/mingcha:
	@echo "building bin/mingcha; the first time takes some minutes, each package is named as it is built"
	@go build -v -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(VERSION)" -o bin/mingcha . 2>&1 | tools/test/progress.sh

ui: ui/dist/office.html ## build the pages

ui/dist/office.html: ui/node_modules/.installed api/openapi.yaml models/process/kinds.json $(wildcard policies/directory/divisions/*.csv) $(shell find ui/src ui/scripts ui/*.html ui/*.ts ui/*.json -type f -not -path '*/node_modules/*' 2>/dev/null)
	cd ui && npm run build --silent
	@touch $@

ui/node_modules/.installed: ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund --silent
	@touch $@

test: ## install what is missing and run every test, at most 45 minutes
	tools/test/run.sh

test-long: ui ## the longer forms: more kills, more random sequences
	MINGCHA_LONG=1 go test -timeout 60m ./...

test-later: ui ## the Go tests as if it were 2027-06-01, in a year without a calendar
	tools/test/later.sh go test -timeout 60m ./...

lint: ## what a reviewer should not have to say
	tools/test/lint.sh

bench: ## measure; prints a table and writes bench.json (SECTIONS="steps latency" for some)
	go run ./worker/bench $(SECTIONS)

generate: ## write again what is generated: contract, coverage
	go generate ./api
	tools/test/coverage.sh

.PHONY: help run build ui test test-long test-later lint bench generate
