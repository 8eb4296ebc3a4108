package models

// Kind is the kind of a subject: what a record is about. It stands in rows and begins the ID of the subject's workflow, so
// it is never renamed.
type Kind string

// The kinds.
const (
	CaseKind       Kind = "case"       // 办件
	CardKind       Kind = "card"       // 黄牌、红牌
	LeadKind       Kind = "lead"       // 疑点线索
	ComplaintKind  Kind = "complaint"  // 效能投诉
	EvaluationKind Kind = "evaluation" // 绩效测评
)

// kinds is the one list of what has a record of its own, in the order in which lists go through them. Workflows, the
// rehydration and the verification of a record ask it; models/store adds to each kind the table of its rows.
var kinds = []struct {
	kind  Kind
	first Verb                                 // of line 1
	begin func(id string, p *Procedure) State  // without lines; only a case needs the procedure it will be filed under
	of    func(s State) (one Subject, is bool) // the subject that a state of this kind holds
}{
	{
		CaseKind, Submit,
		func(id string, p *Procedure) State { return State{Case: NewCase(id, p)} },
		func(s State) (Subject, bool) { return s.Case, s.Case != nil },
	}, {
		CardKind, IssueCard,
		func(id string, _ *Procedure) State { return State{Card: NewCard(id)} },
		func(s State) (Subject, bool) { return s.Card, s.Card != nil },
	}, {
		LeadKind, OpenLead,
		func(id string, _ *Procedure) State { return State{Lead: NewLead(id)} },
		func(s State) (Subject, bool) { return s.Lead, s.Lead != nil },
	}, {
		ComplaintKind, LodgeComplaint,
		func(id string, _ *Procedure) State { return State{Complaint: NewComplaint(id)} },
		func(s State) (Subject, bool) { return s.Complaint, s.Complaint != nil },
	}, {
		EvaluationKind, Measure,
		func(id string, _ *Procedure) State { return State{Evaluation: NewEvaluation(id)} },
		func(s State) (Subject, bool) { return s.Evaluation, s.Evaluation != nil },
	},
}

// Kinds lists every kind of subject.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

// KindOf tells from its first line what kind of subject a record is of; "" if no subject begins so.
func KindOf(first Line) Kind {
	for _, k := range kinds {
		if k.first == first.Verb {
			return k.kind
		}
	}
	return ""
}

// Begin returns the state of a subject without lines. A case needs the procedure it will be filed under. The kind is one
// of Kinds.
func Begin(kind Kind, id string, p *Procedure) State {
	for _, k := range kinds {
		if k.kind == kind {
			return k.begin(id, p)
		}
	}
	panic("there is no kind of subject " + string(kind))
}

// Subject returns the one that is set, or nil if none is.
func (s State) Subject() Subject {
	for _, k := range kinds {
		if one, is := k.of(s); is {
			return one
		}
	}
	return nil
}
