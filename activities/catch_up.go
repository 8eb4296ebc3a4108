package activities

import (
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/supervision"
)

// mostSignals bounds the thresholds of one turn. A subject that was asleep for years has a few dozen.
const mostSignals = 500

// catchUp lets every threshold speak that was due by the instant this turn has reached, in order. What one of them
// changes (K02 accepts a case) moves the ones behind it.
func (p *pen) catchUp() error {
	for range mostSignals {
		ahead := p.set.Ahead(p.subject(), p.calendar)
		if len(ahead) == 0 || ahead[0].At.After(p.acted) {
			return nil
		}
		reason, held := p.Brake.Held()
		if held && ahead[0].Level == models.NoLevel {
			p.held = true // the law's own effects wait until time can be trusted again
			return nil
		}
		if err := p.speak(ahead[0], reason); err != nil {
			return err
		}
	}
	return nil
}

// speak writes the line of one threshold.
func (p *pen) speak(t supervision.Threshold, brake string) error {
	switch {
	case t.Effect == models.Climb:
		return p.climb(t)
	case t.Effect != "":
		return p.write(models.Command{ID: "t/" + t.Key, Verb: t.Effect, Actor: models.System(), Acted: t.At})
	default:
		return p.signal(t, brake)
	}
}

// signal writes a warning or a card, or withholds it: under the brake, and a red one that rests on a calendar which is
// not published.
func (p *pen) signal(t supervision.Threshold, brake string) error {
	facts := p.cardFacts(t)
	verb := models.IssueCard
	switch {
	case brake != "":
		verb, facts.Cause = models.WithholdCard, brake
	case t.Level == models.Red && t.Provisional:
		verb, facts.Cause = models.WithholdCard, "calendar_not_published"
	case t.Level == models.Warning:
		verb = models.Warn
	}
	if verb != models.WithholdCard {
		facts.Told = p.recipients(p.set.Tell.At(t.Level), facts.Unit, facts.Holder)
	}
	cmd := models.Command{ID: p.thresholdID(t.Key), Verb: verb, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Card: &facts}}
	if err := p.write(cmd); err != nil {
		return err
	}
	p.publish(verb, facts)
	return nil
}

// cardFacts gathers the evidence of a signal: rule and version, the clock as it was counted, the calendar's revision,
// who held the file.
func (p *pen) cardFacts(t supervision.Threshold) models.CardFacts {
	counted := t.Clock.Timeline
	holder, unit := t.Clock.Holder, t.Clock.Unit
	if c := p.state.Case; c != nil && holder == "" {
		holder, unit = currentHolder(c, unit)
	}
	return models.CardFacts{
		ID: p.NewID(), Key: t.Key, Rule: t.Rule, Version: p.set.Version, Level: t.Level, Clock: t.Clock.Name, Due: t.At,
		Revision: p.calendar.Revision(), Provisional: t.Provisional, Holder: holder, Unit: unit, Counted: &counted,
	}
}

// currentHolder says who holds the file and in which unit: the first open step's.
func currentHolder(c *models.Case, unit string) (string, string) {
	open := c.OpenSteps()
	if len(open) == 0 {
		return "", unit
	}
	s := c.Steps[open[0]]
	return s.Holder, s.Unit
}

// publish makes a signal seen: its row, its recipients' notices and, for a yellow or red card, the card's own record.
func (p *pen) publish(verb models.Verb, facts models.CardFacts) {
	row := p.signalRow(verb, facts)
	if verb == models.Warn || verb == models.WithholdCard {
		p.cards = append(p.cards, row)
		p.tell(facts.Told, verbNotice(facts.Level), facts.ID)
		return
	}
	p.begin(facts, row)
	p.tell(facts.Told, verbNotice(facts.Level), facts.ID)
}

func verbNotice(level models.Level) string { return level.String() }

// climb tells the next rung of a card. A rung with nobody appointed is an incident and passes on at once.
func (p *pen) climb(t supervision.Threshold) error {
	card := p.state.Card
	for number := t.Rung; ; number++ {
		rung, exists := p.set.RungOf(card.Facts.Level, number)
		if !exists {
			return nil
		}
		above := p.set.TiersAbove(card.Facts.Level, number)
		told, beyond := p.rungRecipients(rung, card, above)
		facts := models.CardFacts{Key: rungKey(number), Rung: number, Due: t.At, Level: card.Facts.Level, Told: told}
		if beyond {
			facts.Cause = "top_of_ladder"
		}
		err := p.write(models.Command{
			ID: "t/" + rungKey(number), Verb: models.Climb, Actor: models.System(), Acted: p.acted,
			Facts: models.Facts{Card: &facts},
		})
		if err != nil {
			return err
		}
		p.tell(told, "climb", card.ID)
		if len(told) > 0 || beyond {
			return nil
		}
		p.trouble("empty_rung", card.ID+"/"+rungKey(number), rungKey(number)+" of card "+card.ID, card.Unit)
	}
}

// afterthoughts withdraws, by rule, cards that were issued while the act of this command was still on its way: their
// clock had ended before they were due.
func (p *pen) afterthoughts(cmd models.Command) error {
	c := p.state.Case
	if c == nil {
		return nil
	}
	if cmd.Verb == models.ReleaseCard || cmd.Verb == models.DropCard {
		p.settleWithheld(cmd)
		return nil
	}
	if cmd.Verb == models.Recalendar {
		return p.rejudge(c, cmd)
	}
	clocks := c.Clocks()
	for _, m := range slices.Clone(c.Marks) {
		i := slices.IndexFunc(clocks, func(l models.LegalClock) bool { return l.Name == m.Clock })
		if m.State != models.Issued || i < 0 || clocks[i].End.IsZero() || !clocks[i].End.Before(m.Due) {
			continue
		}
		facts := models.CardFacts{ID: m.ID, Key: m.Key, Rule: m.Rule, Level: m.Level, Due: m.Due, Cause: "act_on_its_way"}
		withdrawal := models.Command{
			ID: "w/" + m.Key, Verb: models.WithdrawCard, Actor: models.System(), Acted: cmd.Acted,
			Facts: models.Facts{Card: &facts},
		}
		if err := p.write(withdrawal); err != nil {
			return err
		}
		p.revoke(facts)
	}
	return nil
}

// revoke makes the end of a signal seen: a card has a record of its own and is told, a warning is only a row.
func (p *pen) revoke(facts models.CardFacts) {
	if facts.Level == models.Warning {
		p.cards = append(p.cards, p.signalRow(models.WithdrawCard, facts))
		return
	}
	p.messages = append(p.messages, Message{Kind: models.CardKind, Command: models.Command{
		ID: "w/" + facts.ID, Subject: facts.ID, Verb: models.WithdrawCard, Actor: models.System(), Acted: p.acted,
		Facts: models.Facts{Ground: facts.Cause, Card: &facts},
	}})
}

// settleWithheld makes the release or the drop of a withheld signal seen.
func (p *pen) settleWithheld(cmd models.Command) {
	m := p.state.Case.Mark(cmd.Facts.Card.Key)
	facts := models.CardFacts{
		ID: m.ID, Key: m.Key, Rule: m.Rule, Version: p.set.Version, Level: m.Level, Clock: m.Clock, Due: m.Due,
		Revision: p.calendar.Revision(),
	}
	facts.Holder, facts.Unit = currentHolder(p.state.Case, p.state.Case.Filed.Unit)
	if cmd.Verb == models.DropCard {
		p.cards = append(p.cards, p.signalRow(models.DropCard, facts))
		return
	}
	facts.Told = p.recipients(p.set.Tell.At(m.Level), facts.Unit, facts.Holder)
	verb := models.IssueCard
	if m.Level == models.Warning {
		verb = models.Warn
	}
	p.publish(verb, facts)
}

// rejudge withdraws every signal whose threshold lies in the future under the calendar that is now in force. It will
// speak again when its new instant has come.
func (p *pen) rejudge(c *models.Case, cmd models.Command) error {
	thresholds := p.set.Thresholds(c, p.calendar)
	for _, m := range slices.Clone(c.Marks) {
		i := slices.IndexFunc(thresholds, func(t supervision.Threshold) bool { return t.Key == m.Key })
		if m.State != models.Issued || i < 0 || !thresholds[i].At.After(p.acted) {
			continue
		}
		facts := models.CardFacts{
			ID: m.ID, Key: m.Key, Rule: m.Rule, Level: m.Level, Due: m.Due, Revision: p.calendar.Revision(),
			Cause: models.CalendarCorrected,
		}
		err := p.write(models.Command{
			ID: cmd.ID + "/" + m.Key, Verb: models.WithdrawCard, Actor: models.System(), Acted: cmd.Acted, Facts: models.Facts{Card: &facts},
		})
		if err != nil {
			return err
		}
		p.revoke(facts)
	}
	return nil
}

// thresholdID names the command of a threshold: the same in every try, another one after a corrected calendar has
// taken the first back.
func (p *pen) thresholdID(key string) string {
	id := "t/" + key
	if c := p.state.Case; c != nil {
		for _, m := range c.Marks {
			if strings.HasPrefix(m.Key, key+"@") {
				id += "@"
			}
		}
	}
	return id
}
