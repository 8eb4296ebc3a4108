// Package score measures performance (绩效测评): indicators as data over base numbers, points by a published scheme, ranks
// with a minimum sample, and the counters that lead to an admonition or to accountability. It is arithmetic over facts:
// who reads the facts is the store, who compiles a formula is models/process, and the clock is an argument.
package score

import (
	"slices"
	"strings"

	"mingcha/models"
)

// Source is what a base number counts.
type Source string

// The sources. Withdrawn cards are in none of them.
const (
	Decided  Source = "decided"  // cases decided in the period: 办结 in the eyes of the clock, delivery comes after it
	Accepted Source = "accepted" // cases accepted in the period
	Declined Source = "declined" // cases not taken, in the period
	Cards    Source = "cards"    // warnings and cards issued in the period
	Answers  Source = "answers"  // cards whose answer was due in the period
	Rated    Source = "rated"    // first ratings (好差评) given in the period; a further one does not count

	Complained Source = "complained"  // efficiency complaints (效能投诉) that their unit answered in the period, by the result that stands
	Rectified  Source = "bad_reviews" // bad ratings (差评) whose rectification was due in the period (C08)
)

// Word is a condition on what is counted.
type Word string

// The conditions. Each holds or does not, never "unknown": a case without a promised limit is not within it.
const (
	Promised        Word = "promised"           // has a promised due instant
	WithinPromised  Word = "within_promised"    // decided before it
	Early           Word = "early"              // decided a whole day before it or earlier
	Statutory       Word = "statutory"          // has a statutory due instant
	WithinStatutory Word = "within_statutory"   // decided before it
	Granted         Word = "granted"            // decided in favour
	Denied          Word = "denied"             // decided against
	Reasoned        Word = "reasoned"           // told with reason and remedy (复议、诉讼)
	Incomplete      Word = "incomplete"         // reported without its times, or with times out of order (domain.md 6.6)
	Warned          Word = "warned"             // a warning stands on it that the unit did not correct by itself
	Supplemented    Word = "supplemented"       // material was asked for
	Again           Word = "supplemented_again" // material was asked for more than once
	IsWarning       Word = "warning"
	IsYellow        Word = "yellow"
	IsRed           Word = "red"
	SelfCorrected   Word = "self_corrected"   // the unit found and corrected it before it was discovered
	Superseded      Word = "superseded"       // by the period's end a graver one of the same rule stands on the same clock (domain.md 2.4, 1)
	AnsweredInTime  Word = "answered_in_time" // before the answer was due
	Rated1          Word = "rated_1"          // 非常满意
	Rated2          Word = "rated_2"
	Rated3          Word = "rated_3"
	Rated4          Word = "rated_4"
	Rated5          Word = "rated_5" // 非常不满意
	IsFounded       Word = "founded" // found right, wholly or in part
	HandledInTime   Word = "handled_in_time"
)

// CauseSelfCorrected is the cause in the row of a card that a supervisor has found to be corrected before discovery
// (domain.md 2.4, 7). The card stays.
const CauseSelfCorrected = "self_corrected"

// words says which conditions each source knows.
var words = map[Source][]Word{
	Decided: {
		Promised, WithinPromised, Early, Statutory, WithinStatutory, Granted, Denied, Reasoned, Incomplete, Warned, Supplemented, Again,
	},
	Accepted: {Supplemented, Again},
	Declined: {Reasoned},
	Cards:    {IsWarning, IsYellow, IsRed, SelfCorrected, Superseded},
	Answers:  {IsYellow, IsRed, SelfCorrected, AnsweredInTime},
	Rated:    {Rated1, Rated2, Rated3, Rated4, Rated5},

	Complained: {IsFounded},
	Rectified:  {HandledInTime},
}

// Sources lists the sources.
func Sources() []Source {
	return []Source{Decided, Accepted, Declined, Cards, Answers, Rated, Complained, Rectified}
}

// Words lists the conditions that a source knows.
func (s Source) Words() []Word { return slices.Clone(words[s]) }

// Kind is the kind of subject that a source counts.
func (s Source) Kind() models.Kind {
	switch s {
	case Cards, Answers:
		return models.CardKind
	case Complained, Rectified:
		return models.ComplaintKind
	default:
		return models.CaseKind
	}
}

// Measure is what of each subject is added up.
type Measure string

// The measures. Working days count from the day after acceptance; days on which the clock stood are in all three.
const (
	Each          Measure = ""                   // one for each
	UsedDays      Measure = "used_workdays"      // to the decision
	PromisedDays  Measure = "promised_workdays"  // to the promised due instant
	StatutoryDays Measure = "statutory_workdays" // to the statutory due instant
)

// Over is the time over which a number counts.
type Over string

// The times.
const (
	OverPeriod Over = ""     // the period measured
	OverYear   Over = "year" // the rolling year that ends with the period
)

// Term is a condition as written: a word, or "not" and a word.
type Term string

// Word returns the condition and whether it is turned round.
func (t Term) Word() (word Word, not bool) {
	rest, not := strings.CutPrefix(string(t), "not ")
	return Word(rest), not
}

// Number (绩效基数) is one base number: what is counted, under which conditions. It is also the list of what stands behind
// every point that rests on it.
type Number struct {
	Name   string   `json:"name"`
	NameZH string   `json:"name_zh"`
	NameEN string   `json:"name_en"`
	Of     Source   `json:"of"`
	Where  []Term   `json:"where,omitempty"`  // all must hold
	Rules  []string `json:"rules,omitempty"`  // cards and answers: only of these rules, or of all whose code begins so (R-P, M)
	Sum    Measure  `json:"sum,omitempty"`    // decided: what is added up
	InRow  int      `json:"in_row,omitempty"` // decided: how often so many follow one another in the order of decision
	Over   Over     `json:"over,omitempty"`   // cards: the time
}

// Whole reports whether an entry of Rules is a rule's whole code (R-T1, A08N) and not the beginning of many (R-P, M).
func Whole(rule string) bool { return strings.ContainsAny(rule, "0123456789") }

// InRow tells, of the rising positions at which something happened, how often n followed one another without a gap, and
// which positions made up these rows. Six in a row are two rows of three; five are one.
func InRow(positions []int, n int) (rows int, members []int) {
	if n < 1 {
		return 0, nil
	}
	begin := 0
	for i := range positions {
		if i > 0 && positions[i] != positions[i-1]+1 {
			begin = i
		}
		if i-begin+1 == n {
			rows, members = rows+1, append(members, positions[begin:i+1]...)
			begin = i + 1
		}
	}
	return rows, members
}
