package activities

import (
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// afterthoughts follow a person's act, or the change of a calendar: a withheld signal that was released or dropped is
// made seen, and what the act shows to be wrong is taken back.
func (p *pen) afterthoughts(act models.Line) error {
	if act.Verb == models.ReleaseCard || act.Verb == models.DropCard {
		p.settleWithheld(act)
		return nil
	}
	if p.state.Case != nil && act.Verb == models.Confirm && act.Facts.Correction != nil {
		return p.rejudge(act)
	}
	if facts := act.Facts.Card; p.state.Case != nil && facts != nil && facts.Cause == models.Manual {
		p.byHand(act)
		return nil
	}
	p.judged = p.judged || act.Verb == models.Recalendar
	for _, m := range slices.Clone(p.subject().Signals()) {
		if !m.Stands() || m.Timeless() || act.Verb != models.Recalendar && !m.Due.After(act.Acted) {
			continue
		}
		cause, err := p.wrong(act, m)
		if err == nil && cause != "" {
			err = p.takeBack(m, cause, 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// wrong says why a signal must be taken back, "" if it was right. It is judged by the rules that gave it, whatever is in
// force now: after a change of days by its clock as it was counted then, after an act by its clock as it is now.
func (p *pen) wrong(act models.Line, m models.Mark) (cause string, err error) {
	given, err := p.evidence(m)
	if err != nil {
		return "", err
	}
	set := p.versionOr(given.Version)
	if act.Verb == models.Recalendar {
		if given.Counted == nil || p.stillDue(set, m, *given.Counted) {
			return "", nil
		}
		return models.CalendarCorrected, nil
	}
	thresholds := set.Thresholds(p.subject(), p.calendar)
	i := slices.IndexFunc(thresholds, func(t supervision.Threshold) bool { return t.Key == m.Key })
	if i >= 0 && !thresholds[i].At.After(m.Due) {
		return "", nil
	}
	return models.ActOnItsWay, nil // it was issued while the act was still on its way
}

// stillDue reports whether a signal has come due by the calendar as it is now, and whether what happened to its clock
// before that instant (it ended, stood, was extended) would not have held it off. What happened later does not.
func (p *pen) stillDue(set *supervision.RuleSet, m models.Mark, counted clock.Timeline) bool {
	due, speaks := set.Again(m.Rule, m.Level, counted, p.calendar)
	if !speaks || due.After(p.acted) {
		return false
	}
	clocks := p.subject().Clocks()
	i := slices.IndexFunc(clocks, func(l models.LegalClock) bool { return l.Name == m.Clock })
	if i < 0 {
		return true // that run of the clock is gone: nothing more is known of it than what was counted
	}
	if end := clocks[i].End; !end.IsZero() && due.After(end) {
		return false
	}
	t := clocks[i].Timeline
	t.Stops = slices.DeleteFunc(slices.Clone(t.Stops), func(s clock.Stop) bool { return !s.From.Before(due) })
	t.Extensions = slices.DeleteFunc(slices.Clone(t.Extensions), func(e clock.Extension) bool { return !e.At.Before(due) })
	again, speaks := set.Again(m.Rule, m.Level, t, p.calendar)
	return speaks && !again.After(due)
}

// takeBack withdraws a signal by rule. A card has a record of its own and is told; a warning, and what was withheld,
// is only a row. by is the line that shows it to be wrong, 0 if none does.
func (p *pen) takeBack(m models.Mark, cause string, by int) error {
	facts, err := p.evidence(m)
	if err != nil {
		return err
	}
	facts.Cause, facts.Told, facts.Supersedes = cause, nil, p.subject().Signals().ReplacedBy(m.ID)
	err = p.write(models.Command{
		ID: "w/" + m.ID, Verb: models.WithdrawCard, Actor: models.System(), Acted: p.acted,
		Facts: models.Facts{Ground: string(m.State), Card: &facts, Answers: by},
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
