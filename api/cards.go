package api

import (
	"context"
	"encoding/json"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// Cards is the part of the store that holds warnings and cards.
type Cards interface {
	Card(ctx context.Context, id string) (models.CardRow, error)
	CardsOf(ctx context.Context, subject string) ([]models.CardRow, error)
	Cards(ctx context.Context, f models.CardFilter) (models.CardPage, error)
}

// cardObject is a card as the policy sees it: the unit that must answer, and who held the file.
func cardObject(c models.CardRow) access.Object {
	return access.Object{Kind: access.Card, Unit: c.Unit, Path: c.Path, Holder: c.Holder}
}

// ListCards lists warnings and cards that the person may see.
func (s *Server) ListCards(ctx context.Context, req ListCardsRequestObject) (ListCardsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Card, q.Path)
	f := models.CardFilter{
		Scope: v.ranges, Level: levels[q.Level], Unit: q.Unit, Withheld: q.Withheld, Page: pageOf(q.Cursor, q.Limit),
		Open: q.Status == models.CardIssued || q.Status == models.CardDelivered,
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.CardRow, string, error) {
		if q.Case != "" {
			rows, err := s.Cards.CardsOf(ctx, q.Case)
			return rows, "", err
		}
		f.Page = p
		page, err := s.Cards.Cards(ctx, f)
		return page.Cards, page.Next, err
	}, func(c models.CardRow) bool {
		return v.covers(cardObject(c)) && (q.Status == "" || c.Status == q.Status) && (f.Level == models.NoLevel || c.Level == f.Level)
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(c models.CardRow) string { return c.Holder })...)
	if err != nil {
		return nil, err
	}
	return ListCards200JSONResponse{Rows: each(rows, n.cardRow), Next: next}, nil
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
	return ReadCard200JSONResponse(s.cardPage(ctx, n, row, card, lines, said)), nil
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
	for _, l := range lines {
		if err := card.Fold(l); err != nil {
			return row, nil, nil, err
		}
	}
	return row, card, lines, nil
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

func (s *Server) cardPage(ctx context.Context, n *naming, row models.CardRow, card *models.Card, lines []models.Line, said map[int]spoken) Card {
	cal := s.Law.Calendar(row.Path)
	out := Card{
		Row: n.cardRow(row), N: card.N, Lines: []Line{}, Ladder: []Rung{}, Can: []CardVerb{},
		Evidence: Evidence{Rule: row.Rule, Version: row.Version, Provisional: row.Provisional, DaysOff: []DayOff{}},
	}
	for _, l := range lines {
		line := n.bareLine(l)
		line.Body = LineBodyNone
		if text, there := said[l.N]; there {
			line.Body, line.Text = LineBodyShown, LineText{Text: text.Text, Reason: text.Reason}
		}
		out.Lines = append(out.Lines, line)
		if rung, climbed := n.rung(l); climbed {
			out.Ladder = append(out.Ladder, rung)
		}
	}
	if card.N > 0 {
		out.Evidence = n.evidence(card, cal)
		for _, c := range card.Clocks() {
			out.Feedback = n.clock(c, &card.Feedback, card.Marks, cal, s.Now())
		}
	}
	for _, verb := range []models.Verb{models.OpenCard, models.AnswerCard} {
		probe := models.Command{Verb: verb, Facts: models.Facts{Reasoned: true, Ground: "-"}}
		if s.may(ctx, access.Action(verb), cardObject(row)) && card.Gate(probe) == nil {
			out.Can = append(out.Can, verb)
		}
	}
	return out
}

// rung is whom a line told.
func (n *naming) rung(l models.Line) (Rung, bool) {
	facts := l.Facts.Card
	if facts == nil || (l.Verb != models.Climb && !(l.Verb == models.IssueCard && l.N == 1)) {
		return Rung{}, false
	}
	return Rung{Rung: facts.Rung, At: l.Acted, Due: facts.Due, Told: each(facts.Told, n.person)}, true
}

// evidence is the clock as it was counted when the card was issued, with the days off on its way.
func (n *naming) evidence(card *models.Card, cal *clock.Calendar) Evidence {
	facts := card.Facts
	out := Evidence{
		Rule: facts.Rule, Version: facts.Version, Revision: facts.Revision, Provisional: facts.Provisional, DaysOff: []DayOff{},
	}
	if facts.Counted == nil {
		return out
	}
	counted := models.LegalClock{Name: facts.Clock, Timeline: *facts.Counted, End: facts.Due, Unit: facts.Unit, Holder: facts.Holder}
	out.Clock = n.clock(counted, nil, nil, cal, facts.Due)
	out.Clock.Level = levelOf(facts.Level)
	for _, day := range cal.Named(clock.DateOf(facts.Counted.Start), clock.DateOf(facts.Due)) {
		if !cal.Workday(day.Date) {
			out.DaysOff = append(out.DaysOff, DayOff{Date: dateOf(day.Date), Name: day.Name})
		}
	}
	return out
}

// CommandCard opens or answers a card.
func (s *Server) CommandCard(ctx context.Context, req CommandCardRequestObject) (CommandCardResponseObject, error) {
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
	cmd.Facts = models.Facts{Ground: body.Cause, Reasoned: body.Text != "", Files: addresses(nil, files)}
	if err := sayInto(&cmd, spoken{Text: body.Text, Files: files}); err != nil {
		return Answer{}, err
	}
	if err := card.Gate(cmd); err != nil {
		return Answer{}, err
	}
	if err := s.attach(ctx, cmd.Subject, nil, files); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.CardKind, cmd)
}
