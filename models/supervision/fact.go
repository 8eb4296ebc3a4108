package supervision

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Act is one line as content rules see it: what was done, to what, by whom in which post. They see no text that anybody
// wrote, no name and no form.
type Act struct {
	Line     models.Line
	Before   *models.Case // as the act found it
	After    *models.Case // as the act left it
	Offer    Offer
	Calendar *clock.Calendar
}

// Offer is what the item's bundle and the catalogue say beyond the procedure.
type Offer struct {
	Rules     []string // codes and families of the content rules that watch the item
	Materials int      // entries of the checklist
	Shared    []int    // numbers of those that the government has itself
	Listed    bool     // the item is in force now
	Standards int      // fee standards whose price the item publishes; 0: nothing may be charged
}

// FactType is the type of a fact in expressions.
type FactType string

// The types.
const (
	Flag FactType = "bool"
	Text FactType = "string"
	Int  FactType = "int"

	Number FactType = "number" // of statistics
)

// Fact is one thing that a condition may read. What is not in the list cannot be read.
type Fact struct {
	Name string
	Type FactType
	of   func(Act) any
}

// OnLines lists what conditions over an act may read.
func OnLines() []Fact { return slices.Clone(lineFacts) }

// decides are the acts by which an authority says yes or no.
var decides = []models.Verb{models.Approve, models.Refuse}

var lineFacts = []Fact{
	{"line.verb", Text, func(a Act) any { return string(a.Line.Verb) }},
	{"line.step_kind", Text, func(a Act) any { return string(a.stepKind()) }},
	{"line.ground", Text, func(a Act) any { return a.Line.Facts.Ground }},
	{"line.deviation", Text, func(a Act) any { return a.Line.Facts.Deviation }},
	{"line.documented", Flag, func(a Act) any { return a.Line.Facts.Document != "" }},
	{"line.reasoned", Flag, func(a Act) any { return a.Line.Facts.Reasoned }},
	{"line.reason_length", Int, func(a Act) any { return a.Line.Facts.Words }},
	{"line.remedy", Flag, func(a Act) any { return a.Line.Facts.Remedy }},
	{"line.entry_days", Int, func(a Act) any { return a.entryDays() }},
	{"line.workday", Flag, func(a Act) any { return a.Calendar.Workday(clock.DateOf(a.Line.Acted)) }},
	{"line.hour", Int, func(a Act) any { return a.Line.Acted.In(clock.Zone).Hour() }},
	{"line.asked", Int, func(a Act) any { return a.asked(func(int) bool { return true }) }},
	{"line.asked_shared", Int, func(a Act) any { return a.asked(func(no int) bool { return slices.Contains(a.Offer.Shared, no) }) }},
	{"line.asked_unlisted", Int, func(a Act) any { return a.asked(func(no int) bool { return no < 1 || no > a.Offer.Materials }) }},
	{"line.over_plan", Flag, func(a Act) any { return a.overPlan() }},
	{"line.both_hands", Flag, func(a Act) any { return a.bothHands() }},
	{"line.fee_amount", Int, func(a Act) any { return int(a.fee().Amount) }},
	{"line.fee_billed", Flag, func(a Act) any { return a.fee().Bill != 0 }},
	{"line.fee_differs", Flag, func(a Act) any { return a.fee().Asked != a.fee().Amount }},
	{"line.fee_astray", Flag, func(a Act) any { return a.fee().Astray }},
	{"line.fee_voucher", Flag, func(a Act) any { return a.fee().Voucher != "" }},
	{"case.fee_open", Int, func(a Act) any { return int(a.After.FeesOpen()) }},
	{"case.status", Text, func(a Act) any { return string(a.After.Status) }},
	{"case.deemed", Flag, func(a Act) any { return a.After.Deemed }},
	{"case.notified", Int, func(a Act) any { return a.After.Notified }},
	{"case.lacking", Int, func(a Act) any { return len(a.Before.Lacking) }},
	{"case.specials", Int, func(a Act) any { return len(a.After.Special) }},
	{"case.special_runs", Flag, func(a Act) any { return a.Before.RunningSpecial() != nil }},
	{"case.last_tenth", Flag, func(a Act) any { return a.lastTenth() }},
	{"item.standards", Int, func(a Act) any { return a.Offer.Standards }},
	{"item.listed", Flag, func(a Act) any { return a.Offer.Listed }},
}

// read returns the facts with these names.
func (a Act) read(names []string) map[string]any {
	out := make(map[string]any, len(names))
	for _, f := range lineFacts {
		if slices.Contains(names, f.Name) {
			out[f.Name] = f.of(a)
		}
	}
	return out
}

// fee is what the line says of money; nothing if it is about something else.
func (a Act) fee() models.FeeFacts {
	if f := a.Line.Facts.Fee; f != nil {
		return *f
	}
	return models.FeeFacts{}
}

func (a Act) stepKind() models.StepKind {
	p := a.After.Procedure()
	if i := p.StepIndex(a.Line.Facts.Step); i >= 0 {
		return p.Steps[i].Kind
	}
	return ""
}

// entryDays is how many whole days lie between the act and its entry (A13).
func (a Act) entryDays() int {
	days := 0
	for d := clock.DateOf(a.Line.Acted) + 1; d <= clock.DateOf(a.Line.Recorded) && days < mostDays; d++ {
		if a.Calendar.Workday(d) {
			days++
		}
	}
	return days
}

// mostDays bounds a count of days: an entry that comes a year late is late enough.
const mostDays = 250

// asked counts the materials that the line says are missing.
func (a Act) asked(which func(no int) bool) int {
	n := 0
	for _, m := range a.Line.Facts.Materials {
		if m.State == "missing" && which(m.No) {
			n++
		}
	}
	return n
}

// overPlan reports whether more time was taken out of the count than the item publishes for that procedure (A06).
func (a Act) overPlan() bool {
	kind, known := a.After.Procedure().SpecialKind(a.Line.Facts.Ground)
	planned := a.Line.Facts.Planned
	return known && !kind.Planned.IsZero() && planned.Unit == kind.Planned.Unit && planned.N > kind.Planned.N
}

// bothHands reports whether who decides has accepted the application or given an opinion on it (A07).
func (a Act) bothHands() bool {
	if a.stepKind() != models.DecideStep || !slices.Contains(decides, a.Line.Verb) {
		return false
	}
	for i, s := range a.Before.Steps {
		if kind := a.Before.Procedure().Steps[i].Kind; kind != models.AcceptStep && kind != models.OpinionStep {
			continue
		}
		if slices.Contains(s.Hands, a.Line.Actor.Account) || slices.Contains(s.Hands, a.Line.Actor.Seat()) {
			return true
		}
	}
	return false
}

// lastTenth reports whether the act fell into the last tenth of the promised time (A05).
func (a Act) lastTenth() bool {
	t, begun := a.Before.Decision.Timeline()
	if !begun || a.Before.Status != models.Accepted {
		return false
	}
	from, _, exists := a.Calendar.At(t, clock.Promised, clock.Share(100))
	due := a.Calendar.Judge(t).DuePromised
	return exists && !a.Line.Acted.Before(from) && (due.IsZero() || a.Line.Acted.Before(due))
}

// texts writes facts down as evidence.
func texts(facts map[string]any) map[string]string {
	out := make(map[string]string, len(facts))
	for name, value := range facts {
		if at, is := value.(time.Time); is {
			value = at.UTC().Format(time.RFC3339)
		}
		out[name] = fmt.Sprint(value)
	}
	return out
}
