package models

import (
	"fmt"
	"slices"

	"mingcha/models/clock"
)

// Fold takes one line into the evaluation.
func (e *Evaluation) Fold(l Line) error {
	if l.Subject != e.ID || l.N != e.N+1 || l.Previous != e.Head {
		return fmt.Errorf("fold evaluation %s: line %d after line %d does not follow", e.ID, l.N, e.N)
	}
	if unscored(l) || (l.N == 1) != (l.Verb == Measure) {
		return fmt.Errorf("fold evaluation %s: line %d, %s, is not whole", e.ID, l.N, l.Verb)
	}
	apply, known := evaluationFolds[l.Verb]
	if !known {
		return fmt.Errorf("fold evaluation %s: line %d has the unknown verb %q", e.ID, l.N, l.Verb)
	}
	apply(e, l)
	e.N, e.Head = l.N, l.Hash
	if l.Actor.Account != SystemAccount {
		e.Acted = l.Acted
	}
	return nil
}

// unscored reports whether the line lacks what its verb says of an evaluation.
func unscored(l Line) bool {
	f := l.Facts.Evaluation
	switch l.Verb {
	case Warn, IssueCard, WithholdCard, ReleaseCard, DropCard, WithdrawCard, CardSettled:
		return l.bare()
	case Measure, Remeasure, DecideAppeal:
		return f == nil
	case EnterScore:
		return f == nil || f.Entry == nil
	case AppealScore:
		return f == nil || f.About == nil
	default:
		return false
	}
}

// evaluationFolds says what each verb does to an evaluation.
var evaluationFolds = map[Verb]func(*Evaluation, Line){
	Measure:        (*Evaluation).begin,
	Remeasure:      (*Evaluation).again,
	EnterScore:     (*Evaluation).enter,
	StrikeEntry:    (*Evaluation).strike,
	ReviewScores:   (*Evaluation).review,
	SendBackScores: func(e *Evaluation, _ Line) { e.back() },
	AnnounceScores: (*Evaluation).announce,
	AppealScore:    (*Evaluation).appeal,
	DecideAppeal:   (*Evaluation).decide,
	PublishScores:  (*Evaluation).publish,
	Recalendar:     (*Evaluation).recount,
	Warn:           (*Evaluation).mark,
	IssueCard:      (*Evaluation).mark,
	WithholdCard:   (*Evaluation).mark,
	ReleaseCard:    func(e *Evaluation, l Line) { e.Marks.settle(l) },
	DropCard:       func(e *Evaluation, l Line) { e.Marks.settle(l) },
	WithdrawCard:   func(e *Evaluation, l Line) { e.Marks.settle(l) },
	CardSettled:    func(e *Evaluation, l Line) { e.Marks.told(l) },
	RaiseIncident:  func(*Evaluation, Line) {},
	SettleIncident: func(*Evaluation, Line) {},
}

func (e *Evaluation) begin(l Line) {
	f := l.Facts.Evaluation
	e.Organ, e.Path, e.From, e.To, e.Demo = f.Organ, f.Path, f.From, f.To, f.Demo
	e.Begun = l.Acted
	e.count(l)
}

func (e *Evaluation) count(l Line) {
	e.Scheme, e.Hash = l.Facts.Evaluation.Scheme, l.Facts.Evaluation.Hash
	e.Basis, e.Measured = l.N, l.Acted
	e.back()
}

func (e *Evaluation) again(l Line) {
	if e.Status == EvaluationPublished {
		e.Corrections = append(e.Corrections, l.N)
	}
	e.count(l)
}

// back is where corrections are made. What was reviewed and announced before counts no more.
func (e *Evaluation) back() {
	e.Status, e.Window = EvaluationMeasured, clock.Ledger{}
}

func (e *Evaluation) enter(l Line) {
	e.Entries = append(e.Entries, EnteredScore{
		Line: l.N, Entry: *l.Facts.Evaluation.Entry, By: l.Actor.Account, At: l.Acted, Document: l.Facts.Document,
	})
}

func (e *Evaluation) strike(l Line) {
	if i := e.entry(l.Facts.Answers); i >= 0 {
		e.Entries[i].Struck = l.N
	}
}

// entry is the place of the standing entry of a line, or -1.
func (e *Evaluation) entry(line int) int {
	return slices.IndexFunc(e.Entries, func(s EnteredScore) bool { return s.Line == line && s.Struck == 0 })
}

func (e *Evaluation) review(l Line) {
	e.Status, e.Reviewed, e.Reviewer = EvaluationReviewed, l.Acted, []string{l.Actor.Account, l.Actor.Seat()}
}

func (e *Evaluation) announce(l Line) {
	e.Status, e.Announced = EvaluationAnnounced, l.Acted
	e.Rounds++
	e.UnderAppeal = l.Facts.Evaluation != nil && l.Facts.Evaluation.UnderAppeal
	e.Window = begin(AnnouncementClock, l.Facts.Planned, l)
}

func (e *Evaluation) appeal(l Line) {
	a := ScoreAppeal{Line: l.N, About: *l.Facts.Evaluation.About, By: l.Actor.Account, Filed: l.Acted}
	if !l.Facts.Planned.IsZero() {
		a.Clock = begin(ScoreAppealClock, l.Facts.Planned, l)
	}
	e.Appeals = append(e.Appeals, a)
}

func (e *Evaluation) decide(l Line) {
	i := e.undecided(l.Facts.Answers)
	if i < 0 {
		return
	}
	a := &e.Appeals[i]
	a.Decided, a.Outcome, a.Settled = l.N, l.Facts.Evaluation.Outcome, l.Acted
	if a.Outcome == ScoreCorrect && e.Status != EvaluationPublished { // what is published is opened by its head, with a document
		e.back()
	}
}

// undecided is the place of the open appeal of a line, or -1.
func (e *Evaluation) undecided(line int) int {
	return slices.IndexFunc(e.Appeals, func(a ScoreAppeal) bool { return a.Line == line && a.Decided == 0 })
}

func (e *Evaluation) recount(l Line) {
	if e.Status == EvaluationAnnounced {
		recompute(&e.Window, l)
	}
	for i := range e.Appeals {
		if a := &e.Appeals[i]; a.Decided == 0 && len(a.Clock.Entries) > 0 {
			recompute(&a.Clock, l)
		}
	}
	e.Marks.recalled(l)
}

// mark notes that a threshold of an appeal's clock has spoken.
func (e *Evaluation) mark(l Line) { e.Marks.add(l) }

func (e *Evaluation) publish(l Line) {
	e.Status = EvaluationPublished
	if e.Published.IsZero() {
		e.Published = l.Acted
	}
}
