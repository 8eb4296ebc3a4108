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
	if err := p.unsay(); err != nil {
		return err
	}
	for range mostSignals {
		ahead := p.set.Ahead(p.subject(), p.calendar)
		if len(ahead) == 0 || ahead[0].At.After(p.acted) {
			break
		}
		if p.brake != "" && ahead[0].Level == models.NoLevel {
			p.held = true // the law's own effects wait until time can be trusted again
			break
		}
		if err := p.speak(ahead[0]); err != nil {
			return err
		}
	}
	return p.lookForEmpty()
}

// unsay takes back, as soon as time can be trusted, what was said while the machine's clock was ahead: signals that are
// not due yet. Until then a subject with withheld signals looks again soon.
func (p *pen) unsay() error {
	for _, m := range slices.Clone(p.subject().Signals()) {
		switch {
		case p.brake != "":
			p.held = p.held || m.State == models.Withheld
		case m.Stands() && !m.Timeless() && m.Due.After(p.now):
			if err := p.takeBack(m, models.TimeCorrected, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// speak writes the line of one threshold.
func (p *pen) speak(t supervision.Threshold) error {
	p.judged = true
	switch {
	case t.Effect == models.Climb:
		return p.climb(t)
	case t.Effect != "":
		err := p.write(models.Command{ID: p.thresholdID(t.Key), Verb: t.Effect, Actor: models.System(), Acted: t.At})
		if err != nil {
			return err
		}
		return p.serve()
	default:
		return p.signal(t)
	}
}

// signal writes a warning or a card, or withholds it: under the brake, and a red one that rests on a calendar which is
// not published.
func (p *pen) signal(t supervision.Threshold) error {
	facts := p.cardFacts(t)
	verb := models.IssueCard
	switch {
	case p.brake != "":
		verb, facts.Cause, p.held = models.WithholdCard, p.brake, true
	case t.Level == models.Red && t.Provisional:
		verb, facts.Cause = models.WithholdCard, "calendar_not_published"
	case t.ByHand && t.Level >= models.Yellow:
		verb, facts.Cause = models.WithholdCard, AwaitsRelease
	case t.Level == models.Warning:
		verb = models.Warn
	}
	if verb != models.WithholdCard {
		facts.Told = p.toldOf(p.recipients(p.set.Tells(t.Rule, t.Level), facts.Unit, facts.Holder), facts.Unit)
		facts.Supersedes = p.lesser(facts)
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
	counted := &t.Clock.Timeline
	if t.Judged != nil {
		counted = nil
	}
	holder, unit := t.Clock.Holder, t.Clock.Unit
	if c := p.state.Case; c != nil && holder == "" && t.Judged == nil && t.Clock.OfCase() {
		holder, unit = currentHolder(c, unit)
	}
	return models.CardFacts{
		ID: p.NewID(), Key: t.Key, Rule: t.Rule, Version: p.set.Version, Level: t.Level, Clock: t.Clock.Name, Due: t.At,
		Revision: p.calendar.Revision(), Provisional: t.Provisional, Holder: holder, Unit: unit, Counted: counted, Judged: t.Judged,
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
		if facts.Cause == AwaitsRelease {
			p.tell(p.recipients([]supervision.Recipient{supervision.Stationed, supervision.Organ}, facts.Unit, ""), AwaitsRelease, facts.ID)
		}
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
		rung, exists := p.set.RungOf(card.Grade(), number)
		if !exists {
			return nil
		}
		above := p.set.TiersAbove(card.Grade(), number)
		told, beyond := p.rungRecipients(rung, card, above)
		facts := models.CardFacts{Key: rungKey(number), Rung: number, Due: t.At, Level: card.Facts.Level, Told: told}
		if beyond {
			facts.Cause = models.TopOfLadder
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
		p.trouble(EmptyRung, card.ID+"/"+rungKey(number), rungKey(number)+" of card "+card.ID, card.Unit)
	}
}

// thresholdID names the command of a threshold: the same in every try, another one after the first was taken back.
func (p *pen) thresholdID(key string) string {
	id := "t/" + key
	for _, m := range p.subject().Signals() {
		if strings.HasPrefix(m.Key, key+"@") {
			id += "@"
		}
	}
	return id
}
