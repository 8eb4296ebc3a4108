package api

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
	"mingcha/policies/directory"
)

func (s *Server) cardPage(ctx context.Context, n *naming, row models.CardRow, card *models.Card, lines []models.Line, said map[int]spoken) Card {
	cal := s.Law.Calendar(row.Path)
	out := Card{
		Row: s.pressing(n.cardRow(row), row), N: card.N, Lines: []Line{}, Ladder: []Rung{}, Can: []CardVerb{},
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
	if card.Facts.Rule != "" {
		out.Evidence = n.evidence(card, cal)
		out.Evidence.Judged = s.judgedAct(n, card.Facts)
	}
	if card.N > 0 {
		if rung, ahead := s.nextRung(n, card, cal); ahead {
			out.Ladder = append(out.Ladder, rung)
		}
		s.cardLife(ctx, n, &out, card, cal, said)
	}
	out.Deduction = deductionOf(row)
	out.Offers = s.cardOffers(ctx, n, row, card)
	for _, o := range out.Offers {
		if o.Allowed {
			out.Can = append(out.Can, o.Verb)
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
	told := func(account string) Official { return n.official(account, l.Acted) }
	return Rung{Rung: facts.Rung, At: l.Acted, Due: facts.Due, Told: each(facts.Told, told)}, true
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
	out.DaysOff = daysOff(cal, clock.DateOf(facts.Counted.Start), clock.DateOf(facts.Due))
	return out
}

// daysOff lists the days between two dates, both included, on which nobody works: holidays by name, and plain weekends.
func daysOff(cal *clock.Calendar, from, to clock.Date) []DayOff {
	names := map[clock.Date]string{}
	for _, day := range cal.Named(from, to) {
		names[day.Date] = day.Name
	}
	out := []DayOff{}
	for d := from; d <= to; d++ {
		if !cal.Workday(d) {
			weekday := d.Opens().In(clock.Zone).Weekday()
			out = append(out, DayOff{Date: dateOf(d), Name: names[d], Weekend: weekday == time.Saturday || weekday == time.Sunday})
		}
	}
	return out
}

// nextRung is when the card climbs next and whom it will tell, if nobody answers.
func (s *Server) nextRung(n *naming, card *models.Card, cal *clock.Calendar) (Rung, bool) {
	rules := s.Law.Rules("", s.Now())
	if rules == nil {
		return Rung{}, false
	}
	for _, t := range rules.Ahead(card, cal) {
		if t.Effect != models.Climb {
			continue
		}
		return Rung{Rung: t.Rung, Due: t.At, Told: []Official{}, Tell: n.offices(rules, card, t.Rung)}, true
	}
	return Rung{}, false
}

// offices are those that a rung of a card's ladder tells.
func (n *naming) offices(rules *supervision.RuleSet, card *models.Card, number int) []OfficeTold {
	rung, _ := rules.RungOf(card.Grade(), number)
	above := rules.TiersAbove(card.Grade(), number)
	return each(rung.Tell, func(r supervision.Recipient) OfficeTold {
		return OfficeTold{Recipient: OfficeToldRecipient(r), Unit: n.unit(officeOf(n.places, r, card.Unit, above))}
	})
}

// officeOf is the unit in which a recipient is found.
func officeOf(places *directory.Snapshot, r supervision.Recipient, unit string, above int) string {
	place, _ := places.Units.Find(unit)
	switch r {
	case supervision.Stationed:
		return place.Stationed
	case supervision.Organ, supervision.OrganLeader:
		return place.Organ
	case supervision.UpperOrgan:
		organ := place.Organ
		for range above {
			higher, _ := places.Units.Find(organ)
			organ = higher.Organ
		}
		return organ
	default:
		return unit
	}
}
