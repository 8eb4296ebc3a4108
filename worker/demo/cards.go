package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// answer lets the unit open and answer a card, or only open it, or leave it lying, and climbs its ladder up to today. It
// returns the cards that came of a late answer (R-T8).
func (c *City) answer(ctx context.Context, id string, today time.Time, chance *rand.Rand) ([]string, error) {
	lot, hours := chance.IntN(100), time.Duration(2+chance.IntN(40))*time.Hour
	script := func(s models.State) (models.Command, bool) {
		card := s.Card
		holders := c.InForce.Holders(card.Unit, "department_head", today)
		if len(holders) == 0 || lot >= 90 {
			return models.Command{}, false
		}
		cmd := models.Command{
			Subject: id, Digest: "demo", Verb: models.OpenCard, ID: id + "-open", Acted: card.Issued.Add(hours),
			Actor: models.Actor{Account: holders[0], Role: "department_head", Unit: card.Unit, Path: card.Path},
		}
		switch {
		case card.Opened.IsZero():
		case card.Answered.IsZero() && lot < 75:
			days := clock.Limit{N: 1 + lot%4, Unit: clock.UnitWorkday}
			cmd.Verb, cmd.ID = models.AnswerCard, id+"-answer"
			cmd.Acted = c.InForce.Calendar(card.Path).Judge(clock.Timeline{Start: card.Opened, Promised: days}).DuePromised.Add(-8 * time.Hour)
			cmd.Facts = models.Facts{Reasoned: true, Ground: "workload"}
			cmd.Body = []byte(`{"text":"已核实，系人手不足导致延误，已调配人员并当日办结。"}`)
		default:
			return models.Command{}, false
		}
		return cmd, !cmd.Acted.After(today)
	}
	_, more, err := c.Act.Import(ctx, models.CardKind, id, script)
	return more, err
}
