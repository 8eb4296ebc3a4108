package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// listed is a line of go test -bench: the name of the list, and its 95th percentile.
var listed = regexp.MustCompile(`(?m)^BenchmarkLists/(\S+?)(?:-\d+)?\s+\d+\s.*?([\d.]+) p95-ms`)

// lists measures lists at a million rows with the store's own benchmark. What it measured before it failed is told.
func (b *bench) lists(ctx context.Context) error {
	run := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^BenchmarkLists$/^("+b.databases+")$", "-benchtime", "100x", "./models/store")
	var out bytes.Buffer
	run.Stdout, run.Stderr = &out, os.Stderr
	fault := run.Run()
	for _, m := range listed.FindAllStringSubmatch(out.String(), -1) {
		p95, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return err
		}
		goal := 300.0
		if strings.HasSuffix(m[1], "/inbox") {
			goal = 150
		}
		b.tell(figure{Name: strings.ReplaceAll(m[1], "_", " ") + ", p95", Value: p95, Unit: "ms"}.atMost(goal))
	}
	if fault != nil {
		return fmt.Errorf("%w: %s", fault, out.String())
	}
	return nil
}
