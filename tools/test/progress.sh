#!/usr/bin/env bash
# Counts the packages that "go build -v" names, so that the first build shows that it moves. Whatever is not the name of a
# package passes through.
n=0
while IFS= read -r line; do
	case "$line" in
	"go: downloading "*) printf '\r%-90.90s' "$line" ;;
	*" "* | *.go:* | "") printf '\r%-90s\n' "$line" ;;
	*) n=$((n + 1)); [ $((n % 20)) -eq 1 ] && printf '\r%5d packages built, now %-60.60s' "$n" "$line" ;;
	esac
done
[ "$n" -eq 0 ] || printf '\r%5d packages built %-70s\n' "$n" ""
