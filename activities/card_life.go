package activities

import (
	"cmp"
	"fmt"

	"mingcha/models"
	"mingcha/models/score"
	"mingcha/models/supervision"
)

// AwaitsRelease is why a card is withheld whose rule wants a named person to release it.
const AwaitsRelease = "awaits_release"

// terms are what a card is issued with, and who supervises it: the body stationed at the unit a yellow one, the organ of
// its tier a red one and every appeal. A rule set of the time before there were terms gives none.
func (p *pen) terms(facts models.CardFacts) *models.Terms {
	t := p.set.Terms(facts.Level)
	if t == (models.Terms{}) {
		return nil
	}
	for tier := 0; tier < mostTiers && t.Judge == ""; tier++ {
		t.Judge = p.Offices.Organ(facts.Unit, tier)
	}
	if facts.Level == models.Yellow {
		t.Supervisor = p.Offices.Stationed(facts.Unit)
	}
	t.Supervisor = cmp.Or(t.Supervisor, t.Judge)
	return &t
}

// mostTiers that lie above one another: village, town, county, city, province.
const mostTiers = 5

// lesser is the standing card of a lower level, of the same rule on the same clock, whose place a card takes; "" if there
// is none.
func (p *pen) lesser(facts models.CardFacts) string {
	if m := p.subject().Signals().Lesser(facts.Rule, facts.Clock, facts.Level); m != nil {
		return m.ID
	}
	return ""
}

// completeCard adds to what a person makes of a card what its subject must be told: which card it was, and what it is
// from now on.
func completeCard(c *models.Card, cmd *models.Command) {
	byPerson := cmd.Actor.Account != models.SystemAccount
	withdraws := cmd.Verb == models.WithdrawCard && byPerson && cmd.Facts.Card != nil && cmd.Facts.Card.ID == c.ID
	decides := cmd.Verb == models.DecideAppeal && cmd.Facts.Outcome != models.Uphold
	if !withdraws && !decides {
		return
	}
	facts := models.CardFacts{
		ID: c.ID, Key: c.Facts.Key, Rule: c.Facts.Rule, Version: c.Facts.Version, Level: c.Grade(), Clock: c.Facts.Clock,
		Due: c.Facts.Due, Cause: cmd.Facts.Ground, Unit: c.Unit, Supersedes: c.Facts.Supersedes,
	}
	if cmd.Facts.Outcome == models.Downgrade {
		facts.Level--
	}
	if withdraws {
		cmd.Facts.Outcome = models.Revoke
	}
	about := c.About
	cmd.Facts.Card, cmd.Facts.About = &facts, &about
}

// settled is what a card's line tells the subject on which the card was issued.
func settled(l models.Line) (Message, bool) {
	about, card := l.Facts.About, l.Facts.Card
	if about == nil || card == nil || l.N == 1 || card.ID != l.Subject {
		return Message{}, false
	}
	return Message{Kind: about.Kind, Command: models.Command{
		ID: fmt.Sprintf("settled/%s/%d", card.ID, l.N), Subject: about.ID, Verb: models.CardSettled, Actor: models.System(),
		Acted: l.Acted, Facts: models.Facts{Outcome: l.Facts.Outcome, Ground: l.Facts.Ground, Card: card},
	}}, true
}

// toCards is what a line of a subject tells the cards that were issued on it: that one is withdrawn by rule, that another
// has taken its place, or that this one was withdrawn. A place that was given back later is not taken at all: messages
// may overtake one another.
func toCards(l models.Line, lines []models.Line) []Message {
	card := l.Facts.Card
	tell := func(id, subject string, verb models.Verb) Message {
		return Message{Kind: models.CardKind, Command: models.Command{
			ID: id, Subject: subject, Verb: verb, Actor: models.System(), Acted: l.Acted,
			Facts: models.Facts{Ground: card.Cause, Card: card},
		}}
	}
	issued := l.Verb == models.IssueCard || l.Verb == models.ReleaseCard
	withdrawn := l.Verb == models.WithdrawCard && l.Facts.Ground == string(models.Issued)
	var out []Message
	if withdrawn {
		out = append(out, tell("w/"+card.ID, card.ID, models.WithdrawCard))
	}
	if card.Supersedes == "" {
		return out
	}
	switch {
	case issued && !givenBack(lines, l):
		out = append(out, tell("s/"+card.ID, card.Supersedes, models.SupersedeCard))
	case withdrawn || l.Verb == models.CardSettled && l.Facts.Outcome == models.Revoke:
		out = append(out, tell("r/"+card.ID, card.Supersedes, models.ReinstateCard))
	}
	return out
}

// givenBack reports whether a later line withdraws the card that a line issued.
func givenBack(lines []models.Line, issued models.Line) bool {
	for _, l := range lines {
		if l.N <= issued.N || l.Facts.Card == nil || l.Facts.Card.ID != issued.Facts.Card.ID {
			continue
		}
		if l.Verb == models.WithdrawCard || l.Verb == models.CardSettled && l.Facts.Outcome == models.Revoke {
			return true
		}
	}
	return false
}

// tellOfCard tells the unit what was made of its card, and the supervisors what the unit says.
func (p *pen) tellOfCard(card *models.Card, cmd models.Command) {
	unit := card.Unit
	to := []supervision.Recipient{supervision.Handler, supervision.UnitHead, supervision.Contact, supervision.Body}
	switch cmd.Verb {
	case models.AnswerCard:
		unit, to = card.Terms.Supervisor, []supervision.Recipient{supervision.Body}
	case models.AppealCard:
		unit, to = card.Terms.Judge, []supervision.Recipient{supervision.Body}
	case models.WithdrawCard:
		if cmd.Facts.Card == nil || cmd.Facts.Card.ID != card.ID {
			return // a signal on the card was taken back, and nobody was told of its issue by this card
		}
	}
	var told []string
	for _, account := range p.recipients(to, unit, card.Facts.Holder) {
		if account != cmd.Actor.Account {
			told = append(told, account)
		}
	}
	p.tell(told, string(cmd.Verb), card.ID)
}

// cardRow summarises a card from its own record.
func (p *pen) cardRow(card *models.Card) models.CardRow {
	f := card.Facts
	row := models.CardRow{
		ID: card.ID, Subject: card.About.ID, SubjectKind: card.About.Kind, Key: f.Key, Rule: f.Rule, Version: f.Version,
		Level: card.Grade(), IssuedLevel: f.Level, Clock: f.Clock, Unit: card.Unit, Path: card.Path, Holder: f.Holder, Due: f.Due,
		Issued: some(card.Issued), Opened: some(card.Opened), Answered: some(card.Answered), Withdrawn: some(card.Revoked),
		State: models.Issued, Status: card.Status, Cause: f.Cause, Rung: card.Rung, Provisional: f.Provisional,
		ArmedFor: some(p.next.At), N: card.N, Head: card.Head, Supervisor: card.Terms.Supervisor, Awaits: card.Awaits(),
		SupersededBy: card.By, Appealed: card.Appeal != nil,
	}
	if card.Corrected > 0 {
		row.Cause = score.CauseSelfCorrected
	}
	if card.Status == models.CardRevoked {
		row.State, row.Cause = models.CardWithdrawn, card.Cause
	}
	if t, begun := card.First().Timeline(); begun {
		row.FeedbackDue = some(p.calendar.Judge(t).DuePromised)
	}
	if t, presses := card.Pressing(); presses {
		row.AwaitsDue = some(p.calendar.Judge(t).DuePromised)
	}
	return row
}
