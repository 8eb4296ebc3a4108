#!/usr/bin/env bash
# Counts the packages that "go build -v" names, so that the first build shows that it moves. Errors pass through.
n=0
while IFS= read -r line; do
	case "$line" in
	*.go:* | *error* | "#"* | *cannot* | *undefined*) printf '\n%s' "$line" ;;
	*) n=$((n + 1)); [ $((n % 20)) -eq 0 ] && printf '\r%5d packages built, now %-60.60s' "$n" "$line" ;;
	esac
done
[ "$n" -gt 0 ] && printf '\n'
exit 0
