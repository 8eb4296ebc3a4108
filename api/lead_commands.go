package api

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
)

// CommandLead names who looks into a lead, confirms it, with a card or without, or dismisses it.
func (s *Server) CommandLead(ctx context.Context, req CommandLeadRequestObject) (CommandLeadResponseObject, error) {
	cmd, err := s.command(me(ctx).id, req.Id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	row, lead, lines, err := s.lead(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		done, err := outcomeOf(lines[i], cmd, lead.N, string(lead.Status))
		return CommandLead200JSONResponse(orZero(done)), err
	}
	answer, err := s.actOnLead(ctx, row, lead, cmd, *req.Body)
	if err != nil {
		return nil, s.refused(ctx, cmd, row.Path, err)
	}
	return CommandLead200JSONResponse{Line: answer.Line, N: max(answer.Line, lead.N), Status: string(answer.Status)}, nil
}

func (s *Server) actOnLead(ctx context.Context, row models.LeadRow, lead *models.Lead, cmd models.Command, body LeadCommand) (Answer, error) {
	verdict := s.Gate.Decide(s.asker(ctx), access.Action(cmd.Verb), leadObject(row))
	if !verdict.Allowed {
		return Answer{}, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	cmd.Actor = me(ctx).actor(verdict)
	if err := s.forms.leads.check(cmd.Verb, body); err != nil {
		return Answer{}, err
	}
	cmd.Facts = leadFacts(lead, body)
	if err := sayInto(&cmd, spoken{Reason: body.Reason}); err != nil {
		return Answer{}, err
	}
	if err := s.mayLook(lead, body.To); err != nil {
		return Answer{}, err
	}
	if err := lead.Gate(cmd); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.LeadKind, cmd)
}

// leadFacts is the structural part of a command on a lead. A lead about one case brings its card there.
func leadFacts(lead *models.Lead, body LeadCommand) models.Facts {
	facts := models.Facts{To: body.To, Reasoned: body.Reason != ""}
	level := levels[body.Level]
	if level == models.NoLevel {
		return facts
	}
	about := body.Case
	if about == "" && lead.About.Kind == models.CaseKind {
		about = lead.About.ID
	}
	facts.Card, facts.About = &models.CardFacts{Level: level}, &models.Ref{Kind: models.CaseKind, ID: about}
	if body.Harm {
		facts.Ground = models.WithHarm
	}
	return facts
}

// mayLook asks that whoever is named to look into a lead works in its supervising body.
func (s *Server) mayLook(lead *models.Lead, to string) error {
	if to == "" || slices.Contains(s.watchers(lead.Facts.Organ), to) {
		return nil
	}
	return models.Faulty("this person does not work in the supervising body", []models.Fault{{Field: "/to", Rule: "not_a_person"}})
}
