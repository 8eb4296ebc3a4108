package api

import (
	"fmt"
	"io/fs"

	"mingcha/models/process"
	"mingcha/policies/subsystems"
)

// shippedItem is the source of an item as this release ships it, "" if it ships none.
func shippedItem(item string) string {
	names, err := fs.Glob(subsystems.Files, "*/items/"+item+".yaml")
	if err != nil || len(names) != 1 {
		return ""
	}
	text, err := fs.ReadFile(subsystems.Files, names[0])
	if err != nil {
		return ""
	}
	return string(text)
}

// shippedRules are the rule sets that this release ships, with their source.
func shippedRules() ([]RuleSet, error) {
	names, err := fs.Glob(subsystems.Files, "*/rules/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the shipped rule sets: %w", err)
	}
	var out []RuleSet
	for _, name := range names {
		text, err := fs.ReadFile(subsystems.Files, name)
		if err != nil {
			return nil, fmt.Errorf("read the shipped rule set %s: %w", name, err)
		}
		set, err := process.ParseRules(name, text)
		if err != nil {
			return nil, err
		}
		out = append(out, RuleSet{
			Name: defaultRules, Version: set.Version, From: set.From.Opens(), Origin: RuleSetOriginShipped, Source: string(text),
		})
	}
	return out, nil
}
