package main

import (
	_ "embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

//go:embed codes.tsv
var codeList string

var (
	ruleCode = regexp.MustCompile(`\{code: ([A-Z][A-Z0-9-]*), name: ([^,]+),`)
	codeID   = regexp.MustCompile(`\b(?:R-[A-Z][0-9]+[A-Z]?|[ACKMS][0-9]{2}[A-Z]?)\b`)
	story    = regexp.MustCompile(`"([^"]*\b(?:fires|must not)\b[^"]*)"`)
)

// shows are the tests whose names say that a rule speaks, and that it keeps silent.
type shows struct{ fires, silent []string }

// judged notes a test that names rules: "A01 fires: …", "A05, A06 must not: …".
func judged(place, line string, codes map[string]*shows) {
	m := story.FindStringSubmatch(line)
	if m == nil {
		return
	}
	for _, code := range codeID.FindAllString(m[1], -1) {
		if codes[code] == nil {
			codes[code] = &shows{}
		}
		said := place + ": " + m[1]
		if strings.Contains(m[1], "fires") {
			codes[code].fires = append(codes[code].fires, said)
		}
		if strings.Contains(m[1], "must not") {
			codes[code].silent = append(codes[code].silent, said)
		}
	}
}

// shippedCodes lists the rules of the shipped sets, and the families, legal limits and complaint times that codes.tsv names;
// those with a reason there are not watched by the product.
func shippedCodes(root string) (titles, reasons map[string]string, err error) {
	titles, reasons = map[string]string{}, map[string]string{}
	for _, folder := range []string{"rules", "analysis"} {
		files, err := filepath.Glob(filepath.Join(root, "policies/subsystems/*", folder, "*.yaml"))
		if err != nil {
			return nil, nil, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, err
			}
			for _, m := range ruleCode.FindAllStringSubmatch(string(text), -1) {
				titles[m[1]] = m[2]
			}
		}
	}
	for line := range strings.SplitSeq(strings.TrimSpace(codeList), "\n") {
		code, rest, _ := strings.Cut(line, "\t")
		title, reason, _ := strings.Cut(rest, "\t")
		titles[code], reasons[code] = title, reason
	}
	return titles, reasons, nil
}

// renderCodes writes which tests show each rule. Missing are the codes without a test of either sort and without a reason.
func renderCodes(b *strings.Builder, root string, codes map[string]*shows) (missing []string, err error) {
	titles, reasons, err := shippedCodes(root)
	if err != nil {
		return nil, err
	}
	b.WriteString("\n## Rules\n\nEach rule has a test on which it fires and one on which it must not.\n\n| Code | Rule | Fires | Must not |\n|---|---|---|---|\n")
	for _, code := range slices.Sorted(maps.Keys(titles)) {
		if reasons[code] != "" {
			fmt.Fprintf(b, "| %s | %s | %s | |\n", code, titles[code], reasons[code])
			continue
		}
		found := codes[code]
		if found == nil {
			found = &shows{}
		}
		if len(found.fires) == 0 || len(found.silent) == 0 {
			missing = append(missing, code)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", code, titles[code], listed(found.fires), listed(found.silent))
	}
	return missing, nil
}

func listed(tests []string) string {
	sort.Strings(tests)
	return strings.ReplaceAll(strings.Join(slices.Compact(tests), "<br>"), "|", "\\|")
}
