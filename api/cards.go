package api

import (
	"context"
	"encoding/json"

	"mingcha/models"
	"mingcha/policies/access"
)

// Cards is the part of the store that holds warnings and cards.
type Cards interface {
	Card(ctx context.Context, id string) (models.CardRow, error)
	CardsOf(ctx context.Context, subject string) ([]models.CardRow, error)
	Cards(ctx context.Context, f models.CardFilter) (models.CardPage, error)
	CountCards(ctx context.Context, f models.CardFilter) (int, error)
	CardCounters(ctx context.Context, f models.CounterFilter) ([]models.CardCounter, error)
}

// cardObject is a card as the policy sees it: the unit that must answer, and who held the file.
func cardObject(c models.CardRow) access.Object {
	return access.Object{Kind: access.Card, Unit: c.Unit, Path: c.Path, Holder: c.Holder}
}

// ListCards lists warnings and cards that the person may see.
func (s *Server) ListCards(ctx context.Context, req ListCardsRequestObject) (ListCardsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Card, q.Path)
	var asked queue
	if q.Queue != "" {
		asked = queues[q.Queue]
		v = s.sight(ctx, asked.act, asked.kind, q.Path)
	}
	f := models.CardFilter{
		Queue: asked.awaits, Before: asked.before(s.Now()), Scope: v.ranges, Level: levels[q.Level], Unit: q.Unit, Item: q.Item, Status: q.Status, Withheld: q.Withheld,
		Open: q.Unanswered, Due: days(q.From, q.To), Case: q.Case, Page: pageOf(q.Cursor, q.Limit),
		Issued: days(q.IssuedFrom, q.IssuedTo),
	}
	var err error
	if f.Rules, err = s.rulesOf(ctx, q.Function, models.CardKind, v.ranges, f.Issued); err != nil {
		return nil, err
	}
	if q.Rule != "" {
		f.Rules = []string{q.Rule}
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.CardRow, string, error) {
		f.Page = p
		page, err := s.Cards.Cards(ctx, f)
		return page.Cards, page.Next, err
	}, func(c models.CardRow) bool { return v.covers(asked.object(c)) })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(c models.CardRow) string { return c.Holder })...)
	if err != nil {
		return nil, err
	}
	return ListCards200JSONResponse{Rows: each(rows, func(c models.CardRow) CardRow { return s.pressing(n.cardRow(c), c) }), Next: next}, nil
}

// ReadCard gives a card with its evidence and its ladder.
func (s *Server) ReadCard(ctx context.Context, req ReadCardRequestObject) (ReadCardResponseObject, error) {
	row, card, lines, err := s.card(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	people := []string{row.Holder}
	for _, l := range lines {
		people = append(people, l.Actor.Account, l.Actor.For)
		if l.Facts.Card != nil {
			people = append(people, l.Facts.Card.Told...)
			if by := l.Facts.Card.By; by != nil {
				people = append(people, by.Account, by.For)
			}
		}
	}
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	said, err := s.answers(ctx, row.ID)
	if err != nil {
		return nil, err
	}
	page := s.cardPage(ctx, n, row, card, lines, said)
	if page.Told, err = s.toldOf(ctx, row.ID); err != nil {
		return nil, err
	}
	page.Documents, err = s.cardNotices(ctx, n, row)
	return ReadCard200JSONResponse(page), err
}

// card reads a card that the person may see. A warning is a row without a record of its own.
func (s *Server) card(ctx context.Context, id string) (models.CardRow, *models.Card, []models.Line, error) {
	row, err := s.Cards.Card(ctx, id)
	if err != nil {
		return row, nil, nil, err
	}
	if !s.may(ctx, access.Read, cardObject(row)) {
		s.denied(ctx, "read_card", id, row.Path, "not_yours")
		return row, nil, nil, notFound("no_such_card", "there is no such card")
	}
	lines, err := s.Record.Lines(ctx, id, 1)
	if err != nil {
		return row, nil, nil, err
	}
	card := models.NewCard(id)
	if len(lines) == 0 {
		card.Facts, err = s.signalled(ctx, row)
		return row, card, nil, err
	}
	return row, card, lines, models.FoldAll(card, lines)
}

// signalled is the evidence of a signal that has no record of its own, a warning or a withheld card: it stands in the line
// of the subject that gave it.
func (s *Server) signalled(ctx context.Context, row models.CardRow) (models.CardFacts, error) {
	lines, err := s.Record.Lines(ctx, row.Subject, 1)
	if err != nil {
		return models.CardFacts{}, err
	}
	for _, l := range lines {
		if l.Facts.Card != nil && l.Facts.Card.ID == row.ID {
			return *l.Facts.Card, nil
		}
	}
	return models.CardFacts{}, nil
}

// answers reads what the unit wrote on its card.
func (s *Server) answers(ctx context.Context, id string) (map[int]spoken, error) {
	bodies, err := s.Record.Bodies(ctx, id)
	if err != nil {
		return nil, err
	}
	out := map[int]spoken{}
	for n, body := range bodies {
		var said spoken
		if len(body.Content) > 0 && json.Unmarshal(body.Content, &said) == nil {
			out[n] = said
		}
	}
	return out, nil
}
