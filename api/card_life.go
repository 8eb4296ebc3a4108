package api

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// cardLife fills in what the record of a card tells: its clocks, rounds, appeal, and what has become of it.
func (s *Server) cardLife(ctx context.Context, n *naming, out *Card, card *models.Card, cal *clock.Calendar, said map[int]spoken) {
	l := &cardLines{naming: n, card: card, lines: out.Lines, said: said, cal: cal}
	for _, c := range card.Clocks() {
		out.Clocks = append(out.Clocks, n.clock(c, card.Ledger(c.Name), card.Marks, cal, s.Now()))
	}
	if len(out.Clocks) > 0 {
		out.Feedback = out.Clocks[0]
	}
	for i := range card.Rounds {
		out.Rounds = append(out.Rounds, l.round(i))
	}
	out.Failures, out.Supersedes = card.Failures, card.Facts.Supersedes
	if until := cal.Judge(card.AppealTime()).DuePromised; !card.Opened.IsZero() && !card.Terms.Appeal.IsZero() {
		out.AppealUntil = until
	}
	if card.Appeal != nil {
		out.Appeal = l.appeal()
	}
	for _, line := range out.Lines {
		switch verb := models.Verb(line.Verb); {
		case verb == models.WithdrawCard && (line.Card == "" || line.Card == card.ID), verb == models.DecideAppeal && line.Outcome == models.Revoke:
			out.Withdrawal = l.act(line.N)
		case verb == models.MarkSelfCorrected:
			out.SelfCorrection = l.act(line.N)
		}
	}
	if by := card.Facts.By; by != nil {
		out.ReleasedBy = LineActor{Account: by.Account, Name: n.people[by.Account], For: n.person(by.For)}
	}
}

// cardLines finds what stands in a card's lines.
type cardLines struct {
	*naming
	card  *models.Card
	lines []Line
	said  map[int]spoken
	cal   *clock.Calendar
}

// act is what somebody did, by the number of its line.
func (l *cardLines) act(number int) CardAct {
	i := slices.IndexFunc(l.lines, func(line Line) bool { return line.N == number })
	if i < 0 {
		return CardAct{}
	}
	line := l.lines[i]
	return CardAct{
		Verb: line.Verb, Line: line.N, At: line.Acted, By: line.By, Reason: line.Text.Reason, Document: line.Document,
		Planned: line.Planned, Files: l.files(number),
	}
}

func (l *cardLines) files(number int) []File {
	return each(l.said[number].Files, func(f keptFile) File {
		return File{Address: f.Address, Name: f.Name, Type: f.Type, Size: int(f.Size), Line: number}
	})
}

// round is one demand with its answers and the verdict.
func (l *cardLines) round(i int) CardRound {
	r := l.card.Rounds[i]
	out := CardRound{N: i + 1, Demand: l.act(r.Demand), Answers: []CardAnswer{}, Verdict: l.act(r.Verdict)}
	if t, begun := r.Asked.Timeline(); begun {
		out.Demand.Due = l.cal.Judge(t).DuePromised
	}
	for _, number := range r.Answers {
		for _, line := range l.lines {
			if line.N == number {
				late := !out.Demand.Due.IsZero() && !line.Acted.Before(out.Demand.Due)
				out.Answers = append(out.Answers, CardAnswer{
					Line: number, At: line.Acted, By: line.By, Cause: line.Ground, Text: line.Text.Text, Corrected: line.Corrected,
					Late: late, Files: l.files(number),
				})
			}
		}
	}
	return out
}

// appeal is what the unit brought forward and what was decided.
func (l *cardLines) appeal() CardAppeal {
	a := l.card.Appeal
	filed := l.act(a.Line)
	out := CardAppeal{Status: CardAppealStatusPending, Line: a.Line, At: a.Filed, By: filed.By, Files: filed.Files}
	for _, line := range l.lines {
		if line.N == a.Line {
			out.Ground, out.Text = line.Ground, line.Text.Text
		}
	}
	if t, begun := a.Clock.Timeline(); begun {
		out.Due = l.cal.Judge(t).DuePromised
	}
	if a.Outcome != "" {
		out.Status, out.Decided = CardAppealStatus(a.Outcome), l.act(a.Verdict)
	}
	return out
}

// deductionOf says what a card takes from the score.
func deductionOf(row models.CardRow) CardDeduction {
	switch {
	case row.State != models.Issued || row.SupersededBy != "":
		return CardDeductionNone
	case row.Cause == score.CauseSelfCorrected:
		return CardDeductionReduced
	default:
		return CardDeductionFull
	}
}

// cardOffers answers for every verb whether the person may use it now, and why not.
func (s *Server) cardOffers(ctx context.Context, n *naming, row models.CardRow, card *models.Card) []CardOffer {
	var out []CardOffer
	verbs := append(models.CardVerbs(), models.ReleaseCard, models.DropCard)
	for _, verb := range verbs {
		form := s.forms.cards[verb]
		offer := CardOffer{Verb: verb, Needs: each(form.Needs, same), Takes: each(form.Takes, same)}
		switch verb {
		case models.WithdrawCard:
			offer.Grounds = models.WithdrawalGrounds()
		case models.DecideAppeal:
			offer.Grounds, offer.Outcomes = models.WithdrawalGrounds(), models.Outcomes()
		}
		absent, refusal := s.cardLeave(ctx, row, card, verb)
		if offer.Allowed = refusal == nil; !offer.Allowed {
			offer.Code, offer.Reason = string(refusal.Code), refusal.Reason
			offer.Sentence = s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
		}
		offer.For = n.person(absent)
		out = append(out, offer)
	}
	return out
}

// cardLeave asks whether the person may use a verb on the card as it stands, with a command that is whole in every other
// respect; and for whom he stands in then.
func (s *Server) cardLeave(ctx context.Context, row models.CardRow, card *models.Card, verb models.Verb) (absent string, refusal *models.Error) {
	object := cardObject(row)
	withheld := verb == models.ReleaseCard || verb == models.DropCard
	if withheld {
		object = withheldObject(row)
	}
	verdict, absent := s.decide(ctx, access.Action(verb), object)
	if !verdict.Allowed {
		return "", models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	switch {
	case withheld && row.State != models.Withheld:
		return "", models.Errorf(models.Conflict, "card_not_withheld", "the card is not withheld")
	case withheld:
		return absent, nil
	case card.N == 0:
		return "", models.Errorf(models.Conflict, "no_own_record", "a warning, or a card that is not issued, is not acted on")
	}
	probe := models.Command{Verb: verb, Actor: me(ctx).actor(verdict), Acted: s.Now(), Facts: models.Facts{
		Ground: models.WithdrawalGrounds()[0], Reasoned: true, Corrected: true, Outcome: models.Uphold, Document: "-", Extend: 1,
		Planned: clock.Limit{N: 1, Unit: clock.UnitWorkday}, Card: &models.CardFacts{ID: card.ID},
	}}
	probe.Actor.For = absent
	return absent, asRefusal(s.cardLets(card, probe))
}
