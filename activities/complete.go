package activities

import (
	"encoding/json"
	"strconv"

	"mingcha/models"
)

// complete adds to a command what its line must hold for the record to be folded later without looking anything up:
// the outcome of conditions, and the participants of shared steps as they are appointed now.
func (p *pen) complete(cmd *models.Command) error {
	c := p.state.Case
	if c == nil {
		return nil
	}
	procedure := c.Procedure()
	conditional, shared := false, false
	for _, s := range procedure.Steps {
		conditional = conditional || s.When != ""
		shared = shared || s.Shared()
	}
	if conditional && c.N > 0 {
		form, err := p.form()
		if err != nil {
			return err
		}
		if cmd.Facts.Conditions, err = p.Procedures.Conditions(procedure.Bundle, form); err != nil {
			return err
		}
	}
	if shared {
		p.seat(c, cmd)
	}
	return nil
}

// form returns the applicant's form as submitted.
func (p *pen) form() (json.RawMessage, error) {
	var content json.RawMessage
	if len(p.bodies) > 0 && p.from == 1 {
		content = p.bodies[0].Content
	} else {
		var err error
		if content, err = p.Record.Body(p.ctx, p.subject().Ref().ID, 1); err != nil {
			return nil, err
		}
	}
	var application struct {
		Form json.RawMessage `json:"form"`
	}
	if err := json.Unmarshal(content, &application); err != nil {
		return nil, models.Errorf(models.Internal, "form_unreadable", "the form of case %s cannot be read: %v", p.subject().Ref().ID, err)
	}
	return application.Form, nil
}

// seat names the participants of every shared step that is not open yet. Those of a step that does not open by this
// line are ignored when it is folded.
func (p *pen) seat(c *models.Case, cmd *models.Command) {
	for i, step := range c.Procedure().Steps {
		if !step.Shared() || (c.N > 0 && c.Steps[i].Phase == models.Open) {
			continue
		}
		unit := c.Filed.Unit
		if c.N > 0 {
			unit = c.Steps[i].Unit
		}
		for _, account := range p.Offices.Holders(unit, step.Role, p.acted) {
			cmd.Facts.Seats = append(cmd.Facts.Seats, models.Seat{Step: step.Key, Account: account})
		}
	}
}

// timely asks the clock what the gate cannot: an extension comes before the due instant or not at all (K04).
func (p *pen) timely(cmd models.Command) error {
	c := p.state.Case
	if c == nil || cmd.Verb != models.Extend || c.Status != models.Accepted {
		return nil
	}
	t, begun := c.Decision.Timeline()
	if !begun {
		return nil
	}
	if due := p.calendar.Judge(t).DueStatutory; !due.IsZero() && !cmd.Acted.Before(due) {
		return models.Errorf(models.Forbidden, "after_due", "a clock is extended before it is due, not after (K04)")
	}
	return nil
}

// serve does at once what service steps ask of the system, and raises an incident for every open step for which
// nobody is appointed: Mingcha never approves because nobody is there.
func (p *pen) serve() error {
	c := p.state.Case
	if c == nil {
		return nil
	}
	for again := true; again; {
		again = false
		for _, i := range c.OpenSteps() {
			step := c.Procedure().Steps[i]
			if step.Kind != models.ServiceStep {
				continue
			}
			if err := p.complement(c, step); err != nil {
				return err
			}
			again = true
			break
		}
	}
	p.lookForEmpty(c)
	return nil
}

// complement carries out one service step: it numbers the document that the decision calls for. The document itself
// is drawn from the record whenever somebody asks for it.
func (p *pen) complement(c *models.Case, step models.Step) error {
	body, err := json.Marshal(map[string]string{"document": c.Filed.Number + "-" + strconv.Itoa(c.Steps[c.Procedure().StepIndex(step.Key)].Round)})
	if err != nil {
		return err
	}
	return p.write(models.Command{
		ID: "s/" + step.Key + "/" + strconv.Itoa(c.Step(step.Key).Round), Verb: models.CompleteStep, Actor: models.System(),
		Acted: p.acted, Facts: models.Facts{Step: step.Key, Ground: step.Service, Document: c.Filed.Number}, Body: body,
	})
}

func (p *pen) lookForEmpty(c *models.Case) {
	for _, i := range c.OpenSteps() {
		s, step := c.Steps[i], c.Procedure().Steps[i]
		if s.Holder != "" || len(s.Votes) > 0 || step.Kind == models.ServiceStep {
			continue
		}
		if len(p.Offices.Holders(s.Unit, step.Role, p.acted)) == 0 {
			key := c.ID + "/" + s.Key + "/" + strconv.Itoa(s.Round)
			p.trouble("empty_participant", key, "nobody is appointed as "+step.Role+" in "+s.Unit, s.Unit)
		}
	}
}
