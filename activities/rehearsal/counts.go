package rehearsal

import (
	"mingcha/models"
	"mingcha/models/supervision"
)

// Counts are what a rehearsal comes to so far.
type Counts struct {
	Looked  int `json:"looked"`  // subjects, each with its cards
	Differ  int `json:"differ"`  // that would fare otherwise
	Earlier int `json:"earlier"` // with an earlier due instant
	Later   int `json:"later"`   // with a later one
	Tasks   int `json:"tasks"`   // for which something waits for others
	Refused int `json:"refused"` // that cannot go over to the new bundle
	Failed  int `json:"failed"`  // that could not be judged

	Before map[string]int `json:"before"` // by rule and level, "R-T1/yellow"; by effect, "deem_accepted"
	After  map[string]int `json:"after"`

	Past Past `json:"past"`
}

// Past is the same for a past period.
type Past struct {
	Cases  int            `json:"cases"`
	Differ int            `json:"differ"`
	Before map[string]int `json:"before"`
	After  map[string]int `json:"after"`
}

func newCounts() Counts {
	return Counts{Before: map[string]int{}, After: map[string]int{}, Past: Past{Before: map[string]int{}, After: map[string]int{}}}
}

// add counts one subject.
func (c *Counts) add(got Comparison) {
	c.Looked++
	count(c.Before, got.Before)
	count(c.After, got.After)
	d := got.Difference
	if d == nil {
		return
	}
	c.Differ++
	if d.Refused != "" {
		c.Refused++
	}
	if d.Tasks != nil {
		c.Tasks++
	}
	for _, moved := range d.Clocks {
		switch {
		case moved.Before.IsZero() || moved.After.IsZero():
			continue
		case moved.After.Before(moved.Before):
			c.Earlier++
		default:
			c.Later++
		}
		break // each subject once, by its first clock that moves
	}
}

// count counts signals that stay, and what the law attaches to an instant. Rungs are told with each subject.
func count(into map[string]int, events []Event) {
	for _, e := range events {
		switch e.Verb {
		case models.Warn, models.IssueCard, models.WithholdCard:
			into[e.Rule+"/"+e.Level.String()]++
		case models.WithdrawCard:
			into["withdrawn/"+e.Level.String()]++
		case models.DeemAccepted, models.Lapse:
			into[string(e.Verb)]++
		}
	}
}

// addPast counts a case of the past period and tells what differs, nil if nothing does.
func (c *Counts) addPast(got PastCase) *Difference {
	c.Past.Cases++
	countSpoken(c.Past.Before, got.Was)
	countSpoken(c.Past.After, got.Would)
	d := &Difference{
		Kind: models.CaseKind, Subject: got.ID, Number: got.Number, Item: got.Item, Unit: got.Unit, Path: got.Path,
	}
	d.compare(eventsOf(got.Was), eventsOf(got.Would))
	if got.Apart {
		d.Refused = "steps_unknown"
	}
	if d.Gained == nil && d.Lost == nil && d.Moved == nil && d.Refused == "" {
		return nil
	}
	c.Past.Differ++
	return d
}

func countSpoken(into map[string]int, spoken []supervision.Spoken) {
	for _, s := range spoken {
		into[s.Rule+"/"+levelOf(s)]++
	}
}

func levelOf(s supervision.Spoken) string {
	if s.Level == models.NoLevel {
		return "lead"
	}
	return s.Level.String()
}

func eventsOf(spoken []supervision.Spoken) []Event {
	var out []Event
	for _, s := range spoken {
		verb := models.IssueCard
		switch s.Level {
		case models.NoLevel:
			verb = models.OpenLead
		case models.Warning:
			verb = models.Warn
		}
		out = append(out, Event{Verb: verb, Key: s.Key, Rule: s.Rule, Level: s.Level, At: s.At})
	}
	return out
}
