package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S27
func TestSecondSupervisor(t *testing.T) {
	for _, verb := range []models.Verb{models.Terminate, models.ForceAdvance} {
		t.Run(string(verb)+" tells the applicant the remedy", func(t *testing.T) {
			facts := reasons("review")
			facts.Remedy = false
			accepted(t, food()).refuses("faulty_fields", han, verb, facts)
		})

		t.Run(string(verb)+" is not confirmed by another account or stand-in of the same person, nor in that person's place", func(t *testing.T) {
			as := func(a models.Actor, stands, person string) models.Actor { a.For, a.Person = stands, person; return a }
			for _, pair := range []struct{ first, second models.Actor }{
				{as(han, "", "hash-of-han"), as(feng, "", "hash-of-han")},
				{as(han, "", ""), as(feng, "han", "")},
				{as(han, "feng", ""), as(feng, "", "")},
				{as(han, "tang", ""), as(feng, "tang", "")},
			} {
				d := accepted(t, food()).with(pair.first, verb, reasons("review"))
				d.refuses("second_person", pair.second, models.Confirm, models.Facts{Answers: d.c.N})
				d.refuses("second_person", pair.second, models.Discard, models.Facts{Answers: d.c.N, Reasoned: true})
				d.must(models.Actor{Account: "tong", Person: "hash-of-tong"}, models.Confirm, models.Facts{Answers: d.c.N})
			}
		})

		t.Run(string(verb)+" waits for a second supervisor, who is another person", func(t *testing.T) {
			d := accepted(t, food()).with(han, verb, reasons("review"))
			require.Equal(t, models.Accepted, d.c.Status)
			require.Equal(t, []string{"review"}, d.open())
			d.refuses("already_pending", feng, verb, reasons("review"))
			d.refuses("second_person", han, models.Confirm, models.Facts{Answers: d.c.N})
			d.refuses("no_pending", feng, models.Confirm, models.Facts{Answers: 1})
			d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
			require.Empty(t, d.c.Pending)
		})

		t.Run(string(verb)+" that the second supervisor turns down has no effect and may be proposed again", func(t *testing.T) {
			d := accepted(t, food()).with(han, verb, reasons("review"))
			d.refuses("faulty_fields", feng, models.Discard, models.Facts{Answers: d.c.N})
			d.refuses("second_person", han, models.Discard, models.Facts{Answers: d.c.N, Reasoned: true})
			d.must(feng, models.Discard, models.Facts{Answers: d.c.N, Reasoned: true})
			require.Equal(t, []string{"review"}, d.open())
			d.must(han, verb, reasons("review"))
		})

		t.Run(string(verb)+" loses its object when the case is decided first: no decision is undone by it", func(t *testing.T) {
			d := accepted(t, food()).with(han, verb, reasons("review"))
			line := d.c.N
			d.must(li, models.Approve, at("review"))
			d.must(zhao, models.Approve, at("audit"))
			d.must(sun, models.Approve, at("decide"))
			d.refuses("no_pending", feng, models.Confirm, models.Facts{Answers: line})
			require.Equal(t, models.Granted, d.c.Status)
		})
	}

	t.Run("ends every case before its decision, and none after it", func(t *testing.T) {
		for _, s := range stands[1:] {
			d := s.walk(t)
			err := d.try(han, models.Terminate, reasons(""))
			if s.name == "sub" || s.name == "rec" || s.name == "sup" || s.name == "rev" || s.name == "spe" || s.name == "dec" {
				require.NoError(t, err, s.name)
				d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
				require.Equal(t, models.Terminated, d.c.Status, s.name)
			} else {
				require.Error(t, err, s.name)
			}
		}
	})
}

func TestForceAdvance(t *testing.T) {
	t.Run("never accepts, never decides, never delivers", func(t *testing.T) {
		filed(t, food()).refuses("not_in_status", han, models.ForceAdvance, reasons("accept"))
		atDecision(t).refuses("wrong_step", han, models.ForceAdvance, reasons("decide"))
		granted(t).refuses("not_in_status", han, models.ForceAdvance, reasons("deliver"))
	})

	t.Run("passes an opinion, and the next step opens", func(t *testing.T) {
		d := accepted(t, food()).with(han, models.ForceAdvance, reasons("review"))
		d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
		require.Equal(t, models.Passed, d.c.Step("review").Phase)
		require.Equal(t, []string{"audit"}, d.open())
		require.Empty(t, d.c.Step("review").Hands)
	})

	t.Run("of one round does not pass the next round of the step", func(t *testing.T) {
		d := accepted(t, food()).with(han, models.ForceAdvance, reasons("review"))
		line := d.c.N
		d.must(li, models.Approve, at("review"))
		d.must(zhao, models.Return, models.Facts{Step: "audit", Target: "review", Reasoned: true})
		d.refuses("no_pending", feng, models.Confirm, models.Facts{Answers: line})
		require.Equal(t, models.Open, d.c.Step("review").Phase)
	})

	t.Run("of a step that was returned to goes back to who returned it", func(t *testing.T) {
		d := atDecision(t).with(sun, models.Return, models.Facts{Step: "decide", Target: "review", Resume: true, Reasoned: true})
		d.must(han, models.ForceAdvance, reasons("review"))
		d.must(feng, models.Confirm, models.Facts{Answers: d.c.N})
		require.Equal(t, []string{"decide"}, d.open())
	})
}

// covers S27
func TestFromOutside(t *testing.T) {
	again := models.Facts{Reasoned: true}
	based := models.Facts{Reasoned: true, Ground: "K04"}
	t.Run("a supervisor urges and reopens with reason and basis; the unit itself needs no basis", func(t *testing.T) {
		d := accepted(t, food())
		d.refuses("faulty_fields", han, models.Urge, models.Facts{})
		d.refuses("faulty_fields", han, models.Urge, again)
		d.refuses("faulty_fields", han, models.Urge, models.Facts{Ground: "K04"})
		d.must(han, models.Urge, based)
		d.must(wang, models.Urge, models.Facts{})
		d.must(applicant, models.Urge, models.Facts{})
		d.must(applicant, models.Withdraw, models.Facts{})
		d.refuses("faulty_fields", han, models.Reopen, again)
		d.must(han, models.Reopen, based)
		d.must(applicant, models.Withdraw, models.Facts{})
		d.must(zhou, models.Reopen, again)
	})
}
