package process

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
)

// What a line and a text of several lines may hold: no control characters, and not only blanks. Written so that Go and
// ECMAScript read them alike.
const (
	linePattern = "^[ \u3000]*[^\\x00-\\x20\\x7f\u3000][^\\x00-\\x1f\\x7f]*$"
	areaPattern = "^[ \u3000\\t\\n\\r]*[^\\x00-\\x20\\x7f\u3000][^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*$"
	datePattern = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"

	citizenFormat = "gb11643" // JSON Schema format of a citizen number with a right check digit
)

// schemaOf writes a form as JSON Schema 2020-12. What the schema language cannot say (one date not before another,
// distance from today) stands there as x- keywords and is checked by CheckForm.
func schemaOf(item string, fields []Field) (json.RawMessage, error) {
	properties, required := map[string]any{}, []string{}
	var depends []any
	for _, f := range fields {
		properties[f.Key] = f.schema()
		if f.Required {
			required = append(required, f.Key)
		}
		if f.MaxBy != nil {
			depends = append(depends, f.MaxBy.schema(f.Key)...)
		}
	}
	schema := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": item, "type": "object",
		"properties": properties, "required": required, "additionalProperties": false,
	}
	if len(depends) > 0 {
		schema["allOf"] = depends
	}
	text, err := json.Marshal(schema)
	if err != nil {
		return nil, fmt.Errorf("write the form schema of %s: %w", item, err)
	}
	return text, nil
}

func (f Field) schema() map[string]any {
	s := f.constraints()
	s["title"] = f.Label
	for key, value := range map[string]string{
		"x-label-en": f.LabelEN, "x-type": f.Type, "x-from": f.From, "x-measure": f.Measure,
		"x-not-before": f.NotBefore, "x-min-lead": f.MinLead, "x-max-age": f.MaxAge, "x-max-span": f.MaxSpan,
	} {
		if value != "" {
			s[key] = value
		}
	}
	if f.Mask {
		s["x-mask"] = true
	}
	return s
}

func (f Field) constraints() map[string]any {
	switch f.Type {
	case numberField:
		return map[string]any{"type": "number", "minimum": f.Min, "maximum": f.Max, "multipleOf": f.grain()}
	case booleanField:
		return map[string]any{"type": "boolean"}
	case selectField:
		return map[string]any{"type": "string", "enum": f.Options}
	case listField:
		items := map[string]any{"type": "string", "enum": f.Options}
		return map[string]any{"type": "array", "items": items, "uniqueItems": true, "minItems": 1}
	case dateField:
		return map[string]any{"type": "string", "format": "date", "pattern": datePattern}
	}
	blank := linePattern
	if f.Type == areaField {
		blank = areaPattern
	}
	s := map[string]any{"type": "string", "minLength": 1, "maxLength": f.MaxLength, "pattern": blank}
	if f.Pattern != "" {
		s["allOf"] = []any{map[string]any{"pattern": f.Pattern}}
	}
	if f.Type == citizenField {
		s["format"] = citizenFormat
	}
	return s
}

// grain is the smallest step of a number: 0.01 for two decimals.
func (f Field) grain() Number {
	if f.Decimals == 0 {
		return "1"
	}
	return Number("0." + fmt.Sprintf("%0"+strconv.Itoa(f.Decimals)+"d", 1))
}

func (m MaxBy) schema(key string) []any {
	var out []any
	for _, option := range slices.Sorted(maps.Keys(m.Values)) { // the hash of the bundle covers the order
		out = append(out, map[string]any{
			"if":   map[string]any{"properties": map[string]any{m.Field: map[string]any{"const": option}}, "required": []string{m.Field}},
			"then": map[string]any{"properties": map[string]any{key: map[string]any{"maximum": m.Values[option]}}},
		})
	}
	return out
}

// ratOf is the exact value of a number that the reader has let through.
func ratOf(n Number) *big.Rat {
	value, ok := new(big.Rat).SetString(string(n))
	if !ok {
		return new(big.Rat)
	}
	return value
}
