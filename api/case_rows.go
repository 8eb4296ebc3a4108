package api

import (
	"context"

	"mingcha/models"
	"mingcha/models/score"
)

// levelOf is the word of a level on the wire.
func levelOf(l models.Level) Level { return Level(l.String()) }

// caseRow is a case in a list. The applicant's name is shown to the person who holds the file, masked to others.
func (n *naming) caseRow(ctx context.Context, r models.CaseRow) CaseRow {
	applicant := maskName(string(r.ApplicantName))
	if r.Holder != "" && r.Holder == me(ctx).id {
		applicant = string(r.ApplicantName)
	}
	name, nameEN := n.step(r.Bundle, r.Step)
	return CaseRow{
		Id: r.ID, Number: r.Number, Item: n.item(r.Item), Unit: n.unit(r.Unit), Status: r.Status, Outcome: r.Outcome,
		Channel: r.Channel, Applicant: applicant, Submitted: r.Submitted, Accepted: orZero(r.Accepted), Decided: orZero(r.Decided),
		Ended: orZero(r.Ended), Acted: r.Acted, Step: r.Step, StepName: name, StepNameEn: nameEN,
		Holder: n.person(r.Holder), HolderUnit: n.unit(r.HolderUnit), PromisedDue: orZero(r.PromisedDue),
		StatutoryDue: orZero(r.StatutoryDue), Level: levelOf(r.Level), Stands: r.Stands, Provisional: r.Provisional,
		Remaining: n.remaining(r.Clock), Withheld: r.Withheld, Incident: r.Incident, Demo: r.Demo,
	}
}

// remaining counts what is left of a clock as the page of the case does, in the clock's own unit.
func (n *naming) remaining(c models.RowClock) Remaining {
	k, kept := c.Kept()
	if !kept {
		return Remaining{}
	}
	cal := n.law.Calendar(k.Path)
	return Remaining{
		Clock: string(k.Kind), N: cal.StateAt(k.Timeline, n.at).Remaining, Unit: RemainingUnit(k.Timeline.Promised.Unit),
		Due: cal.Judge(k.Timeline).DuePromised, Stands: standing(k.Timeline),
	}
}

func (n *naming) task(t models.TaskRow) Task {
	bundle := ""
	if b, known := n.shelf.Catalogue().Find(t.Item); known {
		bundle = b.Hash
	}
	name, nameEN := n.step(bundle, t.Step)
	return Task{
		Case: t.Subject, Number: t.Number, Item: n.item(t.Item), Step: t.Step, StepName: name, StepNameEn: nameEN, Kind: t.Kind,
		Round: t.Round, Role: t.Role, Unit: n.unit(t.Unit), Holder: n.person(t.Holder), Opened: t.Opened,
		StepDue: orZero(t.StepDue), Remaining: n.remaining(t.Clock), UrgentAt: t.UrgentAt, Level: levelOf(t.Level), Stands: t.Stands,
		Part: TaskPart(t.Part), Waits: t.Waits, Batch: t.Batch, Demo: t.Demo,
	}
}

func (n *naming) cardRow(c models.CardRow) CardRow {
	rule := n.rule(c.Rule)
	return CardRow{
		Id: c.ID, Key: c.Key, Subject: c.Subject, On: CardRowOn(c.SubjectKind), Case: orOther(c.Case, c.Subject), Number: c.Number, Item: n.item(c.Item), Rule: c.Rule, RuleName: rule.Name, RuleNameEn: rule.NameEn, Version: c.Version,
		Level: levelOf(c.Level), Clock: c.Clock, Unit: n.unit(c.Unit), Holder: n.person(c.Holder), Due: c.Due,
		Issued: orZero(c.Issued), Opened: orZero(c.Opened), Answered: orZero(c.Answered), Withdrawn: orZero(c.Withdrawn),
		State: CardRowState(c.State), Status: c.Status, Cause: c.Cause, Rung: c.Rung, FeedbackDue: orZero(c.FeedbackDue),
		Provisional: c.Provisional, Demo: c.Demo, IssuedLevel: levelOf(c.IssuedLevel), Supervisor: n.unit(c.Supervisor),
		Waits: waitOf(c), SupersededBy: c.SupersededBy, SelfCorrected: c.Cause == score.CauseSelfCorrected, Appealed: c.Appealed,
	}
}

// waitOf says what a card waits for, and whose turn it is.
func waitOf(c models.CardRow) CardWait {
	by := CardWaitBySupervisor
	if c.Awaits == models.AwaitsAnswer {
		by = CardWaitByUnit
	}
	if c.Awaits == models.AwaitsNothing {
		return CardWait{}
	}
	return CardWait{For: CardWaitFor(c.Awaits), By: by, Due: orZero(c.AwaitsDue)}
}

func (n *naming) notice(v models.Notice) Notice {
	out := Notice{Id: v.ID, Kind: v.Kind, Subject: v.Subject, Card: v.Card, Number: v.Number, Made: v.Made, Read: orZero(v.Read)}
	if v.Item != "" {
		out.Item = n.item(v.Item)
	}
	return out
}
