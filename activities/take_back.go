package activities

import (
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// afterthoughts follow a person's act: a withheld signal that was released or dropped is made seen, and what the act
// shows to be wrong is taken back.
func (p *pen) afterthoughts(act models.Line) error {
	if act.Verb == models.ReleaseCard || act.Verb == models.DropCard {
		p.settleWithheld(act)
		return nil
	}
	thresholds, clocks := p.set.Thresholds(p.subject(), p.calendar), p.subject().Clocks()
	for _, m := range slices.Clone(p.subject().Signals()) {
		if !m.Stands() {
			continue
		}
		cause := ""
		i := slices.IndexFunc(thresholds, func(t supervision.Threshold) bool { return t.Key == m.Key })
		counted := slices.ContainsFunc(clocks, func(l models.LegalClock) bool { return l.Name == m.Clock })
		switch {
		case act.Verb != models.Recalendar && m.Due.After(act.Acted) && (i < 0 || thresholds[i].At.After(m.Due)):
			cause = models.ActOnItsWay // it was issued while the act was still on its way
		case act.Verb == models.Recalendar && counted && (i < 0 || thresholds[i].At.After(p.acted)):
			cause = models.CalendarCorrected
		default:
			continue
		}
		if err := p.takeBack(m, cause); err != nil {
			return err
		}
	}
	return nil
}

// takeBack withdraws a signal by rule. A card has a record of its own and is told; a warning, and what was withheld,
// is only a row.
func (p *pen) takeBack(m models.Mark, cause string) error {
	facts, err := p.evidence(m)
	if err != nil {
		return err
	}
	facts.Cause, facts.Told = cause, nil
	err = p.write(models.Command{
		ID: "w/" + m.ID, Verb: models.WithdrawCard, Actor: models.System(), Acted: p.acted,
		Facts: models.Facts{Ground: string(m.State), Card: &facts},
	})
	if err != nil {
		return err
	}
	if m.State == models.Withheld || m.Level == models.Warning {
		p.cards = append(p.cards, p.signalRow(models.WithdrawCard, facts))
	}
	return nil
}

// evidence returns what the line of a signal said: rule and version, the clock as it was counted, who held the file.
func (p *pen) evidence(m models.Mark) (models.CardFacts, error) {
	id, subject := p.thresholdID(m.Key), p.subject().Ref().ID
	for _, l := range p.lines {
		if l.Command == id {
			return *l.Facts.Card, nil
		}
	}
	line, err := p.Record.LineOf(p.ctx, subject, id)
	if err != nil {
		return models.CardFacts{}, err
	}
	if line == nil || line.Facts.Card == nil {
		return models.CardFacts{}, models.Errorf(models.Internal, "damaged", "the record of %s has no line for signal %s", subject, m.Key)
	}
	return *line.Facts.Card, nil
}

// settleWithheld makes the release or the drop of a withheld signal seen.
func (p *pen) settleWithheld(act models.Line) {
	switch facts := *act.Facts.Card; {
	case act.Verb == models.DropCard:
		p.cards = append(p.cards, p.signalRow(models.DropCard, facts))
	case facts.Level == models.Warning:
		p.publish(models.Warn, facts)
	default:
		p.publish(models.IssueCard, facts)
	}
}
