package api

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// readBasis reads what was said, and the frozen figures among it.
func (s *Server) readBasis(ctx context.Context, f *evaluationFile) error {
	bodies, err := s.Record.Bodies(ctx, f.row.ID)
	if err != nil {
		return err
	}
	for n, body := range bodies {
		var said struct {
			spoken
			Basis *score.Basis `json:"basis"`
		}
		if len(body.Content) == 0 || json.Unmarshal(body.Content, &said) != nil {
			continue
		}
		f.said[n] = said.spoken
		if n == f.state.Basis {
			f.basis = said.Basis
		}
	}
	if f.basis == nil {
		return models.Errorf(models.Internal, "damaged", "evaluation %s has lost its figures", f.row.ID)
	}
	f.scheme, err = s.Schemes.Compiled(f.basis.Scheme)
	return err
}

// ReadEvaluation gives an evaluation with its scheme, entries, appeals and record.
func (s *Server) ReadEvaluation(ctx context.Context, req ReadEvaluationRequestObject) (ReadEvaluationResponseObject, error) {
	f, err := s.evaluation(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	people := each(f.lines, func(l models.Line) string { return l.Actor.Account })
	for _, e := range f.state.Entries {
		people = append(people, e.Entry.Object.ID)
	}
	for _, a := range f.state.Appeals {
		people = append(people, a.About.ID)
	}
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	out := Evaluation{
		Row: n.evaluationRow(f.row), N: f.state.N, Scheme: f.schemeWords(), Entries: []ScoreEntry{}, Appeals: []ScoreAppeal{}, Lines: []Line{},
		Can: []models.Verb{}, Kinds: s.kinds(ctx),
	}
	whole := s.may(ctx, access.Read, evaluationObject(f.row))
	for _, e := range f.state.Entries {
		if s.seesObject(ctx, f, e.Entry.Object) {
			out.Entries = append(out.Entries, n.scoreEntry(f, e))
		}
	}
	for _, a := range f.state.Appeals {
		if whole || s.seesObject(ctx, f, a.About) && a.By == me(ctx).id {
			out.Appeals = append(out.Appeals, s.scoreAppeal(ctx, n, f, a))
		}
	}
	for _, l := range f.lines {
		out.Lines = append(out.Lines, n.evaluationLine(f, l, whole))
	}
	for _, verb := range models.EvaluationVerbs() {
		if verb != models.AppealScore && s.may(ctx, access.Action(verb), evaluationObject(f.row)) && s.couldDo(ctx, f, verb) {
			out.Can = append(out.Can, verb)
		}
	}
	return ReadEvaluation200JSONResponse(out), nil
}

// couldDo asks the gate and the clock with a command that is whole but for what a person has still to say.
func (s *Server) couldDo(ctx context.Context, f *evaluationFile, verb models.Verb) bool {
	probe := models.Command{
		Verb: verb, Acted: s.Now(),
		Actor: models.Actor{Account: me(ctx).id, Role: s.roleIn(ctx, f.row.Unit)},
		Facts: models.Facts{Reasoned: true, Document: "-", Evaluation: &models.EvaluationFacts{
			Outcome: models.ScoreUpheld, Entry: &models.ScoreEntry{Object: models.ScoreObject{ID: "-"}, Indicator: "-"},
		}},
	}
	switch {
	case verb == models.StrikeEntry && len(f.state.Standing()) > 0:
		probe.Facts.Answers = f.state.Standing()[0].Line
	case verb == models.DecideAppeal:
		return slices.ContainsFunc(f.state.Appeals, func(a models.ScoreAppeal) bool { return s.couldDecide(ctx, f, a) })
	}
	return f.state.Gate(probe) == nil && f.state.Timely(probe, s.Law.Calendar(f.row.Path)) == nil
}

func (s *Server) couldDecide(ctx context.Context, f *evaluationFile, a models.ScoreAppeal) bool {
	probe := models.Command{
		Verb: models.DecideAppeal, Actor: models.Actor{Account: me(ctx).id},
		Facts: models.Facts{Reasoned: true, Answers: a.Line, Evaluation: &models.EvaluationFacts{Outcome: models.ScoreUpheld}},
	}
	return s.may(ctx, access.DecideAppeal, evaluationObject(f.row)) && f.state.Gate(probe) == nil
}

// roleIn is a role that the person holds in a unit: the head's, if it is among them.
func (s *Server) roleIn(ctx context.Context, unit string) string {
	role := ""
	for _, a := range s.Gate.Snapshot().Of(me(ctx).id, s.Now()) {
		if a.Unit == unit && (role == "" || a.Role == "supervision_leader") {
			role = a.Role
		}
	}
	return role
}

// kinds lists of which objects the person may see scores.
func (s *Server) kinds(ctx context.Context) []ScoreKind {
	out := []ScoreKind{ScoreKindUnit, ScoreKindWindow}
	if len(s.Gate.Range(s.asker(ctx), access.Read, access.StaffScore)) > 0 {
		out = append(out, ScoreKindPerson)
	}
	return out
}

// scoreObject is one object as the policy sees it: of a person, what lies on the own desk.
func (s *Server) scoreObject(o models.ScoreObject) access.Object {
	unit, _ := s.Gate.Snapshot().Units.Find(o.Unit)
	if ScoreKind(o.Kind) == ScoreKindPerson {
		return access.Object{Kind: access.StaffScore, Unit: o.Unit, Path: unit.Path, Holder: o.ID}
	}
	return access.Object{Kind: access.Score, Unit: o.Unit, Path: unit.Path}
}

// seesObject reports whether the person may see one object's score in an evaluation that he may see.
func (s *Server) seesObject(ctx context.Context, f *evaluationFile, o models.ScoreObject) bool {
	return ScoreKind(o.Kind) != ScoreKindPerson || s.may(ctx, access.Read, s.scoreObject(o))
}

func (n *naming) evaluationLine(f *evaluationFile, l models.Line, whole bool) Line {
	line := n.bareLine(l)
	line.Body = LineBodyNone
	if said, there := f.said[l.N]; there && said.Reason != "" {
		line.Body = LineBodyHidden
		if whole || l.Verb == models.Remeasure { // why published scores changed is everybody's to know
			line.Body, line.Text = LineBodyShown, LineText{Reason: said.Reason}
		}
	}
	return line
}

func (n *naming) measured(o models.ScoreObject) ScoreObject {
	out := ScoreObject{Kind: ScoreKind(o.Kind), Id: o.ID, Unit: n.unit(o.Unit)}
	switch out.Kind {
	case ScoreKindPerson:
		out.Name = n.person(o.ID).Name
		out.NameEn = out.Name
	case ScoreKindWindow:
		out.Name, out.NameEn = out.Unit.Name+"窗口", out.Unit.NameEn+", window"
	default:
		out.Name, out.NameEn = out.Unit.Name, out.Unit.NameEn
	}
	return out
}

func (n *naming) scoreEntry(f *evaluationFile, e models.EnteredScore) ScoreEntry {
	return ScoreEntry{
		Line: e.Line, Object: n.measured(e.Entry.Object), Indicator: e.Entry.Indicator, Value: e.Entry.Value, Ground: e.Entry.Reason,
		Reason: f.said[e.Line].Reason, Document: e.Document, By: n.person(e.By), At: e.At, Struck: e.Struck,
	}
}

func (s *Server) scoreAppeal(ctx context.Context, n *naming, f *evaluationFile, a models.ScoreAppeal) ScoreAppeal {
	return ScoreAppeal{
		Line: a.Line, Object: n.measured(a.About), By: n.person(a.By), Filed: a.Filed, Reason: f.said[a.Line].Reason,
		Decided: a.Decided, Outcome: ScoreAppealOutcome(a.Outcome), Decision: f.said[a.Decided].Reason,
		CanDecide: a.Decided == 0 && s.couldDecide(ctx, f, a), Due: s.appealDue(f, a),
	}
}

// appealDue is by when an open appeal must be decided.
func (s *Server) appealDue(f *evaluationFile, a models.ScoreAppeal) time.Time {
	t, begun := a.Clock.Timeline()
	if !begun || a.Decided > 0 {
		return time.Time{}
	}
	return s.Law.Calendar(f.row.Path).Judge(t).DuePromised
}

// schemeWords are the words and weights by which the evaluation measured.
func (f *evaluationFile) schemeWords() Scheme {
	c := f.scheme
	return Scheme{
		Version: c.Version, Hash: f.basis.Hash, Name: c.NameZH, NameEn: c.NameEN, Least: c.Sample.Least, Appeal: c.Appeal,
		Decision: c.Decision, UnderAppeal: c.UnderAppeal, Switches: c.Switches,
		Grades: each(c.Grades, func(g score.Grade) Grade {
			return Grade{Code: g.Code, Name: g.NameZH, NameEn: g.NameEN, Least: g.Least}
		}),
		Heads: each(c.Heads, func(h score.Head) ScoreHead {
			return ScoreHead{Code: h.Code, Name: h.NameZH, NameEn: h.NameEN, Weight: h.Weight}
		}),
		Indicators: each(c.Indicators, f.indicator),
	}
}

func (f *evaluationFile) indicator(i score.Indicator) Indicator {
	enterable := i.Manual && f.scheme.On(i) && (i.Over == score.OverPeriod && len(f.basis.Period.Months()) == 1 || i.Over == score.OverYear && f.basis.Period.WholeYear())
	return Indicator{
		Code: i.Code, Name: i.NameZH, NameEn: i.NameEN, Kind: IndicatorKind(i.Kind), Head: i.Head, Weight: i.Weight, Formula: i.Formula,
		Switch: i.Switch, Off: !f.scheme.On(i), Min: i.Min, Max: i.Max, Manual: i.Manual, Enterable: enterable,
		Reasons: each(i.Reasons, func(r score.Reason) ScoreReason {
			return ScoreReason{Code: r.Code, Name: r.NameZH, NameEn: r.NameEN, Points: r.Points}
		}),
	}
}
