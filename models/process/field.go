package process

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"mingcha/models/clock"
)

// Field is one field of an item's form. What its type implies is filled in when the item is compiled.
type Field struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`
	LabelEN   string   `json:"label_en"`
	Type      string   `json:"type"`
	Required  bool     `json:"required,omitempty"`
	Mask      bool     `json:"mask,omitempty"` // shown masked to everybody who does not need it
	From      string   `json:"from,omitempty"` // row of the sharing catalogue that fills it
	Pattern   string   `json:"pattern,omitempty"`
	MaxLength int      `json:"max_length,omitempty"` // characters
	Min       Number   `json:"min,omitempty"`
	Max       Number   `json:"max,omitempty"`
	Decimals  int      `json:"decimals,omitempty"`
	Measure   string   `json:"measure,omitempty"` // m2, person, yuan …
	Options   []string `json:"options,omitempty"`
	NotBefore string   `json:"not_before,omitempty"` // key of another date
	MinLead   string   `json:"min_lead,omitempty"`   // at least so long after today
	MaxAge    string   `json:"max_age,omitempty"`    // at most so long before today, and not after
	MaxSpan   string   `json:"max_span,omitempty"`   // at most so long after not_before
	MaxBy     *MaxBy   `json:"max_by,omitempty"`
	For       []string `json:"for,omitempty"` // kinds of unit that it concerns in a joint approval; none: all
}

// MaxBy makes the greatest number depend on what another field says.
type MaxBy struct {
	Field  string            `json:"field"` // key of a select
	Values map[string]Number `json:"values"`
}

// The types of fields.
const (
	textField     = "text"
	areaField     = "textarea"
	numberField   = "number"
	dateField     = "date"
	selectField   = "select"
	listField     = "multiselect"
	booleanField  = "boolean"
	citizenField  = "id_number"
	creditField   = "uscc"
	divisionField = "division_code"
)

// implied is what a value of a type looks like unless the item says otherwise.
var implied = map[string]Field{
	textField:      {MaxLength: 200},
	areaField:      {MaxLength: 2000},
	numberField:    {Min: "0", Max: "1000000000000"},
	dateField:      {},
	selectField:    {},
	listField:      {},
	booleanField:   {},
	"phone":        {Pattern: `^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$`, MaxLength: 13},
	citizenField:   {Pattern: `^[0-9]{17}[0-9X]$`, MaxLength: 18},
	creditField:    {Pattern: `^[0-9A-HJ-NPQRTUWXY]{18}$`, MaxLength: 18},
	"project_code": {Pattern: `^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$`, MaxLength: 24},
	divisionField:  {Pattern: `^[0-9]{12}$`, MaxLength: 12},
}

func readField(r *reader, f *Field) fields {
	return fields{
		"key": r.text(&f.Key), "label": r.text(&f.Label), "label_en": r.text(&f.LabelEN), "type": r.text(&f.Type),
		"required": r.flag(&f.Required), "mask": r.flag(&f.Mask), "from": r.text(&f.From), "for": r.texts(&f.For),
		"pattern": r.text(&f.Pattern), "max_length": r.whole(&f.MaxLength),
		"min": r.number(&f.Min), "max": r.number(&f.Max), "decimals": r.whole(&f.Decimals),
		"measure": r.text(&f.Measure), "options": r.texts(&f.Options),
		"not_before": r.text(&f.NotBefore), "min_lead": r.text(&f.MinLead), "max_age": r.text(&f.MaxAge),
		"max_span": r.text(&f.MaxSpan), "max_by": some(r, &f.MaxBy, readMaxBy),
	}
}

func readMaxBy(r *reader, m *MaxBy) fields {
	return fields{"field": r.text(&m.Field), "values": func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.fault(n, "not_mapping", "")
			return
		}
		m.Values = map[string]Number{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			var value Number
			r.number(&value)(n.Content[i+1])
			m.Values[n.Content[i].Value] = value
		}
	}}
}

// judgeForm judges every field and fills in what its type implies.
func (c *compilation) judgeForm() {
	seen := map[string]bool{}
	for i := range c.fields {
		f := &c.fields[i]
		if !keyForm.MatchString(f.Key) {
			c.blame("bad_key", f.Key, &f.Key, f)
		}
		if seen[f.Key] {
			c.blame("duplicate_field", f.Key, &f.Key)
		}
		seen[f.Key] = true
		c.want("label", &f.Label, f)
		own, known := implied[f.Type]
		if !known {
			c.blame("unknown_type", f.Type, &f.Type, f)
			continue
		}
		c.judgeFit(f)
		c.judgeText(f)
		c.judgeNumber(f)
		c.judgeOptions(f)
		c.judgeDates(f)
		f.imply(own)
	}
}

// imply fills in what the item leaves to the type.
func (f *Field) imply(own Field) {
	if f.Pattern == "" {
		f.Pattern = own.Pattern
	}
	if f.MaxLength == 0 {
		f.MaxLength = own.MaxLength
	}
	if f.Min == "" {
		f.Min = own.Min
	}
	if f.Max == "" {
		f.Max = own.Max
	}
}

// judgeFit refuses a limit that means nothing for the type of the field.
func (c *compilation) judgeFit(f *Field) {
	for _, limit := range []struct {
		name  string
		types []string
		at    any
	}{
		{"pattern", []string{textField, areaField}, &f.Pattern}, {"max_length", []string{textField, areaField}, &f.MaxLength},
		{"min", []string{numberField}, &f.Min}, {"max", []string{numberField}, &f.Max},
		{"decimals", []string{numberField}, &f.Decimals}, {"measure", []string{numberField}, &f.Measure},
		{"options", []string{selectField, listField}, &f.Options},
		{"not_before", []string{dateField}, &f.NotBefore}, {"min_lead", []string{dateField}, &f.MinLead},
		{"max_age", []string{dateField}, &f.MaxAge}, {"max_span", []string{dateField}, &f.MaxSpan},
	} {
		if _, written := c.places[limit.at]; written && !slices.Contains(limit.types, f.Type) {
			c.blame("not_for_type", limit.name+" on "+f.Type, limit.at)
		}
	}
	if f.MaxBy != nil && f.Type != numberField {
		c.blame("not_for_type", "max_by on "+f.Type, f.MaxBy)
	}
}

func (c *compilation) judgeText(f *Field) {
	if _, err := regexp.Compile(f.Pattern); err != nil {
		c.blame("bad_pattern", f.Pattern, &f.Pattern)
	}
	if _, written := c.places[&f.MaxLength]; written && (f.MaxLength < 1 || f.MaxLength > 10000) {
		c.blame("bad_length", strconv.Itoa(f.MaxLength), &f.MaxLength)
	}
}

func (c *compilation) judgeNumber(f *Field) {
	if f.Decimals < 0 || f.Decimals > 6 {
		c.blame("bad_decimals", strconv.Itoa(f.Decimals), &f.Decimals)
	}
	if low, high := ratOf(f.Min), ratOf(f.Max); f.Min != "" && f.Max != "" && low.Cmp(high) > 0 {
		c.blame("min_over_max", fmt.Sprintf("%s > %s", f.Min, f.Max), &f.Min)
	}
	if f.MaxBy == nil {
		return
	}
	other := c.field(f.MaxBy.Field)
	if other == nil || other.Type != selectField {
		c.blame("no_such_field", f.MaxBy.Field, &f.MaxBy.Field, f.MaxBy)
		return
	}
	for _, option := range other.Options {
		if _, given := f.MaxBy.Values[option]; !given {
			c.blame("option_without_max", option, f.MaxBy)
		}
	}
}

func (c *compilation) judgeOptions(f *Field) {
	if f.Type != selectField && f.Type != listField {
		return
	}
	if len(f.Options) == 0 {
		c.blame("no_options", f.Key, &f.Options, f)
	}
	for i, option := range f.Options {
		if slices.Contains(f.Options[:i], option) {
			c.blame("duplicate_option", option, &f.Options)
		}
	}
}

func (c *compilation) judgeDates(f *Field) {
	if f.NotBefore != "" {
		if other := c.field(f.NotBefore); other == nil || other.Type != dateField || other == f {
			c.blame("no_such_field", f.NotBefore, &f.NotBefore)
		}
	}
	if f.MaxSpan != "" && f.NotBefore == "" {
		c.blame("span_from_nowhere", f.MaxSpan, &f.MaxSpan)
	}
	for _, text := range []*string{&f.MinLead, &f.MaxAge, &f.MaxSpan} {
		if _, err := parseReach(*text); *text != "" && err != nil {
			c.blame("not_days", *text, text)
		}
	}
}

func (c *compilation) field(key string) *Field {
	i := slices.IndexFunc(c.fields, func(f Field) bool { return f.Key == key })
	if i < 0 {
		return nil
	}
	return &c.fields[i]
}

// reach is a stretch of the calendar: 20 days, 3 years.
type reach struct{ days, months int }

var reachForm = regexp.MustCompile(`^([0-9]{1,4}) (days|months|years)$`)

func parseReach(text string) (reach, error) {
	m := reachForm.FindStringSubmatch(text)
	if m == nil {
		return reach{}, fmt.Errorf("%q is not a number of days, months or years", text)
	}
	n, _ := strconv.Atoi(m[1])
	switch m[2] {
	case "days":
		return reach{days: n}, nil
	case "months":
		return reach{months: n}, nil
	default:
		return reach{months: 12 * n}, nil
	}
}

// from moves a date by the reach, sign times.
func (r reach) from(d clock.Date, sign int) clock.Date {
	return d.AddMonths(sign*r.months) + clock.Date(sign*r.days)
}
