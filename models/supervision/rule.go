// Package supervision is arithmetic over facts: which rule speaks when, whom a card tells, how it climbs. The clock is
// an argument; nothing here asks the machine for the time.
package supervision

import (
	"cmp"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// RuleSet is one published version of the rules of a supervised field, in force from an effective date.
type RuleSet struct {
	Version  string      `json:"version"`
	From     clock.Date  `json:"from"`
	Rules    []Rule      `json:"rules"`
	Feedback clock.Limit `json:"feedback"` // the unit's time to answer a card
	Life     Life        `json:"life,omitzero"`
	Tell     Tell        `json:"tell"` // whom each level tells at issue
	Yellow   Ladder      `json:"yellow"`
	Red      Ladder      `json:"red"`
	Leads    clock.Limit `json:"leads,omitzero"` // the supervising body's time to settle a lead

	Archive clock.Limit `json:"archive,omitzero"` // after which a closed case goes into the archive by itself; zero: never

	Complaints []ComplaintRule `json:"complaints,omitempty"` // the times of complaints (C01–C08)

	// Effective is when the set came into force, zero for the oldest one. No rule speaks of an earlier instant: what it
	// would have said then it says now, and of a clock that had ended before it says nothing.
	Effective time.Time `json:"-"`

	Ends time.Time `json:"-"` // when the set ceases to be in force; zero: when the next one begins
}

// Rule (R-T1, A01 …) is one rule: over one kind of clock, or over acts of some kinds. A level that a rule over clocks does
// not have is the zero threshold.
type Rule struct {
	Code    string          `json:"code"`
	Name    string          `json:"name"`
	NameEN  string          `json:"name_en"`
	Clock   clock.Kind      `json:"clock"`
	Warning clock.Threshold `json:"warning,omitzero"`
	Yellow  clock.Threshold `json:"yellow,omitzero"`
	Red     clock.Threshold `json:"red,omitzero"`
	At      clock.Threshold `json:"at,omitzero"`      // when the effect happens
	Effect  models.Verb     `json:"effect,omitempty"` // deem_accepted, lapse: what the law attaches to the instant
	Issue   string          `json:"issue,omitempty"`  // ByHand, or "": its signals are issued at once
	To      string          `json:"to,omitempty"`     // ToSupervisor, or "": the unit whose clock it is

	Family string            `json:"family,omitempty"` // R-P1, R-F1, R-C1, R-R1: what items subscribe to
	On     []models.Verb     `json:"on,omitempty"`     // the acts that a content rule judges
	Class  Class             `json:"class,omitempty"`
	When   When              `json:"when,omitzero"`
	Point  []models.StepKind `json:"point,omitempty"` // the kinds of step that it watches, for the map of risks (S17)

	conditions []leveled // the gravest first
}

// Threshold is one instant at which a rule speaks on one clock of one subject.
type Threshold struct {
	Key         string            `json:"key"` // rule/level/clock: each speaks once in a subject
	Rule        string            `json:"rule"`
	Level       models.Level      `json:"level"`
	Effect      models.Verb       `json:"effect,omitempty"`
	Clock       models.LegalClock `json:"clock"`
	At          time.Time         `json:"at"`
	Provisional bool              `json:"provisional"`
	Rung        int               `json:"rung,omitempty"`    // of a card's ladder
	ByHand      bool              `json:"by_hand,omitempty"` // a named person releases or drops it
	Judged      *models.Judged    `json:"judged,omitempty"`  // the act on which a content rule speaks
}

// Thresholds returns every instant at which a rule speaks or will speak on the subject, spoken or not, in the order
// of time; at one instant, signals stand before what the law attaches to it. An instant that a running stop holds off
// is not there, nor is one after the end of its clock.
func (set *RuleSet) Thresholds(s models.Subject, cal *clock.Calendar) []Threshold {
	var out []Threshold
	for _, c := range s.Clocks() {
		for i := range set.Rules {
			if set.Rules[i].Clock == c.Kind && set.Rules[i].applies(s) {
				out = append(out, set.Rules[i].on(set.Rules[i].addressed(c, s), cal, set.Effective)...)
			}
		}
	}
	if card, is := s.(*models.Card); is {
		out = append(out, set.climbs(card, cal)...)
	}
	if e, is := s.(*models.Evaluation); is {
		out = append(out, publication(e, cal)...)
	}
	slices.SortStableFunc(out, func(a, b Threshold) int { return cmp.Or(a.At.Compare(b.At), a.last()-b.last()) })
	return out
}

// last puts what the law attaches to an instant behind the signals of that instant.
func (t Threshold) last() int {
	if t.Level == models.NoLevel {
		return 1
	}
	return 0
}

// Ahead returns those thresholds of the subject that have not spoken, in the order of time. What an applicant loses by an
// effect of the law is not among them while the calendar on which his time rests is not published.
func (set *RuleSet) Ahead(s models.Subject, cal *clock.Calendar) []Threshold {
	return slices.DeleteFunc(set.Thresholds(s, cal), func(t Threshold) bool {
		return s.Spoken(t.Key) || t.Provisional && (t.Effect == models.Lapse || t.Effect == models.PublishScores)
	})
}

// applies reports whether the rule concerns the subject. Silence is acceptance only where the law of the item says so,
// and a card about a late answer is not followed by a card about that card's late answer.
func (r *Rule) applies(s models.Subject) bool {
	switch s := s.(type) {
	case *models.Case:
		return r.Effect != models.DeemAccepted || s.Procedure().Deemed
	case *models.Card:
		return s.About.Kind != models.CardKind
	case *models.Complaint:
		return r.Effect != models.CloseComplaint || !s.OwesCall()
	default:
		return true
	}
}

// addressed lets a clock speak to the supervisor of a card, if that is whom the rule speaks to.
func (r *Rule) addressed(c models.LegalClock, s models.Subject) models.LegalClock {
	if card, is := s.(*models.Card); is && r.To == ToSupervisor {
		switch c.Kind {
		case models.AppealClock:
			c.Unit = card.Terms.Judge
		default:
			c.Unit = card.Terms.Supervisor
		}
		c.Holder = ""
	}
	return c
}

// Again judges a signal that was given: the instant at which this rule speaks on the clock as it was counted then, by
// the calendar as it is now. False: it would not speak, or there is no such rule.
func (set *RuleSet) Again(rule string, level models.Level, counted clock.Timeline, cal *clock.Calendar) (time.Time, bool) {
	i := slices.IndexFunc(set.Rules, func(r Rule) bool { return r.Code == rule })
	if i < 0 {
		return time.Time{}, false
	}
	signals := map[models.Level]clock.Threshold{models.Warning: set.Rules[i].Warning, models.Yellow: set.Rules[i].Yellow, models.Red: set.Rules[i].Red}
	if signals[level].IsZero() {
		return time.Time{}, false
	}
	at, _, exists := cal.At(counted, clock.Promised, signals[level])
	return later(at, set.Effective), exists
}

// Oversees reports whether the rule watches supervisors and not those who handle cases (再监督, S05).
func (r *Rule) Oversees() bool { return r.To == ToSupervisor || r.OnRules() || r.OnCards() }

// on lists the thresholds of one rule on one clock. None lies before the rule came into force.
func (r *Rule) on(c models.LegalClock, cal *clock.Calendar, effective time.Time) []Threshold {
	var out []Threshold
	for _, signal := range []struct {
		level models.Level
		at    clock.Threshold
	}{{models.Warning, r.Warning}, {models.Yellow, r.Yellow}, {models.Red, r.Red}, {models.NoLevel, r.At}} {
		if signal.at.IsZero() {
			continue
		}
		at, provisional, exists := cal.At(c.Timeline, clock.Promised, signal.at)
		at = later(at, effective)
		if !exists || (!c.End.IsZero() && at.After(c.End)) {
			continue
		}
		t := Threshold{
			Rule: r.Code, Level: signal.level, Clock: c, At: at, Provisional: provisional, ByHand: r.Issue == ByHand,
		}
		if signal.level == models.NoLevel {
			if !c.End.IsZero() {
				continue // the law's effect ends its clock: it has happened, or has lost its object
			}
			t.Effect = r.Effect
		}
		t.Key = key(t)
		out = append(out, t)
	}
	return out
}

func key(t Threshold) string {
	word := t.Level.String()
	if t.Effect != "" {
		word = string(t.Effect)
	}
	return t.Rule + "/" + word + "/" + t.Clock.Name
}
