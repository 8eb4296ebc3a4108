package process

import (
	"math/big"

	"mingcha/models/clock"
)

// relate judges a value against other fields and against today. Values that are faulty by themselves are not related
// to anything: one mistake is told once.
func (f *filled) relate(field Field) {
	switch value := f.values[field.Key].(type) {
	case clock.Date:
		f.relateDate(field, value)
	case *big.Rat:
		if field.MaxBy == nil {
			return
		}
		option, _ := f.values[field.MaxBy.Field].(string)
		if most := f.checks[field.Key].by[option]; most != nil && value.Cmp(most) > 0 {
			f.fault(field, "max", string(field.MaxBy.Values[option]))
		}
	}
}

func (f *filled) relateDate(field Field, date clock.Date) {
	today := f.given.Today
	if lead, err := parseReach(field.MinLead); err == nil && date < lead.from(today, 1) {
		f.fault(field, "min_lead", field.MinLead)
		return
	}
	if age, err := parseReach(field.MaxAge); err == nil {
		switch {
		case date > today:
			f.fault(field, "future", "")
			return
		case date < age.from(today, -1):
			f.fault(field, "max_age", field.MaxAge)
			return
		}
	}
	first, known := f.values[field.NotBefore].(clock.Date)
	if !known {
		return
	}
	span, err := parseReach(field.MaxSpan)
	switch {
	case date < first:
		f.fault(field, "not_before", f.label(field.NotBefore))
	case err == nil && date > span.from(first, 1):
		f.fault(field, "max_span", field.MaxSpan)
	}
}

func (f *filled) label(key string) string {
	for _, field := range f.fields {
		if field.Key == key {
			return field.Label
		}
	}
	return key
}
