package supervision

import (
	"fmt"
	"math"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Analysis is one version of the rules over many cases (统计类规则). They open leads and nothing else: a number never
// issues a card.
type Analysis struct {
	Version string      `json:"version"`
	From    clock.Date  `json:"from"`
	Rules   []Statistic `json:"rules"`
}

// Statistic is one such rule: a measure that the store takes of an item's cases in a period, and what is suspicious in it.
type Statistic struct {
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	NameEN  string  `json:"name_en"`
	Family  string  `json:"family,omitempty"`
	Measure Measure `json:"measure"`
	When    string  `json:"when"` // over the numbers of the measure

	condition Condition
}

// Measure names a statistic that the store can take.
type Measure string

// The measures. Each gives its numbers for one unit, or for one person or applicant in a unit.
const (
	Fast          Measure = "fast"          // decisions below the time that one in a hundred takes
	LastDay       Measure = "last_day"      // notices of missing material on the last day
	Specials      Measure = "specials"      // cases with a special procedure, against other units
	Endings       Measure = "endings"       // cases that ended without a decision, against other units
	Flipped       Measure = "flipped"       // refused, then granted unchanged by somebody else
	Concentration Measure = "concentration" // one applicant, one decider
)

// Numbers lists the numbers that a measure gives.
func (m Measure) Numbers() []string {
	switch m {
	case Fast:
		return []string{"cases", "sample"}
	case LastDay:
		return []string{"notices", "late", "share"}
	case Specials, Endings:
		return []string{"cases", "hits", "share", "mean", "deviation", "peers"}
	case Flipped:
		return []string{"cases"}
	case Concentration:
		return []string{"cases", "hits", "share", "others"}
	default:
		return nil
	}
}

// Look is what a measure is taken of: the cases of one item in one period.
type Look struct {
	Measure  Measure
	Item     string
	From     time.Time
	To       time.Time
	Days     int                          // working days in which the item's application is accepted
	Insist   bool                         // do not give way to a person who waits
	Calendar func(string) *clock.Calendar // of a division path
}

// Year is when the twelve months began that end with the period: the sample of measures that need a long one.
func (l Look) Year() time.Time { return l.To.AddDate(-1, 0, 0) }

// Sighting is what a measure found of one unit, or of one person in it.
type Sighting struct {
	Unit    string
	Holder  string // account, "" the whole unit
	Who     string // keyed reference of an applicant, "" none
	Numbers map[string]float64
	Cases   []string // some of those behind the numbers
}

// Bind compiles the rules and names what is wrong with them.
func (a *Analysis) Bind(compile Compile) []models.Fault {
	var faults []models.Fault
	blame := func(field, rule, detail string) {
		faults = append(faults, models.Fault{Field: field, Rule: rule, Detail: detail})
	}
	if a.Version == "" {
		blame("/version", "missing", "version")
	}
	seen := map[string]bool{}
	for i := range a.Rules {
		r, at := &a.Rules[i], fmt.Sprintf("/rules/%d", i)
		if r.Code == "" || seen[r.Code] {
			blame(at+"/code", "rule_twice", r.Code)
		}
		seen[r.Code] = true
		numbers := r.Measure.Numbers()
		if len(numbers) == 0 {
			blame(at+"/measure", "unknown_measure", string(r.Measure))
			continue
		}
		facts := make([]Fact, len(numbers))
		for n, name := range numbers {
			facts[n] = Fact{Name: name, Type: Number}
		}
		condition, err := compile(r.When, facts)
		if err != nil {
			blame(at+"/when", "condition", err.Error())
		}
		r.condition = condition
	}
	return faults
}

// Suspects reports whether a sighting is suspicious.
func (r *Statistic) Suspects(s Sighting) (bool, error) {
	facts := map[string]any{}
	for _, name := range r.condition.Names() {
		facts[name] = s.Numbers[name]
	}
	return r.condition.Holds(facts)
}

// Rule returns the statistic with this code.
func (a *Analysis) Rule(code string) (Statistic, bool) {
	i := slices.IndexFunc(a.Rules, func(r Statistic) bool { return r.Code == code })
	if i < 0 {
		return Statistic{}, false
	}
	return a.Rules[i], true
}

// Apart gives each unit the mean and the standard deviation of the shares of all the others, its peers.
func Apart(sightings []Sighting) {
	for i := range sightings {
		var sum, squares, peers float64
		for j, other := range sightings {
			if j != i {
				share := other.Numbers["share"]
				sum, squares, peers = sum+share, squares+share*share, peers+1
			}
		}
		numbers := sightings[i].Numbers
		numbers["peers"], numbers["mean"], numbers["deviation"] = peers, 0, 0
		if peers > 0 {
			mean := sum / peers
			numbers["mean"], numbers["deviation"] = mean, root(squares/peers-mean*mean)
		}
	}
}

// root is the square root; rounding can leave a little less than nothing.
func root(variance float64) float64 { return math.Sqrt(max(0, variance)) }
