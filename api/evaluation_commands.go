package api

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
)

// CommandEvaluation carries out a command on an evaluation.
func (s *Server) CommandEvaluation(ctx context.Context, req CommandEvaluationRequestObject) (CommandEvaluationResponseObject, error) {
	cmd, err := s.command(me(ctx).id, req.Id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	f, err := s.evaluation(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(f.lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		done, err := outcomeOf(f.lines[i], cmd, f.state.N, string(f.state.Status))
		return CommandEvaluation200JSONResponse(orZero(done)), err
	}
	answer, err := s.actOnEvaluation(ctx, f, cmd, *req.Body)
	if err != nil {
		return nil, s.refused(ctx, cmd, f.row.Path, err)
	}
	return CommandEvaluation200JSONResponse{Line: answer.Line, N: max(answer.Line, f.state.N)}, nil
}

func (s *Server) actOnEvaluation(ctx context.Context, f *evaluationFile, cmd models.Command, body EvaluationCommand) (Answer, error) {
	if err := s.forms.evaluations.check(cmd.Verb, body); err != nil {
		return Answer{}, err
	}
	object := evaluationObject(f.row)
	about, err := f.object(body)
	if err != nil {
		return Answer{}, err
	}
	if cmd.Verb == models.AppealScore {
		object = s.scoreObject(about)
	}
	verdict, absent := s.decide(ctx, access.Action(cmd.Verb), object)
	if !verdict.Allowed {
		return Answer{}, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	cmd.Actor = me(ctx).actor(verdict)
	cmd.Actor.For = absent
	cmd.Facts = models.Facts{Reasoned: body.Reason != "", Document: body.Document, Answers: body.Line}
	switch cmd.Verb {
	case models.EnterScore:
		cmd.Facts.Evaluation = &models.EvaluationFacts{Entry: &models.ScoreEntry{Object: about, Indicator: body.Indicator, Value: body.Value, Reason: body.Ground}}
	case models.AppealScore:
		cmd.Facts.Evaluation = &models.EvaluationFacts{About: &about}
	case models.DecideAppeal:
		cmd.Facts.Evaluation = &models.EvaluationFacts{Outcome: models.ScoreOutcome(body.Outcome)}
	}
	if err := sayInto(&cmd, spoken{Reason: body.Reason}); err != nil {
		return Answer{}, err
	}
	if err := f.state.Gate(cmd); err != nil {
		return Answer{}, err
	}
	if err := f.state.Timely(cmd, s.Law.Calendar(f.row.Path)); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.EvaluationKind, cmd)
}

// object finds whom a command is about among those who were measured; nobody if it names nobody.
func (f *evaluationFile) object(body EvaluationCommand) (models.ScoreObject, error) {
	if body.Object == "" {
		return models.ScoreObject{}, nil
	}
	for _, o := range f.basis.Objects() {
		if string(o.Kind) == string(body.Kind) && o.ID == body.Object {
			return models.ScoreObject{Kind: string(o.Kind), ID: o.ID, Unit: o.Unit}, nil
		}
	}
	return models.ScoreObject{}, models.Faulty("this object was not measured", []models.Fault{{Field: "/object", Rule: "unknown"}})
}
