package activities_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/process"
	"mingcha/models/supervision"
)

// watched is a desk whose item every content rule watches.
func watched(t *testing.T) *desk {
	d := accepted(t)
	d.office.Offered = supervision.Offer{Rules: []string{"R-P1", "R-C1", "R-F1", "A10"}, Materials: 2, Shared: []int{2}, Listed: true}
	return d
}

// decidable is a watched desk whose case waits for its decision, in a place where a reason of a few characters is as none.
func decidable(t *testing.T) *desk {
	d := watched(t)
	for i := range d.office.Set.Rules {
		if r := &d.office.Set.Rules[i]; r.Code == "A01" {
			r.When.Yellow, r.When.Warning = r.When.Yellow+" || "+r.When.Warning, ""
			require.NoError(t, r.Bind(process.CompileWhen))
		}
	}
	d.does(li, models.Approve, step("review"))
	d.does(zhao, models.Approve, step("audit"))
	return d
}

func shortRefusal() models.Facts {
	f := grave("decide")
	f.Words = 3
	return f
}

// covers S21, S24
func TestContentRulesSpeakInTheTurnOfTheAct(t *testing.T) {
	t.Run("a card is issued behind the act, on the same record, in one transaction, with the act as evidence (A01)", func(t *testing.T) {
		d := decidable(t)
		batches := len(d.office.Batches)
		d.does(sun, models.Refuse, shortRefusal())
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "refuse", "complete_step", "issue_card A01 yellow"}, d.verbs())
		require.Len(t, d.office.Batches[batches].Also, 1, "the card's own record")
		require.Len(t, d.out.Cards, 1)
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, "act#5", card.Facts.Clock)
		require.Equal(t, "sun", card.Facts.Holder, "who refused answers for it")
		require.Nil(t, card.Facts.Counted)
		require.Equal(t, &models.Judged{Line: 5, Verb: models.Refuse, Step: "decide", Saw: map[string]string{
			"line.verb": "refuse", "line.deviation": "", "line.reasoned": "true", "line.remedy": "true", "line.reason_length": "3",
		}}, card.Facts.Judged)
		require.Equal(t, models.Yellow, d.row().Level)
	})

	t.Run("the answer of the command is that of the act and not of the card", func(t *testing.T) {
		d := decidable(t)
		out := d.turn("c1", new(command(sun, d.now, models.Refuse, shortRefusal())))
		require.Equal(t, 5, out.Answer.Line)
		require.Equal(t, models.Denied, out.Answer.Status)
	})

	t.Run("a case whose item no content rule watches has the same lines as ever", func(t *testing.T) {
		d := decidable(t)
		d.office.Offered.Rules = []string{"R-T1", "R-T2"}
		d.does(sun, models.Refuse, shortRefusal())
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "refuse", "complete_step"}, d.verbs())
	})

	t.Run("a lawful case from its filing to its close gives rise to nothing (A01–A15)", func(t *testing.T) {
		d := decidable(t)
		d.does(sun, models.Approve, step("decide"))
		d.does(qian, models.Deliver, step("deliver"))
		d.does(wang, models.Close, models.Facts{})
		require.Empty(t, d.c().Marks)
		require.Empty(t, d.c().Leads)
	})

	t.Run("the brake withholds such a card too, and a person releases it", func(t *testing.T) {
		d := decidable(t)
		d.office.HeldBy = activities.TimeStepped
		d.does(sun, models.Refuse, shortRefusal())
		require.Equal(t, models.Withheld, d.card("A01", models.Yellow).State)
		d.office.HeldBy = ""
		d.does(han, models.ReleaseCard, models.Facts{Reasoned: true, Card: &models.CardFacts{Key: "A01/yellow/act#5"}})
		require.Len(t, d.out.Cards, 1)
	})

	t.Run("no later act, and no change of the calendar, takes back what rests on an act", func(t *testing.T) {
		d := decidable(t)
		d.does(sun, models.Refuse, shortRefusal())
		d.does(models.System(), models.Recalendar, models.Facts{Ground: activities.ByCalendar, Document: "r2"})
		d.does(qian, models.Deliver, step("deliver"))
		require.Equal(t, models.Issued, d.c().Mark("A01/yellow/act#5").State)
	})

	t.Run("accepted by silence and granted although nobody has looked at the material (A02)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		d.office.Offered = supervision.Offer{Rules: []string{"R-C1"}, Listed: true}
		d.wakes(midnight(9)) // five working days after 03-02
		require.True(t, d.c().Deemed)
		d.does(li, models.Approve, step("review"))
		d.does(zhao, models.Approve, step("audit"))
		d.does(sun, models.Approve, step("decide"))
		require.Contains(t, d.verbs(), "issue_card A02 red")
	})

	t.Run("what a docked system reports out of order is taken and judged (A03, A13)", func(t *testing.T) {
		d := watched(t)
		d.does(models.System(), models.Report, models.Facts{Step: "decide", Deviation: "skipped_step"})
		require.Contains(t, d.verbs(), "issue_card A03 red")
		require.Empty(t, d.card("A03", models.Red).Holder, "no official of ours did it")
	})

	t.Run("a special procedure in the last tenth of the promised time (A05)", func(t *testing.T) {
		d := watched(t)
		d.now = midnight(11).Add(-hour) // seven working days end with the 11th
		d.does(zhou, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: d.office.Process.Special[0].Planned, Reasoned: true})
		require.Contains(t, d.verbs(), "issue_card A05 yellow")
		early := watched(t)
		early.does(zhou, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: d.office.Process.Special[0].Planned, Reasoned: true})
		require.Equal(t, []string{"submit", "accept", "start_special"}, early.verbs())
	})

	t.Run("a second run of a turn whose answer was lost finds its lines and issues nothing twice", func(t *testing.T) {
		d := decidable(t)
		cmd := command(sun, d.now, models.Refuse, shortRefusal())
		state := d.states["c1"].Clone()
		_, err := d.act.Append(t.Context(), activities.AppendInput{State: state, Command: &cmd})
		require.NoError(t, err)
		again, err := d.act.Append(t.Context(), activities.AppendInput{State: d.states["c1"], Command: &cmd})
		require.NoError(t, err)
		require.True(t, again.Again)
		require.Len(t, again.Cards, 1, "its workflow begins all the same")
		require.Len(t, d.verbs(), 7)
	})
}

// nightly is a desk on which a decision was made at eleven in the evening: a suspicion.
func nightly(t *testing.T) (*desk, string) {
	d := decidable(t)
	d.now = midnight(2).Add(-hour)
	d.does(sun, models.Approve, step("decide"))
	require.Len(t, d.out.Leads, 1)
	id := d.out.Leads[0]
	d.begun(models.LeadKind, id)
	return d, id
}

// begun folds what is on record of a subject that began beside a case.
func (d *desk) begun(kind models.Kind, id string) {
	d.t.Helper()
	d.states[id] = models.Begin(kind, id, nil)
	lines, err := d.office.Lines(d.t.Context(), id, 1)
	require.NoError(d.t, err)
	for _, l := range lines {
		require.NoError(d.t, d.states[id].Subject().Fold(l))
	}
}

func (d *desk) onLead(id string, actor models.Actor, verb models.Verb, facts models.Facts) *models.Error {
	cmd := command(actor, d.now, verb, facts)
	cmd.Subject = id
	return d.turn(id, &cmd).Refused
}

// covers S25
func TestLeads(t *testing.T) {
	t.Run("a suspicion opens a lead in the same turn and issues nothing (A08)", func(t *testing.T) {
		d, id := nightly(t)
		require.Equal(t, "open_lead", d.verbs()[len(d.verbs())-1])
		require.Empty(t, d.out.Cards)
		lead := d.states[id].Lead
		require.Equal(t, models.LeadOpen, lead.Status)
		require.Equal(t, models.Ref{Kind: models.CaseKind, ID: "c1", N: 7, Acted: lead.About.Acted}, lead.About)
		require.Equal(t, []string{"bureau", "stationed", "sun", "A08N"}, []string{lead.Facts.Unit, lead.Facts.Organ, lead.Facts.Holder, lead.Facts.Rule})
		require.Equal(t, "23", lead.Facts.Judged.Saw["line.hour"])
		batch := d.office.Batches[len(d.office.Batches)-1]
		row := batch.Leads[0]
		require.Equal(t, lead.ID, row.ID)
		require.NotNil(t, row.Due)
		require.NotNil(t, row.ArmedFor)
		require.Equal(t, "chen", batch.Notices[0].Account, "the stationed body is told")
	})

	t.Run("it is settled by its supervising body: named, dismissed with a reason, and over", func(t *testing.T) {
		d, id := nightly(t)
		require.Nil(t, d.onLead(id, han, models.AssignLead, models.Facts{To: "chen"}))
		require.Equal(t, "chen", d.states[id].Lead.Assignee)
		require.NotNil(t, d.onLead(id, han, models.DismissLead, models.Facts{}), "not without a reason")
		require.Nil(t, d.onLead(id, han, models.DismissLead, models.Facts{Reasoned: true}))
		require.True(t, d.states[id].Lead.Resting())
		require.True(t, d.out.Next.At.IsZero(), "nothing lies ahead of it")
		require.Equal(t, "not_in_status", d.onLead(id, han, models.ConfirmLead, models.Facts{Reasoned: true}).Reason)
		require.Empty(t, d.c().Marks)
	})

	t.Run("a confirmed one becomes a card of the case by a person's act, with the rule that raised it (R-R1)", func(t *testing.T) {
		d, id := nightly(t)
		about := &models.Ref{Kind: models.CaseKind, ID: "c1"}
		require.Nil(t, d.onLead(id, han, models.ConfirmLead, models.Facts{Reasoned: true, About: about, Card: &models.CardFacts{Level: models.Yellow}}))
		require.Len(t, d.out.Tell, 1)
		require.Nil(t, d.turn("c1", &d.out.Tell[0].Command).Refused)
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, []string{models.Manual, "A08N", "sun", "bureau"}, []string{card.Facts.Cause, card.Facts.Rule, card.Facts.Holder, card.Facts.Unit})
		require.Equal(t, d.states[id].Lead.Card, card.ID)
		require.NotEmpty(t, card.Facts.Told)
		require.Equal(t, models.Yellow, d.row().Level)
		require.Equal(t, han.Account, d.last("c1").Actor.Account, "a person issued it")
		again := d.out
		require.Equal(t, "spoken", d.turn("c1", &models.Command{ID: "other", Subject: "c1", Verb: models.IssueCard, Actor: han, Acted: d.now, Facts: models.Facts{Card: &card.Facts}}).Refused.Reason)
		require.NotEmpty(t, again.Cards)
	})

	t.Run("a red card follows only where somebody was harmed, and none on a case that the lead is not about (R-R1)", func(t *testing.T) {
		d, id := nightly(t)
		red := models.Facts{Reasoned: true, About: &models.Ref{Kind: models.CaseKind, ID: "c1"}, Card: &models.CardFacts{Level: models.Red}}
		require.NotNil(t, d.onLead(id, han, models.ConfirmLead, red))
		other := red
		other.Ground, other.About = models.WithHarm, &models.Ref{Kind: models.CaseKind, ID: "c2"}
		require.NotNil(t, d.onLead(id, han, models.ConfirmLead, other))
		red.Ground = models.WithHarm
		require.Nil(t, d.onLead(id, han, models.ConfirmLead, red))
		require.Equal(t, models.Red, d.out.Tell[0].Command.Facts.Card.Level)
	})

	t.Run("a confirmed one without a card stays a finding", func(t *testing.T) {
		d, id := nightly(t)
		require.Nil(t, d.onLead(id, han, models.ConfirmLead, models.Facts{Reasoned: true}))
		require.Empty(t, d.out.Tell)
		require.Equal(t, models.LeadConfirmed, d.states[id].Lead.Status)
	})

	t.Run("who lets it lie for ten working days gets a card, told above (R-S3)", func(t *testing.T) {
		d, id := nightly(t)
		d.now = midnight(16).Add(hour) // ten working days after 03-02
		d.turn(id, nil)
		require.Equal(t, []string{"open_lead", "warn R-S3 warning", "issue_card R-S3 yellow"}, d.office.Verbs(id))
		require.Equal(t, "stationed", d.card("R-S3", models.Yellow).Unit)
	})

	t.Run("one that is settled in time gives no signal (R-S3)", func(t *testing.T) {
		d, id := nightly(t)
		d.now = midnight(10)
		require.Nil(t, d.onLead(id, han, models.DismissLead, models.Facts{Reasoned: true}))
		d.now = midnight(30)
		d.turn(id, nil)
		require.Equal(t, []string{"open_lead", "dismiss_lead"}, d.office.Verbs(id))
	})
}

func (d *desk) last(subject string) models.Line {
	d.t.Helper()
	lines, err := d.office.Lines(d.t.Context(), subject, 1)
	require.NoError(d.t, err)
	return lines[len(lines)-1]
}
