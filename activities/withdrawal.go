package activities

import (
	"cmp"
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/models/supervision"
)

// judgeCard lets the rules speak on what a person has made of a card: a withdrawal that nothing on record bears becomes a
// lead on the supervising body, for the tier above it (S05).
func (p *pen) judgeCard(act models.Line) error {
	card := p.state.Card
	if card == nil || act.Actor.Account == models.SystemAccount || !p.set.Watches(act.Verb) {
		return nil
	}
	lines, err := p.Record.Lines(p.ctx, card.About.ID, 1)
	if err != nil {
		return err
	}
	found, err := p.set.FindCard(supervision.CardAct{Line: act, Card: card, Lines: models.Corrected(lines), Due: p.dueNow(card)})
	if err != nil {
		return models.Errorf(models.Internal, "rule_fails", "a rule over cards cannot be asked: %v", err)
	}
	for _, f := range found {
		p.judged = true
		if err := p.suspectWithdrawal(f, act, lines); err != nil {
			return fmt.Errorf("rule %s on line %d: %w", f.Rule, act.N, err)
		}
	}
	return nil
}

// dueNow is when the card would be due by the calendar as it is now and the rules that gave it; zero: never. What rests on
// an act is due with it.
func (p *pen) dueNow(card *models.Card) time.Time {
	f := card.Facts
	if f.Counted == nil {
		return f.Due
	}
	due, _ := p.versionOr(f.Version).Again(f.Rule, f.Level, *f.Counted, p.calendar)
	return due
}

// suspectWithdrawal writes the suspicion on the card and begins its lead. A card that follows is issued on the case.
func (p *pen) suspectWithdrawal(f supervision.Finding, act models.Line, lines []models.Line) error {
	card := p.state.Card
	unit := cmp.Or(act.Actor.Unit, card.Terms.Supervisor, card.Unit)
	facts := models.LeadFacts{
		ID: p.NewID(), Key: f.Key(), Rule: f.Rule, Version: p.set.Version, Unit: unit, Organ: watcher(p.Offices, unit),
		Holder: act.Actor.Account, Judged: &f.Judged,
		Found: map[string]string{"card.ground": act.Facts.Ground, "card.rule": card.Facts.Rule, "card.level": card.Facts.Level.String()},
	}
	if filed := lines[0].Facts.Filed; card.About.Kind == models.CaseKind && filed != nil {
		facts.Number, facts.Item, facts.Demo, facts.Cases = filed.Number, filed.Item, filed.Demo, []string{card.About.ID}
	}
	err := p.write(models.Command{
		ID: "t/" + facts.Key, Verb: models.OpenLead, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Lead: &facts},
	})
	if err != nil {
		return err
	}
	return p.beginLead(facts, p.subject().Ref())
}
