package api

import (
	"cmp"
	"context"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
)

// CommandCard acts on a card, or releases or drops a withheld one.
func (s *Server) CommandCard(ctx context.Context, req CommandCardRequestObject) (CommandCardResponseObject, error) {
	if req.Verb == models.ReleaseCard || req.Verb == models.DropCard {
		done, err := s.settleWithheld(ctx, req.Id, req.Verb, req.Params.IdempotencyKey, *req.Body)
		return CommandCard200JSONResponse(orZero(done)), err
	}
	cmd, err := s.command(me(ctx).id, req.Id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	row, card, lines, err := s.card(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		done, err := outcomeOf(lines[i], cmd, card.N, string(card.Status))
		return CommandCard200JSONResponse(orZero(done)), err
	}
	answer, err := s.actOnCard(ctx, row, card, cmd, *req.Body)
	if err != nil {
		return nil, s.refused(ctx, cmd, row.Path, err)
	}
	return CommandCard200JSONResponse{Line: answer.Line, N: max(answer.Line, card.N), Status: string(answer.Status)}, nil
}

func (s *Server) actOnCard(ctx context.Context, row models.CardRow, card *models.Card, cmd models.Command, body CardCommand) (Answer, error) {
	verdict, absent := s.decide(ctx, access.Action(cmd.Verb), cardObject(row))
	if !verdict.Allowed {
		return Answer{}, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	cmd.Actor = me(ctx).actor(verdict)
	cmd.Actor.For = absent
	if err := s.forms.cards.check(cmd.Verb, body); err != nil {
		return Answer{}, err
	}
	files, faults := s.receipts("/files", body.Files)
	if err := models.Faulty("some files cannot be taken", faults); err != nil {
		return Answer{}, err
	}
	cmd.Facts = cardFacts(card, cmd.Verb, body)
	cmd.Facts.Files = addresses(nil, files)
	if err := sayInto(&cmd, spoken{Text: body.Text, Reason: body.Reason, Files: files}); err != nil {
		return Answer{}, err
	}
	if err := s.cardLets(card, cmd); err != nil {
		return Answer{}, err
	}
	if err := s.attach(ctx, cmd.Subject, nil, files); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.CardKind, cmd)
}

// cardFacts are what a command on a card says besides its texts.
func cardFacts(card *models.Card, verb models.Verb, body CardCommand) models.Facts {
	facts := models.Facts{
		Ground: cmp.Or(body.Cause, body.Ground), Reasoned: body.Text != "" || body.Reason != "", Corrected: body.Corrected,
		Outcome: string(body.Outcome), Document: body.Document, Planned: body.Planned, Extend: body.Extend,
	}
	if verb == models.WithdrawCard {
		facts.Card = &models.CardFacts{ID: card.ID}
	}
	return facts
}

// cardLets asks the gate and the clock whether the card, as it stands, lets a command through.
func (s *Server) cardLets(card *models.Card, cmd models.Command) error {
	if err := card.Gate(cmd); err != nil {
		return err
	}
	return card.Timely(cmd, s.Law.Calendar(card.Path))
}

// withheldObject is a withheld card as the policy sees it: part of the case, on which it was not yet issued.
func withheldObject(c models.CardRow) access.Object {
	return access.Object{Kind: access.Case, Unit: c.Unit, Path: c.Path}
}

// settleWithheld releases or drops a withheld card: a command on the subject that would bear it, a case or a card.
func (s *Server) settleWithheld(ctx context.Context, id string, verb models.Verb, key string, body CardCommand) (*Outcome, error) {
	row, err := s.Cards.Card(ctx, id)
	if err != nil {
		return nil, err
	}
	cmd, err := s.command(me(ctx).id, row.Subject, verb, key, body)
	if err != nil {
		return nil, err
	}
	verdict := s.Gate.Decide(s.asker(ctx), access.Action(verb), withheldObject(row))
	if !verdict.Allowed {
		if !s.may(ctx, access.Read, cardObject(row)) {
			s.denied(ctx, "read_card", id, row.Path, "not_yours")
			return nil, notFound("no_such_card", "there is no such card")
		}
		return nil, s.refused(ctx, cmd, row.Path, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN))
	}
	lines, err := s.Record.Lines(ctx, row.Subject, 1)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		return outcomeOf(lines[i], cmd, len(lines), "")
	}
	cmd.Actor = me(ctx).actor(verdict)
	answer, err := s.actOnWithheld(ctx, row, cmd, body)
	if err != nil {
		return nil, s.refused(ctx, cmd, row.Path, err)
	}
	return &Outcome{Line: answer.Line, N: max(answer.Line, len(lines)), Status: string(answer.Status)}, nil
}

func (s *Server) actOnWithheld(ctx context.Context, row models.CardRow, cmd models.Command, body CardCommand) (Answer, error) {
	if err := s.forms.cards.check(cmd.Verb, body); err != nil {
		return Answer{}, err
	}
	cmd.Facts = models.Facts{Reasoned: true, Card: &models.CardFacts{Key: row.Key}}
	if err := sayInto(&cmd, spoken{Reason: body.Reason}); err != nil {
		return Answer{}, err
	}
	if row.State != models.Withheld {
		return Answer{}, models.Errorf(models.Conflict, "card_not_withheld", "the card is not withheld")
	}
	return s.act(ctx, row.SubjectKind, cmd)
}
