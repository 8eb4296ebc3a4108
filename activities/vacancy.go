package activities

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingcha/models"
)

// The kinds of incidents that say: nobody is there to do a step, to be told by a rung of a ladder, in a post whose holders
// are all away.
const (
	EmptyParticipant = "empty_participant"
	EmptyRung        = "empty_rung"
	AbsentHolder     = "absent_holder"
)

// lookForEmpty raises an incident for every open step for which too few are appointed, and settles it when they are:
// Mingcha never approves because nobody is there.
func (p *pen) lookForEmpty() error {
	c := p.state.Case
	if c == nil {
		return nil
	}
	vacant := map[string]bool{}
	for _, i := range c.OpenSteps() {
		key := vacancyOf(c.Steps[i])
		if vacant[key] = p.vacant(c, i); !vacant[key] || c.Troubled(key) {
			continue
		}
		if err := p.incident(models.RaiseIncident, key, time.Time{}); err != nil {
			return err
		}
	}
	for _, raised := range c.Incidents {
		if raised.Settled.IsZero() && !vacant[raised.Key] {
			if err := p.incident(models.SettleIncident, raised.Key, raised.Raised); err != nil {
				return err
			}
		}
	}
	return nil
}

// vacancyOf is the key of the incident that nobody is there for a step in its round.
func vacancyOf(s models.StepState) string {
	return fmt.Sprintf("%s/%s/%d", EmptyParticipant, s.Key, s.Round)
}

func (p *pen) vacant(c *models.Case, i int) bool {
	s, step := c.Steps[i], c.Procedure().Steps[i]
	if step.Kind == models.ServiceStep || s.Holder != "" || len(s.Votes) > 0 {
		return false
	}
	return len(p.eligible(c, i)) < step.Rule.Wanted()
}

// incident writes that a step has lost, or found, those who do it, and its row.
func (p *pen) incident(verb models.Verb, key string, raised time.Time) error {
	c := p.state.Case
	err := p.write(models.Command{
		ID: fmt.Sprintf("incident/%d", c.N+1), Verb: verb, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Incident: key},
	})
	if err != nil {
		return err
	}
	_, place, _ := strings.Cut(key, "/")
	step, _, _ := strings.Cut(place, "/")
	unit, role := c.Step(step).Unit, c.Procedure().Steps[c.Procedure().StepIndex(step)].Role
	detail := "nobody is appointed as " + role + " in " + unit
	if verb == models.RaiseIncident {
		p.trouble(EmptyParticipant, c.ID+"/"+place, detail, unit)
		return nil
	}
	p.troubles = append(p.troubles, models.IncidentRow{
		ID: EmptyParticipant + "/" + c.ID + "/" + place, Kind: EmptyParticipant, Subject: c.ID, Detail: detail, Unit: unit,
		Path: p.Offices.Path(unit), Raised: raised, Settled: some(p.now),
	})
	return nil
}

// Filled reports whether a step of a case, for which nobody was there, can be done by somebody now: then the case should
// look, and will settle its incident.
func (a *Activities) Filled(ctx context.Context, id string) (bool, error) {
	p, err := a.presentPen(ctx, models.CaseKind, id)
	if err != nil {
		return false, err
	}
	c := p.state.Case
	for _, i := range c.OpenSteps() {
		if c.Troubled(vacancyOf(c.Steps[i])) && !p.vacant(c, i) {
			return true, nil
		}
	}
	return false, nil
}

// Reached reports whether an empty rung of a card (EmptyRung) is of no consequence any more: the card rests, or somebody
// is appointed there.
func (a *Activities) Reached(ctx context.Context, id string, number int) (bool, error) {
	p, err := a.presentPen(ctx, models.CardKind, id)
	if err != nil {
		return false, err
	}
	card := p.state.Card
	rung, exists := p.set.RungOf(card.Facts.Level, number)
	if card.Resting() || !exists {
		return true, nil
	}
	told, beyond := p.rungRecipients(rung, card, p.set.TiersAbove(card.Facts.Level, number))
	return len(told) > 0 || beyond, nil
}

func (a *Activities) presentPen(ctx context.Context, kind models.Kind, id string) (*pen, error) {
	state, err := a.present(ctx, kind, id)
	if err != nil {
		return nil, err
	}
	return a.pen(ctx, AppendInput{State: state})
}
