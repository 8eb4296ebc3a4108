package score

import (
	"cmp"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Consequence is what the signals of a rolling year lead to.
type Consequence string

// The consequences, the mildest first.
const (
	NoConsequence  Consequence = ""
	Admonition     Consequence = "admonition"     // 诫勉谈话
	Accountability Consequence = "accountability" // 启动问责程序
)

// Counting says how many signals in a rolling year lead where (domain.md 2.4, 8). A zero threshold never speaks.
type Counting struct {
	WarningsAsYellow     int `json:"warnings_as_yellow"`    // so many warnings are one yellow card, for scoring only
	AdmonitionYellow     int `json:"admonition_yellow"`     // yellow cards that lead to an admonition
	AccountabilityYellow int `json:"accountability_yellow"` // yellow cards that lead to accountability
	AccountabilityRed    int `json:"accountability_red"`    // red cards that lead to it

	Warnings string `json:"warnings"` // the base numbers of the rolling year that are judged
	Yellows  string `json:"yellows"`
	Reds     string `json:"reds"`
}

// of judges the base numbers of one object.
func (c Counting) of(figures Figures) Counters {
	return c.Judge(int(figures[c.Warnings]), int(figures[c.Yellows]), int(figures[c.Reds]))
}

// whole reports whether no threshold is negative and accountability does not come before the admonition.
func (c Counting) whole() bool {
	return c.WarningsAsYellow >= 0 && c.AdmonitionYellow >= 0 && c.AccountabilityRed >= 0 &&
		(c.AccountabilityYellow == 0 || c.AccountabilityYellow > c.AdmonitionYellow)
}

// Signal is a warning or card as the counters see it.
type Signal struct {
	ID            string
	Level         models.Level
	Issued        time.Time
	Withdrawn     bool
	SelfCorrected bool
}

// Counters are the signals of a unit or person in a rolling year.
type Counters struct {
	Warnings int         `json:"warnings"`
	Yellows  int         `json:"yellows"`
	Reds     int         `json:"reds"`
	Scoring  int         `json:"scoring"` // yellow cards, and warnings turned into them
	Leads    Consequence `json:"leads,omitempty"`
	Behind   []string    `json:"behind,omitempty"` // IDs of what was counted, the oldest first
}

// Count counts the signals of the year that ends on a day, that day included. What was withdrawn or corrected before its
// discovery does not count.
func (c Counting) Count(signals []Signal, day clock.Date) Counters {
	year := Period{From: (day + 1).AddMonths(-12), To: day + 1}
	var counted []Signal
	for _, s := range signals {
		if year.Has(clock.DateOf(s.Issued)) && !s.Withdrawn && !s.SelfCorrected && s.Level != models.NoLevel {
			counted = append(counted, s)
		}
	}
	slices.SortFunc(counted, func(a, b Signal) int {
		return cmp.Or(a.Issued.Compare(b.Issued), cmp.Compare(a.ID, b.ID))
	})
	var warnings, yellows, reds int
	var behind []string
	for _, s := range counted {
		behind = append(behind, s.ID)
		switch s.Level {
		case models.Warning:
			warnings++
		case models.Yellow:
			yellows++
		case models.Red:
			reds++
		}
	}
	out := c.Judge(warnings, yellows, reds)
	out.Behind = behind
	return out
}

// Judge says what so many signals in a rolling year lead to.
func (c Counting) Judge(warnings, yellows, reds int) Counters {
	out := Counters{Warnings: warnings, Yellows: yellows, Reds: reds, Scoring: yellows}
	if c.WarningsAsYellow > 0 {
		out.Scoring += warnings / c.WarningsAsYellow
	}
	switch {
	case reached(reds, c.AccountabilityRed), reached(yellows, c.AccountabilityYellow):
		out.Leads = Accountability
	case reached(yellows, c.AdmonitionYellow):
		out.Leads = Admonition
	}
	return out
}

func reached(n, threshold int) bool { return threshold > 0 && n >= threshold }
