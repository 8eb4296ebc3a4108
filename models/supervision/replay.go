package supervision

import (
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Spoken is what a rule would have said of a past record: on a clock, or on an act.
type Spoken struct {
	Key    string       `json:"key"`
	Rule   string       `json:"rule"`
	Class  Class        `json:"class,omitempty"` // "" of a rule over clocks
	Level  models.Level `json:"level"`           // NoLevel: a lead
	Clock  string       `json:"clock"`
	Line   int          `json:"line,omitempty"` // of the act
	Verb   models.Verb  `json:"verb,omitempty"`
	Step   string       `json:"step,omitempty"`
	Unit   string       `json:"unit,omitempty"`
	Holder string       `json:"holder,omitempty"`
	At     time.Time    `json:"at"`

	Threshold Threshold `json:"-"` // of a rule over clocks
	Finding   *Finding  `json:"-"` // of a rule over acts
}

// replay goes through a record once more, under rules that it may never have known.
type replay struct {
	set   RuleSet
	c     *models.Case
	offer Offer
	cal   *clock.Calendar
	seen  map[string]bool
	out   []Spoken
}

// Replay tells what the rules would have said of a case until an instant, had they been in force since its beginning, in
// the order of the record. The case comes without lines. People's acts and what the law attached to instants are taken as
// they are on record, at the instants that hold after corrections: what anybody would have done otherwise is not guessed.
// An error names the rule or the line.
func (set *RuleSet) Replay(c *models.Case, lines []models.Line, offer Offer, cal *clock.Calendar, until time.Time) ([]Spoken, error) {
	ever := *set
	ever.Effective = time.Time{}
	return ever.Retell(c, models.Corrected(lines), offer, cal, until)
}

// Retell is Replay for rules that speak only since they came into force.
func (set *RuleSet) Retell(c *models.Case, lines []models.Line, offer Offer, cal *clock.Calendar, until time.Time) ([]Spoken, error) {
	r := &replay{set: *set, c: c, offer: offer, cal: cal, seen: map[string]bool{}}
	for _, l := range lines {
		if l.Acted.After(until) {
			break
		}
		if c.N > 0 && !ofRules(l.Verb) {
			r.clocks(l.Acted)
		}
		if err := r.act(l); err != nil {
			return nil, err
		}
	}
	r.clocks(until)
	return r.out, nil
}

// ofRules reports whether a line only says what a rule found: between two acts it comes when it comes.
func ofRules(v models.Verb) bool {
	switch v {
	case models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard, models.CardSettled, models.OpenLead:
		return true
	default:
		return false
	}
}

// clocks lets every threshold speak that had come by an instant and has not spoken.
func (r *replay) clocks(at time.Time) {
	if r.c.N == 0 {
		return
	}
	for _, t := range r.set.Thresholds(r.c, r.cal) {
		if t.At.After(at) {
			break
		}
		if t.Level == models.NoLevel || r.seen[t.Key] {
			continue
		}
		r.seen[t.Key] = true
		r.out = append(r.out, Spoken{
			Key: t.Key, Rule: t.Rule, Level: t.Level, Clock: t.Clock.Name, Step: t.Clock.Step, Unit: t.Clock.Unit, Holder: t.Clock.Holder, At: t.At,
			Threshold: t,
		})
	}
}

// act folds a line and asks the content rules about it.
func (r *replay) act(l models.Line) error {
	watched := r.set.Watches(l.Verb)
	before := *r.c
	if watched {
		before.Steps, before.Lacking = slices.Clone(r.c.Steps), slices.Clone(r.c.Lacking)
	}
	if err := r.c.Fold(l); err != nil || !watched {
		return err
	}
	found, err := r.set.Find(Act{Line: l, Before: &before, After: r.c, Offer: r.offer, Calendar: r.cal})
	for _, f := range found {
		said := Spoken{
			Key: f.Key(), Rule: f.Rule, Class: f.Class, Level: f.Level, Clock: f.Clock(), Line: l.N, Verb: l.Verb, Step: l.Facts.Step,
			Unit: r.c.Filed.Unit, Holder: l.Actor.Account, At: l.Acted, Finding: &f,
		}
		if s := r.c.Step(l.Facts.Step); s != nil {
			said.Unit = s.Unit
		}
		r.out = append(r.out, said)
	}
	return err
}
