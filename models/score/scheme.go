package score

import (
	"mingcha/models/clock"
)

// Scheme (测评方案) is one version of how performance is measured, in force from an effective date.
type Scheme struct {
	Version    string             `json:"version"`
	From       clock.Date         `json:"from"`
	NameZH     string             `json:"name_zh"`
	NameEN     string             `json:"name_en"`
	Sample     Sample             `json:"sample"`
	Switches   map[string]bool    `json:"switches"`  // what can be left out, and whether it is in
	Constants  map[string]float64 `json:"constants"` // for formulas
	Heads      []Head             `json:"heads"`
	Numbers    []Number           `json:"numbers"`
	Indicators []Indicator        `json:"indicators"`
	Factors    Factors            `json:"factors"`
	Counters   Counting           `json:"counters"`
	Grades     []Grade            `json:"grades"`   // the best first
	Appeal     clock.Limit        `json:"appeal"`   // the time for appeals against announced scores
	Decision   clock.Limit        `json:"decision"` // the time to decide an appeal (R-S6); none in schemes from before there was one

	UnderAppeal bool `json:"under_appeal"` // scores are published when the time for appeals is over, also while one is open

	Text string `json:"-"` // as it was written
	Hash string `json:"-"` // of the text
}

// Grade (等次) is a range of scores, from Least up to the next better one.
type Grade struct {
	Code   string  `json:"code"`
	NameZH string  `json:"name_zh"`
	NameEN string  `json:"name_en"`
	Least  float64 `json:"least"`
}

// GradeOf returns the code of the grade of a score, "" if the scheme has none for it.
func (s *Scheme) GradeOf(score float64) string {
	for _, g := range s.Grades {
		if score >= g.Least {
			return g.Code
		}
	}
	return ""
}

// Sample is how much must have been done for a rank to mean anything. Who did less is shown and not ranked.
type Sample struct {
	Number string `json:"number"` // the base number that counts
	Least  int    `json:"least"`
}

// Head (测评项) is one part of the hundred points. It begins with its weight and falls to zero at most.
type Head struct {
	Code   string  `json:"code"`
	NameZH string  `json:"name_zh"`
	NameEN string  `json:"name_en"`
	Class  string  `json:"class"` // under which heads are added up
	Weight float64 `json:"weight"`
}

// Direction says which way is better.
type Direction string

// The directions.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Kind says what an indicator does with its value.
type Kind string

// The kinds.
const (
	Share     Kind = "share"     // earns its weight in proportion; what it does not earn, its head loses
	Deduction Kind = "deduction" // its value is taken from its head, or from the total if it has none
	Bonus     Kind = "bonus"     // its value is added to the total
	Shown     Kind = "shown"     // gives no points
)

// Indicator (指标) is one thing measured: by a formula over base numbers, or by entries that a person makes.
type Indicator struct {
	Code      string    `json:"code"`
	NameZH    string    `json:"name_zh"`
	NameEN    string    `json:"name_en"`
	Kind      Kind      `json:"kind"`
	Head      string    `json:"head,omitempty"`
	Weight    float64   `json:"weight,omitempty"`  // of a share
	Formula   string    `json:"formula,omitempty"` // CEL over numbers and constants; "" entered by a person
	Manual    bool      `json:"manual,omitempty"`
	Reasons   []Reason  `json:"reasons,omitempty"` // of entries that are not a value
	Min       float64   `json:"min"`               // what lies below counts as this
	Max       float64   `json:"max"`               // what lies above counts as this
	Direction Direction `json:"direction,omitempty"`
	Switch    string    `json:"switch,omitempty"` // measured only while this is on
	Over      Over      `json:"over,omitempty"`   // entries: "year" counts once, in the result of the year

	formula Formula
}

// Reason (扣分事由) is a ground for which an entry takes or gives points.
type Reason struct {
	Code   string  `json:"code"`
	NameZH string  `json:"name_zh"`
	NameEN string  `json:"name_en"`
	Points float64 `json:"points"`
}

// Factors (折合系数) make unlike units comparable: the sum of points is multiplied by the factor of the unit's kind.
type Factors struct {
	Default float64            `json:"default"`
	Kinds   map[string]float64 `json:"kinds,omitempty"`
}

// Of returns the factor of a kind of unit.
func (f Factors) Of(kind string) float64 {
	if factor, known := f.Kinds[kind]; known {
		return factor
	}
	return f.Default
}

// Formula is a compiled formula. It answers the same for the same numbers and reads nothing else.
type Formula interface {
	// Names lists the numbers and constants that it uses, in the order of the alphabet.
	Names() []string
	// Value computes it. What cannot be divided is not a number, and no error.
	Value(numbers map[string]float64) (float64, error)
}

// Compile turns the text of a formula over these names into one that can be computed, or says what is wrong with it.
type Compile func(text string, names []string) (Formula, error)

// On reports whether the indicator is measured: it has no switch, or its switch is on.
func (s *Scheme) On(i Indicator) bool { return i.Switch == "" || s.Switches[i.Switch] }

// InForce returns the scheme by which a period is measured: the newest that was in force when it began; nil if none was.
func InForce(schemes []*Scheme, p Period) *Scheme {
	var found *Scheme
	for _, s := range schemes {
		if s.From <= p.From && (found == nil || s.From >= found.From) {
			found = s
		}
	}
	return found
}

// Number returns the base number with this name.
func (s *Scheme) Number(name string) (Number, bool) {
	for _, n := range s.Numbers {
		if n.Name == name && name != "" {
			return n, true
		}
	}
	return Number{}, false
}
