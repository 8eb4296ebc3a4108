package api

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"mingcha/models/clock"
)

// thing is what an audited change changed, as it stood on one side of it. Each kind fills its own fields.
type thing struct {
	Version string // bundle, rule set

	Person, Role, Unit string // appointment
	Account, StandIn   string // absence
	From, To           time.Time
	Cancelled          time.Time
	CancelledBy        string

	Login, Name, Kind string // account
	Disabled, TOTP    *bool

	Division string // calendar; appointment
	Days     []CalendarDay
	Touched  *int
}

// thingOf decodes one side of a change. The audit keeps bundles and rule sets by their version alone.
func thingOf(kind ChangeKind, raw json.RawMessage) thing {
	var out thing
	if kind == ChangeKindBundle || kind == ChangeKindRuleSet {
		_ = json.Unmarshal(raw, &out.Version) // what is not there stays empty
		return out
	}
	_ = json.Unmarshal(raw, &out)
	return out
}

// people lists the accounts that a thing names.
func (t thing) people() []string { return []string{t.Person, t.Account, t.StandIn, t.CancelledBy} }

// changeWords words changes in the reader's language.
type changeWords struct {
	*naming
	words    sentences
	language Language
}

// title names what was changed: the person, the item, the place.
func (w changeWords) title(kind ChangeKind, key string, t thing) string {
	switch kind {
	case ChangeKindAppointment:
		return w.person(t.Person).Name
	case ChangeKindAbsence:
		return w.person(t.Account).Name
	case ChangeKindAccount:
		return t.Name
	case ChangeKindBundle:
		item := w.item(key)
		return saying{item.Name, item.NameEn}.in(w.language)
	case ChangeKindCalendar:
		return w.place(key)
	default:
		return ""
	}
}

// compare sets both sides beside each other, field by field; what neither side has is left out.
func (w changeWords) compare(before, after thing) []ChangePart {
	out := []ChangePart{}
	old, now := w.values(before), w.values(after)
	for i := range now {
		if now[i].Before = old[i].After; now[i].Before != "" || now[i].After != "" {
			out = append(out, now[i])
		}
	}
	for _, day := range after.Days {
		out = append(out, ChangePart{
			Field: ChangePartFieldDay, Name: strings.TrimSpace(day.Date.String() + " " + day.Name),
			Before: w.word("day_" + string(day.Before)), After: w.word("day_" + string(day.After)),
		})
	}
	return out
}

// values are the fields of one side in the order of the page, each with its value in words or none.
func (w changeWords) values(t thing) []ChangePart {
	role, unit := w.role(t.Role), w.unit(t.Unit)
	return []ChangePart{
		{Field: ChangePartFieldPerson, After: w.person(cmp.Or(t.Person, t.Account)).Name},
		{Field: ChangePartFieldRole, After: saying{role.Name, role.NameEn}.in(w.language)},
		{Field: ChangePartFieldUnit, After: saying{unit.Name, unit.NameEn}.in(w.language)},
		{Field: ChangePartFieldFrom, After: wallTime(t.From)},
		{Field: ChangePartFieldTo, After: wallTime(t.To)},
		{Field: ChangePartFieldStandIn, After: w.person(t.StandIn).Name},
		{Field: ChangePartFieldCancelled, After: wallTime(t.Cancelled)},
		{Field: ChangePartFieldCancelledBy, After: w.person(t.CancelledBy).Name},
		{Field: ChangePartFieldLogin, After: t.Login},
		{Field: ChangePartFieldName, After: t.Name},
		{Field: ChangePartFieldKind, After: w.word("account_" + t.Kind)},
		{Field: ChangePartFieldDisabled, After: w.yesNo(t.Disabled)},
		{Field: ChangePartFieldTotp, After: w.yesNo(t.TOTP)},
		{Field: ChangePartFieldDivision, After: w.place(t.Division)},
		{Field: ChangePartFieldTouched, After: w.count(t.Touched)},
		{Field: ChangePartFieldVersion, After: t.Version},
	}
}

func (w changeWords) word(key string) string { return w.words.reason(key, w.language) }

func (w changeWords) yesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return w.word("yes")
	default:
		return w.word("no")
	}
}

func (w changeWords) count(n *int) string {
	if n == nil {
		return ""
	}
	return itoa(*n)
}

// place names a division by its path or its code; the whole country's calendar lies over all of them.
func (w changeWords) place(key string) string {
	if key == "/" {
		return w.word("whole_country")
	}
	if d, known := w.places.Tree.At(key); known {
		return d.Name
	}
	if d, known := w.places.Tree.Find(key); known {
		return d.Name
	}
	return key
}

// wallTime is an instant as a clock on the wall shows it, "" for none.
func wallTime(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(clock.Zone).Format("2006-01-02 15:04")
}
