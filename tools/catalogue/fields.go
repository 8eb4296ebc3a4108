package main

import (
	"fmt"
	"maps"
	"strings"
)

// fieldOf writes one form field. What its type implies (patterns and checksums of codes) is left out.
func fieldOf(f, more map[string]any) field {
	rules := map[string]any{}
	if given, ok := f["validation"].(map[string]any); ok {
		maps.Copy(rules, given)
	}
	maps.Copy(rules, more)
	out := field{
		Key: text(f, "key"), Label: text(f, "label_zh"), LabelEN: text(f, "label_en"), Type: text(f, "type"),
		Required: f["required"] == true, Mask: f["mask"] == true,
		From: strings.TrimPrefix(text(f, "source"), "shared:"),
		Min:  rules["min"], Max: rules["max"], Measure: text(rules, "unit"),
		NotBefore: text(rules, "after"), MinLead: text(rules, "min_lead"), MaxAge: text(rules, "max_age"),
		MaxSpan: text(rules, "max_span"), MaxBy: rules["max_by"],
	}
	out.MaxLength, _ = rules["max_length"].(int)
	out.Decimals, _ = rules["decimals"].(int)
	if out.Type == "text" || out.Type == "textarea" {
		out.Pattern = text(rules, "pattern")
	}
	options, _ := rules["options"].([]any)
	for _, o := range options {
		out.Options = append(out.Options, fmt.Sprint(o))
	}
	return out
}

func text(from map[string]any, key string) string {
	if v, ok := from[key]; ok {
		return fmt.Sprint(v)
	}
	return ""
}
