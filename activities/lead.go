package activities

import (
	"cmp"

	"mingcha/models"
)

// leadTime is what a rule set that says nothing gives the supervising body.
const leadTime = 10 // working days (R-S3)

// opening is the first line of a lead's record.
func opening(offices Offices, facts models.LeadFacts, about models.Ref) models.Command {
	actor := models.System()
	actor.Path = offices.Path(facts.Unit)
	about.Head = "" // the line that raises the suspicion is sealed already; its number says enough
	return models.Command{
		ID: "open/" + facts.ID, Subject: facts.ID, Verb: models.OpenLead, Actor: actor,
		Facts: models.Facts{Lead: &facts, About: &about},
	}
}

// beginLead gives a lead its own record, in the same transaction as the line that raises the suspicion.
func (p *pen) beginLead(facts models.LeadFacts, about models.Ref) error {
	lead := models.NewLead(facts.ID)
	sub := &pen{Activities: p.Activities, ctx: p.ctx, state: models.State{Lead: lead}, set: p.set, calendar: p.calendar, from: 1, now: p.now, acted: p.acted}
	cmd := opening(p.Offices, facts, about)
	cmd.Acted = p.acted
	if err := sub.write(cmd); err != nil {
		return err
	}
	sub.tell(p.watchers(facts.Organ), "lead", "")
	sub.next = nearest(p.set.Ahead(lead, p.calendar))
	p.also = append(p.also, models.Batch{
		Kind: models.LeadKind, Subject: lead.ID, From: 1, Lines: sub.lines, Bodies: sub.bodies, Leads: []models.LeadRow{sub.leadRow(lead)},
		Notices: sub.notices,
	})
	return nil
}

// watchers are the people of a supervising body.
func (p *pen) watchers(organ string) []string {
	out := append([]string{}, p.Offices.Holders(organ, "stationed_supervisor", p.acted)...)
	return append(out, p.Offices.Holders(organ, "supervisor", p.acted)...)
}

// completeLead adds to a command on a lead what its line must hold: the supervising body's time, or the card that follows.
func (p *pen) completeLead(l *models.Lead, cmd *models.Command) {
	switch card := cmd.Facts.Card; {
	case cmd.Verb == models.OpenLead:
		cmd.Facts.Planned = p.set.Leads
		if cmd.Facts.Planned.IsZero() {
			cmd.Facts.Planned.N, cmd.Facts.Planned.Unit = leadTime, "workday"
		}
	case cmd.Verb == models.ConfirmLead && card != nil && card.Level > models.NoLevel:
		clock := models.HandMark + "#" + l.ID
		cmd.Facts.Card = &models.CardFacts{
			ID: p.NewID(), Key: l.Facts.Rule + "/" + card.Level.String() + "/" + clock, Rule: l.Facts.Rule, Version: l.Facts.Version,
			Level: card.Level, Clock: clock, Due: p.acted, Revision: p.calendar.Revision(), Cause: models.Manual,
			Holder: l.Facts.Holder, Unit: l.Facts.Unit, Judged: l.Facts.Judged,
		}
	case cmd.Verb == models.ConfirmLead:
		cmd.Facts.Card = nil
	}
}

// cardOfLead is what a confirmed lead tells the case on which its card is to be issued.
func cardOfLead(l models.Line) (Message, bool) {
	card := l.Facts.Card
	if l.Verb != models.ConfirmLead || card == nil || l.Facts.About == nil {
		return Message{}, false
	}
	verb := models.IssueCard
	if card.Level == models.Warning {
		verb = models.Warn
	}
	return Message{Kind: models.CaseKind, Command: models.Command{
		ID: "t/" + card.Key, Subject: l.Facts.About.ID, Verb: verb, Actor: l.Actor, Acted: l.Acted, Facts: models.Facts{Card: card},
	}}, true
}

// byHand makes seen a signal that a person issued.
func (p *pen) byHand(act models.Line) {
	p.publish(act.Verb, *act.Facts.Card)
}

// leadRow summarises a lead from its own record.
func (p *pen) leadRow(l *models.Lead) models.LeadRow {
	f := l.Facts
	row := models.LeadRow{
		ID: l.ID, Key: f.Key, Rule: f.Rule, Version: f.Version, AboutKind: l.About.Kind, About: l.About.ID, Number: f.Number, Item: f.Item,
		Unit: f.Unit, Path: cmp.Or(l.Path, p.Offices.Path(f.Unit)), Organ: f.Organ, Holder: f.Holder, Period: f.Period,
		Assignee: l.Assignee, Status: l.Status, Opened: l.Opened, Settled: some(l.Settled), Level: l.Level, Card: l.Card,
		ArmedFor: some(p.next.At), N: l.N, Head: l.Head, Demo: f.Demo,
	}
	if t, begun := l.Watch.Timeline(); begun && !l.Resting() {
		row.Due = some(p.calendar.Judge(t).DuePromised)
	}
	return row
}
