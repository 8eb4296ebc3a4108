package models

import (
	"slices"

	"mingcha/models/clock"
)

// evaluationGate is what a verb asks of an evaluation.
type evaluationGate struct {
	statuses []EvaluationStatus
	checks   []func(*Evaluation, Command) error
}

var evaluationGates = map[Verb]evaluationGate{
	EnterScore:     {[]EvaluationStatus{EvaluationMeasured}, []func(*Evaluation, Command) error{entryWhole}},
	StrikeEntry:    {[]EvaluationStatus{EvaluationMeasured}, []func(*Evaluation, Command) error{said("/reason"), entryStands}},
	ReviewScores:   {[]EvaluationStatus{EvaluationMeasured}, []func(*Evaluation, Command) error{reviewedByOther}},
	SendBackScores: {[]EvaluationStatus{EvaluationReviewed, EvaluationAnnounced}, []func(*Evaluation, Command) error{said("/reason")}},
	AnnounceScores: {[]EvaluationStatus{EvaluationReviewed}, nil},
	AppealScore:    {[]EvaluationStatus{EvaluationAnnounced}, []func(*Evaluation, Command) error{said("/reason"), appealNew}},
	DecideAppeal:   {EvaluationStatuses(), []func(*Evaluation, Command) error{said("/reason"), decidedByOther}},
	PublishScores:  {[]EvaluationStatus{EvaluationAnnounced}, []func(*Evaluation, Command) error{noAppealOpen}},
	Remeasure:      {EvaluationStatuses(), []func(*Evaluation, Command) error{said("/reason"), corrects}},
	Recalendar:     {EvaluationStatuses(), nil},
	Warn:           {EvaluationStatuses(), []func(*Evaluation, Command) error{scoreSignalNew}},
	IssueCard:      {EvaluationStatuses(), []func(*Evaluation, Command) error{scoreSignalNew}},
	WithholdCard:   {EvaluationStatuses(), []func(*Evaluation, Command) error{scoreSignalNew}},
	ReleaseCard:    {EvaluationStatuses(), []func(*Evaluation, Command) error{said("/reason"), scoreSignalIs(Withheld)}},
	DropCard:       {EvaluationStatuses(), []func(*Evaluation, Command) error{said("/reason"), scoreSignalIs(Withheld)}},
	WithdrawCard:   {EvaluationStatuses(), []func(*Evaluation, Command) error{scoreSignalIs(Issued, Withheld)}},
	CardSettled:    {EvaluationStatuses(), []func(*Evaluation, Command) error{func(e *Evaluation, cmd Command) error { return e.Marks.known(cmd) }}},
	RaiseIncident:  {EvaluationStatuses(), nil},
	SettleIncident: {EvaluationStatuses(), nil},
}

// EvaluationVerbs lists the commands that a person can give on an evaluation, in the order a page shows them.
func EvaluationVerbs() []Verb {
	return []Verb{
		EnterScore, StrikeEntry, ReviewScores, SendBackScores, AnnounceScores, AppealScore, DecideAppeal, PublishScores, Remeasure,
	}
}

// Gate answers whether a command may be carried out on the evaluation as it stands.
func (e *Evaluation) Gate(cmd Command) error {
	if cmd.Verb == Measure {
		return e.measurable(cmd)
	}
	rule, known := evaluationGates[cmd.Verb]
	switch {
	case !known:
		return Errorf(Invalid, "unknown_verb", "%q is not a command on an evaluation", cmd.Verb)
	case e.N == 0:
		return Errorf(NotFound, "no_such_evaluation", "there is no such evaluation")
	case !slices.Contains(rule.statuses, e.Status):
		return Errorf(Conflict, "not_in_status", "%s is not possible while the evaluation is %s", cmd.Verb, e.Status)
	}
	for _, check := range rule.checks {
		if err := check(e, cmd); err != nil {
			return err
		}
	}
	return nil
}

// measurable asks that the period is named and was not measured before.
func (e *Evaluation) measurable(cmd Command) error {
	f := cmd.Facts.Evaluation
	switch {
	case e.N > 0:
		return Errorf(Conflict, "measured_already", "this period is measured already")
	case f == nil || f.Organ == "" || f.From.IsZero() || f.To <= f.From:
		return wants(false, "/period")
	default:
		return nil
	}
}

func scoreSignalNew(e *Evaluation, cmd Command) error { return e.Marks.new(cmd) }

func scoreSignalIs(states ...MarkState) func(*Evaluation, Command) error {
	return func(e *Evaluation, cmd Command) error { return e.Marks.are(cmd, states) }
}

func said(field string) func(*Evaluation, Command) error {
	return func(_ *Evaluation, cmd Command) error { return wants(cmd.Facts.Reasoned, field) }
}

// entryWhole asks whom an entry is about, which indicator, and on what it rests.
func entryWhole(_ *Evaluation, cmd Command) error {
	var faults []Fault
	f := cmd.Facts.Evaluation
	if f == nil || f.Entry == nil || f.Entry.Object.ID == "" {
		faults = append(faults, Fault{Field: "/object", Rule: "required"})
	}
	if f == nil || f.Entry == nil || f.Entry.Indicator == "" {
		faults = append(faults, Fault{Field: "/indicator", Rule: "required"})
	}
	if !cmd.Facts.Reasoned {
		faults = append(faults, Fault{Field: "/reason", Rule: "required"})
	}
	return Faulty("the entry is not whole", faults)
}

func entryStands(e *Evaluation, cmd Command) error {
	if e.entry(cmd.Facts.Answers) < 0 {
		return Errorf(Conflict, "no_entry", "there is no entry of line %d, or it is struck out", cmd.Facts.Answers)
	}
	return nil
}

// reviewedByOther keeps apart who enters and who reviews.
func reviewedByOther(e *Evaluation, cmd Command) error {
	own := slices.ContainsFunc(e.Standing(), func(s EnteredScore) bool { return s.By == cmd.Actor.Account || s.By == cmd.Actor.Seat() })
	if own {
		return Errorf(Forbidden, "four_eyes", "who entered a score does not review it")
	}
	return nil
}

func appealNew(e *Evaluation, cmd Command) error {
	f := cmd.Facts.Evaluation
	if f == nil || f.About == nil || f.About.ID == "" {
		return wants(false, "/object")
	}
	if slices.ContainsFunc(e.Appeals, func(a ScoreAppeal) bool { return a.Decided == 0 && a.About == *f.About }) {
		return Errorf(Conflict, "appealed_already", "an appeal for this object waits for its decision")
	}
	return nil
}

// decidedByOther asks that an appeal is open and is decided neither by who reviewed the scores nor by who appeals.
func decidedByOther(e *Evaluation, cmd Command) error {
	i := e.undecided(cmd.Facts.Answers)
	if i < 0 {
		return Errorf(Conflict, "no_appeal", "no appeal of line %d waits for a decision", cmd.Facts.Answers)
	}
	for _, account := range []string{cmd.Actor.Account, cmd.Actor.Seat()} {
		if slices.Contains(e.Reviewer, account) || e.Appeals[i].By == account {
			return Errorf(Forbidden, "second_person", "an appeal is decided by somebody else than who reviewed the scores")
		}
	}
	f := cmd.Facts.Evaluation
	if f == nil || f.Outcome != ScoreUpheld && f.Outcome != ScoreCorrect {
		return wants(false, "/outcome")
	}
	return nil
}

// noAppealOpen holds the publication up while an appeal waits for its decision, unless the scheme says that it need not wait.
func noAppealOpen(e *Evaluation, _ Command) error {
	if e.OpenAppeals() > 0 && !e.UnderAppeal {
		return Errorf(Conflict, "appeal_open", "an appeal waits for its decision")
	}
	return nil
}

// corrects asks for the document by which published scores are opened again.
func corrects(e *Evaluation, cmd Command) error {
	if e.Status != EvaluationPublished {
		return nil
	}
	if cmd.Actor.Role != "supervision_leader" {
		return Errorf(Forbidden, "other_role", "published scores are opened again by the head of the supervision section")
	}
	return wants(cmd.Facts.Document != "", "/document")
}

// Timely asks the clock what the gate cannot: appeals come within the time for them, and publication after it.
func (e *Evaluation) Timely(cmd Command, cal *clock.Calendar) error {
	t, begun := e.Window.Timeline()
	if !begun || e.Status != EvaluationAnnounced {
		return nil
	}
	due := cal.Judge(t).DuePromised
	switch {
	case cmd.Verb == AppealScore && !due.IsZero() && !cmd.Acted.Before(due):
		return Errorf(Forbidden, "window_over", "the time for appeals is over")
	case cmd.Verb == PublishScores && (due.IsZero() || cmd.Acted.Before(due)):
		return Errorf(Conflict, "window_open", "the time for appeals is not over")
	default:
		return nil
	}
}
