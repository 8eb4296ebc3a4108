package activities_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// covers S05
func TestAWithdrawalWithoutGround(t *testing.T) {
	// withdraws lets the organ take back a yellow card of the review, due with 4 March.
	withdraws := func(t *testing.T, ground string, before func(*desk)) (*desk, string) {
		d := accepted(t)
		d.until(4)
		if before != nil {
			before(d)
		}
		id := d.card("R-T2", models.Yellow).ID
		facts := letter(id)
		facts.Ground = ground
		d.on(id, han, models.WithdrawCard, facts)
		return d, id
	}
	lead := func(d *desk, id string) models.Line {
		lines, err := d.office.Lines(d.t.Context(), id, 1)
		require.NoError(d.t, err)
		require.Len(d.t, lines, 1)
		return lines[0]
	}

	t.Run("is a lead on the organ and on who did it, for the tier above (R-S7)", func(t *testing.T) {
		d, id := withdraws(t, "system_error", nil)
		require.Len(t, d.out.Leads, 1)
		opened := lead(d, d.out.Leads[0])
		facts := opened.Facts.Lead
		require.Equal(t, []string{"R-S7", "city-organ", "han", "province-organ"}, []string{facts.Rule, facts.Unit, facts.Holder, facts.Organ})
		require.Equal(t, []any{models.CardKind, id}, []any{opened.Facts.About.Kind, opened.Facts.About.ID})
		require.Equal(t, []string{"c1"}, facts.Cases, "a card that follows is issued on the case")
		require.Equal(t, "system_error", facts.Found["card.ground"])
		require.Equal(t, []string{"tang"}, d.told("lead"))
		require.Equal(t, models.CardRevoked, d.states[id].Card.Status, "the withdrawal stands until somebody has looked")
	})

	t.Run("of the body stationed at the department goes to the organ of its tier (R-S7)", func(t *testing.T) {
		d := accepted(t)
		d.until(4)
		id := d.card("R-T2", models.Yellow).ID
		d.on(id, chen, models.WithdrawCard, letter(id))
		require.Len(t, d.out.Leads, 1)
		facts := lead(d, d.out.Leads[0]).Facts.Lead
		require.Equal(t, []string{"stationed", "city-organ"}, []string{facts.Unit, facts.Organ})
	})

	t.Run("of which a line of the case tells raises nothing (R-S7)", func(t *testing.T) {
		d, _ := withdraws(t, "system_error", func(d *desk) {
			d.now = midnight(5).Add(10 * hour)
			d.does(li, models.Approve, step("review"))
			d.corrects(d.c().N, midnight(5).Add(9*hour))
		})
		require.Empty(t, d.out.Leads)
	})

	t.Run("for the calendar's sake raises nothing once the day is closed (R-S7)", func(t *testing.T) {
		d, _ := withdraws(t, models.CalendarError, func(d *desk) {
			d.office.Cal = d.office.Cal.Overridden([]clock.Day{{Name: "停工", Date: clock.NewDate(2026, 3, 4), Off: true}})
		})
		require.Empty(t, d.out.Leads)
	})

	t.Run("and raises one while the calendar is as it was (R-S7)", func(t *testing.T) {
		d, _ := withdraws(t, models.CalendarError, nil)
		require.Len(t, d.out.Leads, 1)
	})

	t.Run("by an appeal is judged like one by hand (R-S7)", func(t *testing.T) {
		d := appealed(t, models.Revoke)
		require.Equal(t, "gu", lead(d, d.out.Leads[0]).Facts.Lead.Holder)
	})

	t.Run("of a card that stays raises nothing (R-S7)", func(t *testing.T) {
		d := appealed(t, models.Uphold)
		require.Empty(t, d.out.Leads)
	})

	t.Run("leaves a record that folds again to the same card", func(t *testing.T) {
		d, id := withdraws(t, "system_error", nil)
		out, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CardKind, Subject: id})
		require.NoError(t, err)
		require.Equal(t, []string{"R-S7/lead/act#2"}, out.State.Card.Leads)
		require.True(t, out.Next.At.IsZero())
	})
}

// appealed is a case whose yellow card was appealed against and decided upon.
func appealed(t *testing.T, outcome string) *desk {
	d := accepted(t)
	d.until(4)
	id := d.card("R-T2", models.Yellow).ID
	d.on(id, zhou, models.AppealCard, models.Facts{Ground: "facts_wrong", Reasoned: true})
	decision := letter(id)
	decision.Outcome = outcome
	d.on(id, gu, models.DecideAppeal, decision)
	return d
}
