package activities

import (
	"encoding/json"
	"time"

	"mingcha/models"
)

// caseRow summarises the case for lists and boards.
func (p *pen) caseRow(c *models.Case) models.CaseRow {
	row := models.CaseRow{
		ID: c.ID, Number: c.Filed.Number, Item: c.Filed.Item, Bundle: c.Filed.Bundle, Unit: c.Filed.Unit, Path: c.Filed.Path,
		Status: c.Status, Outcome: c.Outcome, Channel: c.Filed.Channel, ApplicantRef: c.Filed.Applicant,
		ApplicantName: p.applicantName(), Account: c.Filed.Account, Agent: c.Filed.Agent,
		Submitted: c.Submitted, Received: some(c.Received), Accepted: some(c.Accepted), Decided: some(c.Decided), Ended: some(c.Ended),
		Acted: c.Acted, Stands: c.Decision.Stopped(), Incident: c.Troubled(""), Clock: c.RowClock(),
		ArmedFor: some(p.next.At), ArmedKey: p.next.Key, Revision: p.calendar.Revision(), N: c.N, Head: c.Head, Demo: c.Filed.Demo,
	}
	for _, i := range c.Heard() {
		row.Heard = append(row.Heard, c.Steps[i].Unit)
	}
	row.Days = p.worked(c)
	if open := c.OpenSteps(); len(open) > 0 {
		s := c.Steps[open[0]]
		row.Step, row.Holder, row.HolderUnit = s.Key, s.Holder, s.Unit
	}
	if t, begun := c.Decision.Timeline(); begun {
		r := p.calendar.Judge(t)
		row.PromisedDue, row.StatutoryDue, row.Provisional = some(r.DuePromised), some(r.DueStatutory), r.Provisional
	}
	for _, m := range c.Marks {
		switch m.State {
		case models.Issued:
			row.Level = max(row.Level, m.Grade())
		case models.Withheld:
			row.Withheld = true
		}
	}
	return row
}

// applicantName stands in the submit's body only; "" leaves the row's name as it is.
func (p *pen) applicantName() models.Sealed {
	if p.from != 1 || len(p.bodies) == 0 {
		return ""
	}
	var application struct {
		Applicant struct {
			Name string `json:"name"`
		} `json:"applicant"`
	}
	if json.Unmarshal(p.bodies[0].Content, &application) != nil {
		return ""
	}
	return models.Sealed(application.Applicant.Name)
}

// tasks lists what waits for whom. While the applicant supplies, nothing waits in the office.
func (p *pen) tasks(c *models.Case) []models.TaskRow {
	if c.Status == models.Supplement {
		return nil
	}
	var out []models.TaskRow
	for _, i := range c.OpenSteps() {
		s, step := c.Steps[i], c.Procedure().Steps[i]
		if step.Kind == models.ServiceStep {
			continue
		}
		task := models.TaskRow{
			Subject: c.ID, Step: s.Key, Round: s.Round, Kind: step.Kind, Item: c.Filed.Item, Number: c.Filed.Number,
			Role: step.Role, Unit: s.Unit, Path: p.Offices.Path(s.Unit), Holder: s.Holder, Opened: s.Opened,
			Stands: c.Decision.Stopped(), Batch: step.Batch, Demo: c.Filed.Demo,
		}
		p.press(&task, c, step)
		out = append(out, seated(task, c, i)...)
	}
	return out
}

// seated gives everybody for whom the step waits a task of his own; in sequence only the next. A signer's says as what he
// was asked.
func seated(task models.TaskRow, c *models.Case, i int) []models.TaskRow {
	var out []models.TaskRow
	shared := c.Procedure().Steps[i].Shared()
	for _, slot := range c.Slots(i) {
		own := task
		own.Part, own.Waits = slot.Kind, slot.Waits
		if shared || slot.Kind != "" {
			own.Account, own.Holder = slot.Account, slot.Account
		}
		out = append(out, own)
	}
	return out
}

// press says in a task what presses: the step's own clock, the nearest due instant that concerns it, the highest signal.
func (p *pen) press(task *models.TaskRow, c *models.Case, step models.Step) {
	task.UrgentAt = task.Opened.AddDate(10, 0, 0)
	for _, l := range c.Clocks() {
		concerns := l.Step == task.Step || string(l.Kind) == step.Counts || l.Kind == models.PrereviewClock
		if !concerns || !l.End.IsZero() {
			continue
		}
		due := p.calendar.Judge(l.Timeline).DuePromised
		if l.Step == task.Step {
			task.StepDue, task.Clock = some(due), c.RowClockOf(l)
		}
		if due.IsZero() {
			continue
		}
		if due.Before(task.UrgentAt) {
			task.UrgentAt = due
		}
		for _, m := range c.Marks {
			if m.Clock == l.Name && m.State == models.Issued {
				task.Level = max(task.Level, m.Grade())
			}
		}
	}
}

// feeRows are the movements of money in this turn.
func (p *pen) feeRows(c *models.Case) []models.FeeRow {
	var out []models.FeeRow
	for _, line := range p.lines {
		out = append(out, c.FeeRows(line, p.Offices.Path)...)
	}
	return out
}

// signalRow is the row of a warning or card as its line made it.
func (p *pen) signalRow(verb models.Verb, facts models.CardFacts) models.CardRow {
	ref := p.subject().Ref()
	row := models.CardRow{
		ID: facts.ID, Subject: ref.ID, SubjectKind: ref.Kind, Key: facts.Key, Rule: facts.Rule, Version: facts.Version,
		Level: facts.Level, Clock: facts.Clock, Unit: facts.Unit, Path: p.Offices.Path(facts.Unit), Holder: facts.Holder,
		Due: facts.Due, State: models.Issued, Status: models.CardIssued, Cause: facts.Cause, Provisional: facts.Provisional,
	}
	if c := p.state.Case; c != nil {
		row.Number, row.Item, row.Demo = c.Filed.Number, c.Filed.Item, c.Filed.Demo
	}
	if l := p.state.Lead; l != nil {
		row.Number, row.Item, row.Demo = l.Facts.Number, l.Facts.Item, l.Facts.Demo
	}
	if c := p.state.Complaint; c != nil {
		row.Number, row.Item, row.Demo = c.Facts.Number, c.Facts.Item, c.Facts.Demo
	}
	if e := p.state.Evaluation; e != nil {
		row.Number, row.Demo = periodOf(e).String(), e.Demo
	}
	switch verb {
	case models.WithholdCard:
		row.State = models.Withheld
	case models.DropCard:
		row.State = models.Dropped
	case models.WithdrawCard:
		row.State, row.Status, row.Withdrawn = models.CardWithdrawn, models.CardRevoked, some(p.now)
	default:
		row.Issued = some(p.acted)
	}
	return row
}

// begin gives a yellow or red card its own record, in the same transaction as the line that issues it.
func (p *pen) begin(facts models.CardFacts, row models.CardRow) {
	about := p.subject().Ref()
	actor := models.System()
	actor.Path = row.Path
	card := models.NewCard(facts.ID)
	sub := &pen{Activities: p.Activities, ctx: p.ctx, state: models.State{Card: card}, set: p.set, calendar: p.calendar, from: 1, now: p.now, acted: p.acted}
	about.Head = "" // the line that issues the card is sealed already; its number says enough
	err := sub.write(models.Command{
		ID: "issue/" + facts.ID, Verb: models.IssueCard, Actor: actor, Acted: p.acted,
		Facts: models.Facts{Card: &facts, About: &about, Planned: p.set.Feedback, Terms: p.terms(facts)},
	})
	if err != nil {
		p.trouble("card_not_begun", facts.ID, err.Error(), facts.Unit)
		return
	}
	sub.next = nearest(p.set.Ahead(card, p.calendar))
	whole := sub.cardRow(card)
	whole.Number, whole.Item, whole.Demo = row.Number, row.Item, row.Demo
	p.also = append(p.also, models.Batch{
		Kind: models.CardKind, Subject: card.ID, From: 1, Lines: sub.lines, Bodies: sub.bodies, Cards: []models.CardRow{whole},
	})
	p.begun = append(p.begun, card.ID)
}

func some(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
