package process

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingcha/models"
	"mingcha/models/clock"
)

// Given is what a form is judged by besides itself.
type Given struct {
	Today    clock.Date
	Division func(code string) bool // whether the division exists; nil if that cannot be known
}

// form is a form ready to judge what is filled in.
type form struct {
	fields []Field
	checks map[string]check
}

// check is what is compiled of one field.
type check struct {
	shape, blank *regexp.Regexp
	low, high    *big.Rat
	by           map[string]*big.Rat
}

var (
	lineShape = regexp.MustCompile(linePattern)
	areaShape = regexp.MustCompile(areaPattern)
	dateShape = regexp.MustCompile(datePattern)

	// A number as forms may write it: no exponent, and not so long that comparing it costs anything.
	numberShape = regexp.MustCompile(`^-?[0-9]{1,20}(\.[0-9]{1,12})?$`)
)

func newForm(fields []Field) (*form, error) {
	out := &form{fields: fields, checks: map[string]check{}}
	for _, f := range fields {
		shape, err := regexp.Compile(f.Pattern)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Key, err)
		}
		c := check{shape: shape, blank: lineShape, low: ratOf(f.Min), high: ratOf(f.Max)}
		if f.Type == areaField {
			c.blank = areaShape
		}
		if f.MaxBy != nil {
			c.by = map[string]*big.Rat{}
			for option, most := range f.MaxBy.Values {
				c.by[option] = ratOf(most)
			}
		}
		out.checks[f.Key] = c
	}
	return out, nil
}

// filled is one form while it is judged.
type filled struct {
	*form
	given    Given
	values   map[string]any // string, *big.Rat, bool, []string or clock.Date; what is faulty is left out
	faults   []models.Fault
	warnings []models.Fault
}

// CheckForm judges a filled form and names every faulty field by its JSON pointer. Warnings do not stand in the way: a
// few credit codes of the first years have no right check digit (GB 32100) and are valid all the same.
func (b *Bundle) CheckForm(raw json.RawMessage, given Given) (faults, warnings []models.Fault) {
	f := &filled{form: b.form, given: given, values: map[string]any{}}
	written, err := object(raw)
	if err != nil {
		return []models.Fault{{Rule: "not_object"}}, nil
	}
	f.judgeKeys(written)
	for _, field := range f.fields {
		text, there := written.values[field.Key]
		switch {
		case there:
			f.judge(field, text)
		case field.Required:
			f.fault(field, "required", "")
		}
	}
	for _, field := range f.fields {
		f.relate(field)
	}
	return f.faults, f.warnings
}

func (f *filled) fault(field Field, rule, detail string) {
	f.faults = append(f.faults, models.Fault{Field: pointer(field.Key), Rule: rule, Detail: detail})
}

func pointer(key string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

func (f *filled) judgeKeys(written members) {
	seen := map[string]bool{}
	for _, key := range written.keys {
		if _, known := f.checks[key]; !known {
			f.faults = append(f.faults, models.Fault{Field: pointer(key), Rule: "unknown"})
		}
		if seen[key] {
			f.faults = append(f.faults, models.Fault{Field: pointer(key), Rule: "twice"})
		}
		seen[key] = true
	}
}

// judge looks at one value by itself.
func (f *filled) judge(field Field, text json.RawMessage) {
	switch field.Type {
	case numberField:
		f.judgeNumber(field, string(text))
	case booleanField:
		if string(text) != "true" && string(text) != "false" {
			f.fault(field, "not_boolean", "")
			return
		}
		f.values[field.Key] = string(text) == "true"
	case listField:
		f.judgeList(field, text)
	default:
		var value *string
		if json.Unmarshal(text, &value) != nil || value == nil {
			f.fault(field, "not_text", "")
			return
		}
		f.judgeText(field, *value)
	}
}

func (f *filled) judgeNumber(field Field, text string) {
	if !numberShape.MatchString(text) {
		f.fault(field, "not_number", "")
		return
	}
	value, c := ratOf(Number(text)), f.checks[field.Key]
	grain := ratOf(field.grain())
	switch {
	case value.Cmp(c.low) < 0:
		f.fault(field, "min", string(field.Min))
	case value.Cmp(c.high) > 0:
		f.fault(field, "max", string(field.Max))
	case !new(big.Rat).Quo(value, grain).IsInt():
		f.fault(field, "decimals", strconv.Itoa(field.Decimals))
	default:
		f.values[field.Key] = value
	}
}

func (f *filled) judgeList(field Field, text json.RawMessage) {
	var chosen []*string
	if json.Unmarshal(text, &chosen) != nil || chosen == nil || slices.Contains(chosen, nil) {
		f.fault(field, "not_list", "")
		return
	}
	if len(chosen) == 0 {
		f.fault(field, "required", "")
		return
	}
	var values []string
	for _, option := range chosen {
		switch {
		case !slices.Contains(field.Options, *option):
			f.fault(field, "option", *option)
			return
		case slices.Contains(values, *option):
			f.fault(field, "twice", *option)
			return
		}
		values = append(values, *option)
	}
	f.values[field.Key] = values
}

func (f *filled) judgeText(field Field, value string) {
	switch field.Type {
	case selectField:
		if !slices.Contains(field.Options, value) {
			f.fault(field, "option", value)
			return
		}
		f.values[field.Key] = value
	case dateField:
		date, err := clock.ParseDate(value)
		if err != nil || !dateShape.MatchString(value) {
			f.fault(field, "date", "")
			return
		}
		f.values[field.Key] = date
	default:
		f.judgeLine(field, value)
	}
}

func (f *filled) judgeLine(field Field, value string) {
	c := f.checks[field.Key]
	switch {
	case strings.Trim(value, " \u3000\t\n\r") == "":
		f.fault(field, "blank", "")
	case utf8.RuneCountInString(value) > field.MaxLength:
		f.fault(field, "too_long", strconv.Itoa(field.MaxLength))
	case !c.blank.MatchString(value):
		f.fault(field, "control", "")
	case !c.shape.MatchString(value):
		f.fault(field, "pattern", field.Type)
	case field.Type == citizenField && !CitizenNumber(value):
		f.fault(field, "checksum", field.Type)
	case field.Type == divisionField && f.given.Division != nil && !f.given.Division(value):
		f.fault(field, "division", "")
	default:
		f.values[field.Key] = value
		if field.Type == creditField && !CreditCode(value) {
			f.warnings = append(f.warnings, models.Fault{Field: pointer(field.Key), Rule: "checksum", Detail: field.Type})
		}
	}
}
