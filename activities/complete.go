package activities

import (
	"encoding/json"
	"slices"
	"strconv"

	"mingcha/models"
)

// complete adds to a command what its line must hold for the record to be folded later without looking anything up:
// the evidence of a withheld signal, the outcome of conditions, and the participants of shared steps as they are
// appointed now.
func (p *pen) complete(cmd *models.Command) error {
	if cmd.Verb == models.ReleaseCard || cmd.Verb == models.DropCard {
		if err := p.bringEvidence(cmd); err != nil {
			return err
		}
	}
	switch s := p.state; {
	case s.Evaluation != nil:
		return p.completeScores(s.Evaluation, cmd)
	case s.Complaint != nil:
		return p.completeComplaint(s.Complaint, cmd)
	case s.Card != nil:
		completeCard(s.Card, cmd)
	case s.Lead != nil:
		p.completeLead(s.Lead, cmd)
	case s.Case != nil:
		return p.completeCase(s.Case, cmd)
	}
	return nil
}

func (p *pen) completeCase(c *models.Case, cmd *models.Command) error {
	p.tellOfManual(cmd)
	if c.N == 0 {
		return nil // an application opens the acceptance, which has no condition and no seats
	}
	if cmd.Facts.Fee != nil {
		cmd.Facts.Fee = new(c.Priced(cmd.Verb, *cmd.Facts.Fee))
	}
	if dated := c.Dated(*cmd); dated != nil {
		cmd.Facts.Correction = dated
	}
	if cmd.Facts.Move != nil {
		after, err := c.Moved(models.Line{Acted: cmd.Acted, Facts: cmd.Facts})
		if err != nil {
			return err
		}
		c = after // the steps that open now are those of the other version
	}
	if err := p.judgeConditions(c, cmd); err != nil {
		return err
	}
	cmd.Facts.Seats = p.seats(c, *cmd)
	if r := cmd.Facts.Rating; r != nil && r.Level.Bad() {
		bad := *r
		bad.Complaint = p.NewID()
		cmd.Facts.Rating = &bad
	}
	return nil
}

// tellOfManual names those who are told of a card that a person issues, and who issued it.
func (p *pen) tellOfManual(cmd *models.Command) {
	card := cmd.Facts.Card
	if card == nil || card.Cause != models.Manual {
		return
	}
	told := *card
	told.Told = p.recipients(p.set.Tell.At(card.Level), card.Unit, card.Holder)
	told.By = new(models.HandOf(cmd.Actor))
	cmd.Facts.Card = &told
}

// judgeConditions evaluates the conditions of the steps over the applicant's form, if there are any.
func (p *pen) judgeConditions(c *models.Case, cmd *models.Command) error {
	procedure := c.Procedure()
	if !slices.ContainsFunc(procedure.Steps, func(s models.Step) bool { return s.When != "" }) {
		return nil
	}
	form, err := p.form()
	if err != nil {
		return err
	}
	cmd.Facts.Conditions, err = p.Procedures.Conditions(procedure.Bundle, form)
	return err
}

// bringEvidence puts the whole signal in the place of its key, with those who are told of it now.
func (p *pen) bringEvidence(cmd *models.Command) error {
	for _, m := range p.subject().Signals() {
		if m.Key != cmd.Facts.Card.Key {
			continue
		}
		facts, err := p.evidence(m)
		if err != nil {
			return err
		}
		if cmd.Verb == models.ReleaseCard {
			facts.Told = p.recipients(p.set.Tells(facts.Rule, facts.Level), facts.Unit, facts.Holder)
			facts.Supersedes, facts.By = p.lesser(facts), new(models.HandOf(cmd.Actor))
		}
		cmd.Facts.Card = &facts
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

// seats names the participants of every shared step that is not under way. Those of a step that does not open by this
// line are ignored when it is folded.
func (p *pen) seats(c *models.Case, cmd models.Command) []models.Seat {
	var out []models.Seat
	acted := c.Procedure().StepIndex(cmd.Facts.Step)
	for i, step := range c.Procedure().Steps {
		if !step.Shared() || len(c.Steps[i].Votes) > 0 {
			continue
		}
		accounts := p.eligible(c, i)
		if acted >= 0 && (c.Procedure().Apart(i, acted) || cmd.Verb == models.Recuse) {
			accounts = slices.DeleteFunc(accounts, func(account string) bool {
				return account == cmd.Actor.Account || account == cmd.Actor.Seat()
			})
		}
		if len(accounts) < step.Rule.Wanted() {
			continue // too few: nobody decides in the place of those who are missing
		}
		var vetoes []string
		if step.Rule.Veto != "" {
			vetoes = p.Offices.Holders(c.Steps[i].Unit, step.Rule.Veto, p.acted)
		}
		for _, account := range accounts {
			out = append(out, models.Seat{Step: step.Key, Account: account, Veto: slices.Contains(vetoes, account)})
		}
	}
	return out
}

// eligible lists who is appointed to do a step and may do it in this case (A07).
func (p *pen) eligible(c *models.Case, i int) []string {
	holders := slices.Clone(p.Offices.Holders(c.Steps[i].Unit, c.Procedure().Steps[i].Role, p.acted))
	return slices.DeleteFunc(holders, func(account string) bool {
		_, barred := c.KeptApart(i, account)
		return barred || account == c.Filed.Account || c.HasRecused(account)
	})
}

// serve does at once what service steps ask of the system.
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
	return p.lookForEmpty()
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
