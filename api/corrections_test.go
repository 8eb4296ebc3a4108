package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S05, S28
func TestCorrectionOfAnInstant(t *testing.T) {
	o := openOffice(t)
	id, _ := o.applied()
	o.later(10 * time.Minute)
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.later(10 * time.Minute)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	offer := func(as string) Offer {
		var list OfferList
		o.get(as, "/cases/"+id+"/offers").is(200).into(&list)
		for _, each := range list.Rows {
			if each.Verb == models.CorrectInstant {
				return each
			}
		}
		return Offer{}
	}
	acts := offer(supervisor).Acts
	act := acts[len(acts)-1]
	right := act.At.Add(-act.At.Sub(act.From) / 2).Truncate(time.Microsecond)
	correction := CaseCommand{Answers: act.Line, Instant: right, Reason: "窗口机器故障，当日已受理", Ground: "system_down", Document: "更〔2026〕1号"}

	t.Run("a supervisor is offered the acts that may be moved with their bounds; whoever works on the case is not", func(t *testing.T) {
		mine := offer(supervisor)
		require.True(t, mine.Allowed && mine.Override && mine.Second, mine.Sentence)
		require.Equal(t, []string{"system_down", "entered_wrong"}, mine.Grounds)
		require.Equal(t, "accept", act.Verb)
		require.False(t, act.From.IsZero())
		require.True(t, act.Until.IsZero(), "nothing has come after it")
		require.False(t, offer(clerk).Allowed)
		o.do(clerk, id, models.CorrectInstant, correction).problem(403, "not_in_role")
	})
	t.Run("an instant outside its bounds is refused, and the fault names them", func(t *testing.T) {
		wrong := correction
		wrong.Instant = act.From.Add(-time.Second)
		require.Contains(t, string(o.do(supervisor, id, models.CorrectInstant, wrong).is(422).body), "/instant")
	})
	t.Run("it waits for a second supervisor, who sees what is to be moved where", func(t *testing.T) {
		var out Outcome
		o.do(supervisor, id, models.CorrectInstant, correction).is(200).into(&out)
		require.True(t, out.Pending)
		var page Case
		o.get(supervisor2, "/cases/"+id).is(200).into(&page)
		require.Len(t, page.Pending, 1)
		require.True(t, page.Pending[0].Correction.Is.Equal(right))
		require.Equal(t, "更〔2026〕1号", page.Pending[0].Document)
		o.do(supervisor2, id, models.Confirm, CaseCommand{Answers: out.Line}).is(200)
	})
	t.Run("afterwards the line shows both instants, and the ledger names line and document", func(t *testing.T) {
		var lines LinePage
		o.get(supervisor, "/cases/"+id+"/lines").is(200).into(&lines)
		require.True(t, lines.Rows[act.Line-1].Acted.Equal(act.At))
		require.True(t, lines.Rows[act.Line-1].Holds.Equal(right))
		require.True(t, lines.Rows[len(lines.Rows)-1].Correction.Is.Equal(right))
		var page Case
		o.get(supervisor, "/cases/"+id).is(200).into(&page)
		for _, c := range page.Clocks {
			if c.Kind != "decision" {
				continue
			}
			last := c.Ledger[len(c.Ledger)-1]
			require.Equal(t, []any{"correct", act.Line, "更〔2026〕1号"}, []any{last.Move, last.Line, last.Document})
			require.True(t, c.Started.Equal(right) && last.Was.Equal(act.At))
		}
	})
}
