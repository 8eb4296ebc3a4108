package models

import (
	"fmt"
	"slices"
	"time"

	"mingcha/models/clock"
)

// The clocks of an evaluation.
const (
	AnnouncementClock clock.Kind = "announcement" // those who are measured may object to announced scores
	ScoreAppealClock  clock.Kind = "score_appeal" // the organ that measures decides an objection (R-S6)
)

// EvaluationStatus is how far an evaluation (绩效测评) has come.
type EvaluationStatus string

// The statuses.
const (
	EvaluationMeasured  EvaluationStatus = "measured"  // 已测评: figures are frozen, entries are made
	EvaluationReviewed  EvaluationStatus = "reviewed"  // 已复核
	EvaluationAnnounced EvaluationStatus = "announced" // 公示中: appeals are possible
	EvaluationPublished EvaluationStatus = "published" // 已发布
)

// EvaluationStatuses lists the statuses in the order of an evaluation's life.
func EvaluationStatuses() []EvaluationStatus {
	return []EvaluationStatus{EvaluationMeasured, EvaluationReviewed, EvaluationAnnounced, EvaluationPublished}
}

// EvaluationFacts are what a line says of an evaluation.
type EvaluationFacts struct {
	Organ   string       `json:"organ,omitempty"`   // measure: the supervision organ that measures
	Path    string       `json:"path,omitempty"`    // measure: division path of the organ
	From    clock.Date   `json:"from,omitzero"`     // measure: the first day of the period
	To      clock.Date   `json:"to,omitzero"`       // measure: the first day after it
	Scheme  string       `json:"scheme,omitempty"`  // measure, remeasure: version of the scheme
	Hash    string       `json:"hash,omitempty"`    // measure, remeasure: of its text
	Entry   *ScoreEntry  `json:"entry,omitempty"`   // enter_score
	About   *ScoreObject `json:"about,omitempty"`   // appeal_score
	Outcome ScoreOutcome `json:"outcome,omitempty"` // decide_appeal
	Demo    bool         `json:"demo,omitempty"`

	UnderAppeal bool `json:"under_appeal,omitempty"` // announce_scores: an appeal that is open does not hold the publication up
}

// ScoreObject names who is measured: a unit, the window of a unit, a person.
type ScoreObject struct {
	Kind string `json:"kind"` // unit, window, person
	ID   string `json:"id"`
	Unit string `json:"unit"` // to which it belongs
}

// ScoreEntry (填报) is what a named person enters for an indicator that no formula measures. On what it rests stands in the
// line's body, the number of the document beside it.
type ScoreEntry struct {
	Object    ScoreObject `json:"object"`
	Indicator string      `json:"indicator"`
	Value     float64     `json:"value,omitempty"`
	Reason    string      `json:"reason,omitempty"` // of the scheme's catalogue
}

// ScoreOutcome is what is decided on an appeal against a score.
type ScoreOutcome string

// The outcomes.
const (
	ScoreUpheld  ScoreOutcome = "uphold"  // 维持: the score stays
	ScoreCorrect ScoreOutcome = "correct" // 更正: everything goes back to be corrected, reviewed and announced again
)

// EnteredScore is an entry as it stands on record.
type EnteredScore struct {
	Line     int        `json:"line"`
	Entry    ScoreEntry `json:"entry"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
	Document string     `json:"document,omitempty"`
	Struck   int        `json:"struck,omitempty"` // line that struck it out
}

// ScoreAppeal (申诉) is an objection to an announced score.
type ScoreAppeal struct {
	Line    int          `json:"line"`
	About   ScoreObject  `json:"about"`
	By      string       `json:"by"`
	Filed   time.Time    `json:"filed"`
	Clock   clock.Ledger `json:"clock"`             // the organ's time to decide; it has none by a scheme that says nothing
	Decided int          `json:"decided,omitempty"` // line of the decision
	Settled time.Time    `json:"settled,omitzero"`
	Outcome ScoreOutcome `json:"outcome,omitempty"`
}

// Evaluation is the state of the scores of one period, measured by one supervision organ.
type Evaluation struct {
	ID          string           `json:"id"`
	Organ       string           `json:"organ"`
	Path        string           `json:"path"` // division path of the organ
	From        clock.Date       `json:"from"`
	To          clock.Date       `json:"to"`
	Scheme      string           `json:"scheme"`
	Hash        string           `json:"hash"`
	Status      EvaluationStatus `json:"status"`
	Begun       time.Time        `json:"begun"`
	Basis       int              `json:"basis"`              // line whose body holds the frozen figures
	Measured    time.Time        `json:"measured"`           // when they were counted
	Entries     []EnteredScore   `json:"entries,omitempty"`  // those struck out too
	Appeals     []ScoreAppeal    `json:"appeals,omitempty"`  // those decided too
	Reviewer    []string         `json:"reviewer,omitempty"` // accounts whose review stands
	Reviewed    time.Time        `json:"reviewed,omitzero"`
	Announced   time.Time        `json:"announced,omitzero"`
	Rounds      int              `json:"rounds,omitempty"` // how often it was announced
	Window      clock.Ledger     `json:"window"`
	UnderAppeal bool             `json:"under_appeal,omitempty"` // published also while an appeal is open
	Published   time.Time        `json:"published,omitzero"`     // the first time
	Corrections []int            `json:"corrections,omitempty"`  // lines that measured published scores again
	Demo        bool             `json:"demo,omitempty"`
	Marks       Marks            `json:"marks,omitempty"`
	N           int              `json:"n"`
	Head        string           `json:"head"`
	Acted       time.Time        `json:"acted"`
}

// NewEvaluation returns an evaluation without lines.
func NewEvaluation(id string) *Evaluation { return &Evaluation{ID: id} }

// EvaluationID names the evaluation of a period by an organ: there is one, whoever begins it.
func EvaluationID(organ string, from, to clock.Date) string {
	return CommandID(organ, from.String(), Measure, to.String())
}

// Ref says how far the evaluation's record has come.
func (e *Evaluation) Ref() Ref {
	return Ref{Kind: EvaluationKind, ID: e.ID, N: e.N, Head: e.Head, Acted: e.Acted}
}

// Under names the division of the organ that measures.
func (e *Evaluation) Under() (item, path string) { return "", e.Path }

// Resting reports whether the scores are published and no appeal is open: nobody has anything left to do.
func (e *Evaluation) Resting() bool { return e.Status == EvaluationPublished && e.OpenAppeals() == 0 }

// Spoken reports whether the threshold with this key has spoken.
func (e *Evaluation) Spoken(key string) bool { return e.Marks.of(key) != nil }

// Signals are the warnings and cards issued on the evaluation.
func (e *Evaluation) Signals() Marks { return e.Marks }

// Clocks returns the clock of the announcement, which is the time for appeals, and those of the appeals.
func (e *Evaluation) Clocks() []LegalClock {
	var out []LegalClock
	if t, begun := e.Window.Timeline(); begun && e.Status == EvaluationAnnounced {
		out = append(out, LegalClock{Name: e.WindowName(), Kind: AnnouncementClock, Timeline: t, Unit: e.Organ})
	}
	for _, a := range e.Appeals {
		if t, begun := a.Clock.Timeline(); begun {
			out = append(out, LegalClock{Name: a.ClockName(), Kind: ScoreAppealClock, Timeline: t, End: a.Settled, Unit: e.Organ})
		}
	}
	return out
}

// ClockName is the name of the clock of the decision.
func (a ScoreAppeal) ClockName() string { return fmt.Sprintf("%s#%d", ScoreAppealClock, a.Line) }

// WindowName is the name of the present announcement's clock.
func (e *Evaluation) WindowName() string { return fmt.Sprintf("announcement#%d", e.Rounds) }

// Appealed reports whether an appeal was filed since the scores were announced: then a person publishes them, not time, unless
// the scheme lets nothing wait for appeals.
func (e *Evaluation) Appealed() bool {
	return !e.UnderAppeal && slices.ContainsFunc(e.Appeals, func(a ScoreAppeal) bool { return a.Decided == 0 || !a.Filed.Before(e.Announced) })
}

// OpenAppeals counts the appeals that are not decided.
func (e *Evaluation) OpenAppeals() int {
	n := 0
	for _, a := range e.Appeals {
		if a.Decided == 0 {
			n++
		}
	}
	return n
}

// Standing returns the entries that were not struck out.
func (e *Evaluation) Standing() []EnteredScore {
	return slices.DeleteFunc(slices.Clone(e.Entries), func(s EnteredScore) bool { return s.Struck != 0 })
}
