package activities_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
)

func TestAppend(t *testing.T) {
	t.Run("the same command twice has one line, and the second answer is the first", func(t *testing.T) {
		d := accepted(t)
		cmd := command(li, d.now, models.Approve, step("review"))
		first := d.turn("c1", &cmd).Answer
		second := d.turn("c1", &cmd).Answer
		require.Equal(t, first.Line, second.Line)
		require.True(t, first.Acted.Equal(second.Acted))
		require.Equal(t, []string{"submit", "accept", "approve"}, d.verbs())
		require.False(t, d.out.Next.At.IsZero(), "the subject still sleeps for its next threshold")
	})

	t.Run("a case gets its query code with its first line and with no other", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		filing := officetest.Filing("c2", models.WindowChannel, d.now)
		filing.Code = "digest"
		d.states["c2"] = models.Begin(models.CaseKind, "c2", nil)
		require.Nil(t, d.turn("c2", &filing).Refused)
		accept := command(wang, d.now, models.Accept, accepting())
		accept.Subject = "c2"
		require.Nil(t, d.turn("c2", &accept).Refused)
		n := len(d.office.Batches)
		require.Equal(t, "digest", d.office.Batches[n-2].Code)
		require.Empty(t, d.office.Batches[n-1].Code)
	})

	t.Run("a click that is sent again is answered from its line, although the gate would take it once more", func(t *testing.T) {
		d := accepted(t)
		cmd := command(applicant, d.now, models.Urge, models.Facts{})
		first := d.turn("c1", &cmd).Answer
		d.does(li, models.Approve, step("review"))
		second := d.turn("c1", &cmd)
		require.Equal(t, first.Line, second.Answer.Line)
		require.False(t, second.Next.At.IsZero(), "the subject still sleeps for its next threshold")
		require.Equal(t, []string{"submit", "accept", "urge", "approve"}, d.verbs())
		cmd.Digest = "another"
		require.Equal(t, "key_reused", d.turn("c1", &cmd).Refused.Reason)
		require.Len(t, d.verbs(), 4)
	})

	t.Run("a key that comes with another body is refused and changes nothing", func(t *testing.T) {
		d := accepted(t)
		cmd := command(li, d.now, models.Approve, step("review"))
		d.turn("c1", &cmd)
		next := d.out.Next
		cmd.Digest = "another"
		require.Equal(t, "key_reused", d.turn("c1", &cmd).Refused.Reason)
		require.Len(t, d.verbs(), 3)
		require.True(t, next.Same(d.out.Next), "nor what the subject sleeps for")
	})

	t.Run("what another worker wrote comes back, and the command is judged by it", func(t *testing.T) {
		d := accepted(t)
		other := command(li, d.now, models.Approve, step("review"))
		behind := d.states["c1"].Clone()
		d.turn("c1", &other)
		d.states["c1"] = behind
		refused := d.turn("c1", new(command(officer("liu", "handler"), d.now, models.Approve, step("review")))).Refused
		require.Equal(t, "step_not_open", refused.Reason)
		require.Equal(t, []string{"submit", "accept", "approve"}, d.verbs())
		require.Equal(t, []string{"audit"}, open(d))
	})

	// pain 10
	t.Run("of two contrary commands on the same state only one is carried out", func(t *testing.T) {
		for range 20 {
			d := accepted(t)
			d.does(li, models.Approve, step("review"))
			d.does(zhao, models.Approve, step("audit"))
			inputs := []models.Command{command(sun, d.now, models.Approve, step("decide")), command(sun, d.now, models.Refuse, grave("decide"))}
			outs := make([]activities.AppendOutput, 2)
			var both sync.WaitGroup
			for i, cmd := range inputs {
				state := d.states["c1"].Clone()
				both.Go(func() {
					outs[i], _ = d.act.Append(context.Background(), activities.AppendInput{State: state, Command: &cmd})
				})
			}
			both.Wait()
			require.NotEqual(t, outs[0].Again, outs[1].Again)
			lines, err := d.office.Lines(t.Context(), "c1", 5)
			require.NoError(t, err)
			require.Contains(t, []models.Verb{models.Approve, models.Refuse}, lines[0].Verb)
			require.Equal(t, models.CompleteStep, lines[1].Verb)
			require.Len(t, lines, 2)
		}
	})

	t.Run("a worker killed after our commit leaves no ghost: its cards begin and its messages are sent by the next", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(4).Add(hour)
		state := d.states["c1"].Clone()
		_, err := d.act.Append(t.Context(), activities.AppendInput{State: state}) // the answer is lost
		require.NoError(t, err)
		again, err := d.act.Append(t.Context(), activities.AppendInput{State: d.states["c1"]})
		require.NoError(t, err)
		require.True(t, again.Again)
		require.Len(t, again.Cards, 1)
		d.fold("c1", again)
		act := command(li, midnight(4).Add(-hour), models.Approve, step("review"))
		state = d.states["c1"].Clone()
		_, err = d.act.Append(t.Context(), activities.AppendInput{State: state, Command: &act})
		require.NoError(t, err)
		again, err = d.act.Append(t.Context(), activities.AppendInput{State: d.states["c1"], Command: &act})
		require.NoError(t, err)
		require.Len(t, again.Tell, 1)
	})

	t.Run("a store that is away leaves the state unchanged, and the same command succeeds later", func(t *testing.T) {
		d := accepted(t)
		before := d.states["c1"].Clone()
		cmd := command(li, d.now, models.Approve, step("review"))
		d.office.Away = true
		_, err := d.act.Append(t.Context(), activities.AppendInput{State: d.states["c1"], Command: &cmd})
		require.Error(t, err)
		require.Equal(t, models.StoreAway, models.CodeOf(err))
		after := d.states["c1"].Clone()
		require.Equal(t, before.Case, after.Case)
		d.office.Away = false
		require.Nil(t, d.turn("c1", &cmd).Refused)
		require.Equal(t, []string{"submit", "accept", "approve"}, d.verbs())
	})

	t.Run("a refused command leaves no line, but what was due before it speaks", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(4)
		require.Equal(t, "step_not_open", d.says(sun, models.Approve, step("decide")).Reason)
		require.Equal(t, []string{"submit", "accept", "warn R-T2 warning", "issue_card R-T2 yellow"}, d.verbs())
	})

	t.Run("an extension after the due instant is refused by the clock (K04)", func(t *testing.T) {
		d := accepted(t)
		d.now = midnight(30) // twenty working days after 03-02 end on 03-30
		facts := models.Facts{Extend: 10, Reasoned: true, Document: "E-1"}
		require.Equal(t, "after_due", d.says(zhou, models.Extend, facts).Reason)
		early := accepted(t)
		early.now = midnight(30).Add(-1)
		early.does(zhou, models.Extend, facts)
		require.True(t, early.row().StatutoryDue.After(midnight(31)))
	})

	t.Run("a record without its first line is damaged, and one without lines is not found", func(t *testing.T) {
		d := accepted(t)
		_, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "nowhere"})
		require.Equal(t, models.NotFound, models.CodeOf(err))
		loaded, err := d.act.Load(t.Context(), activities.LoadInput{Kind: models.CaseKind, Subject: "c1"})
		require.NoError(t, err)
		require.True(t, loaded.Next.Same(d.out.Next))
		require.Equal(t, d.c().Head, loaded.State.Case.Head)
	})
}

func officer(account, role string) models.Actor {
	return models.Actor{Account: account, Role: role, Unit: "bureau", Path: "/44/4419/"}
}

func open(d *desk) []string {
	var keys []string
	for _, i := range d.c().OpenSteps() {
		keys = append(keys, d.c().Steps[i].Key)
	}
	return keys
}
