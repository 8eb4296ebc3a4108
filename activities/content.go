package activities

import (
	"fmt"
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// watchContent keeps how an act found the case, if any content rule speaks on acts of its kind. In most turns none does.
func (p *pen) watchContent(verb models.Verb) *models.Case {
	c := p.state.Case
	if c == nil || !p.set.Watches(verb) {
		return nil
	}
	before := *c
	before.Steps = slices.Clone(c.Steps)
	before.Lacking = slices.Clone(c.Lacking)
	return &before
}

// judgeContent lets the content rules speak on an act: what is certain is issued, what is suspected becomes a lead, in the
// same transaction as the act.
func (p *pen) judgeContent(before *models.Case, act models.Line) error {
	if before == nil {
		return nil
	}
	offer, err := p.Procedures.Offer(p.state.Case.Procedure().Bundle)
	if err != nil {
		return err
	}
	found, err := p.set.Find(supervision.Act{Line: act, Before: before, After: p.state.Case, Offer: offer, Calendar: p.calendar})
	if err != nil {
		return models.Errorf(models.Internal, "rule_fails", "a content rule cannot be asked: %v", err)
	}
	for _, f := range found {
		p.judged = true
		if f.Class == supervision.Suspicion {
			err = p.suspect(f, act)
		} else {
			err = p.signal(p.certain(f, act))
		}
		if err != nil {
			return fmt.Errorf("rule %s on line %d: %w", f.Rule, act.N, err)
		}
	}
	return nil
}

// certain is a finding in the form in which signals are issued: in the place of a clock stands the act.
func (p *pen) certain(f supervision.Finding, act models.Line) supervision.Threshold {
	holder, unit := p.answerFor(act)
	return supervision.Threshold{
		Key: f.Key(), Rule: f.Rule, Level: f.Level, At: act.Acted, Judged: &f.Judged,
		Clock: models.LegalClock{Name: f.Clock(), Unit: unit, Holder: holder},
	}
}

// answerFor says who answers for an act: the official who did it, and the unit of the step, else the case's.
func (p *pen) answerFor(act models.Line) (holder, unit string) {
	c := p.state.Case
	holder, unit = act.Actor.Account, c.Filed.Unit
	if holder == models.SystemAccount || holder == models.ApplicantAccount || act.Verb.Override() {
		holder = ""
	}
	if s := c.Step(act.Facts.Step); s != nil {
		unit = s.Unit
	}
	return holder, unit
}

// suspect writes the suspicion on the case and begins its lead.
func (p *pen) suspect(f supervision.Finding, act models.Line) error {
	c := p.state.Case
	holder, unit := p.answerFor(act)
	facts := models.LeadFacts{
		ID: p.NewID(), Key: f.Key(), Rule: f.Rule, Version: p.set.Version, Unit: unit, Organ: watcher(p.Offices, unit), Holder: holder,
		Item: c.Filed.Item, Number: c.Filed.Number, Judged: &f.Judged, Demo: c.Filed.Demo,
	}
	err := p.write(models.Command{
		ID: "t/" + facts.Key, Verb: models.OpenLead, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Lead: &facts},
	})
	if err != nil {
		return err
	}
	return p.beginLead(facts, p.subject().Ref())
}

// watcher is the supervising body of a unit: the one stationed there, else the organ above it.
func watcher(offices Offices, unit string) string {
	if body := offices.Stationed(unit); body != "" && body != unit {
		return body
	}
	return offices.Organ(unit, 0)
}
