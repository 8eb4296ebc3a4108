package workflows_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
)

// marks returns what has spoken on the case, with the day that its due instant opens.
func (s *story) marks(state models.MarkState) map[string]string {
	s.t.Helper()
	lines, err := s.office.Lines(s.t.Context(), s.id, 1)
	require.NoError(s.t, err)
	folded, err := s.office.Activities().Folded(models.CaseKind, s.id, lines)
	require.NoError(s.t, err)
	out := map[string]string{}
	for _, m := range folded.Case.Marks {
		if m.State == state {
			out[m.Key] = m.Due.In(clock.Zone).Format(time.DateOnly)
		}
	}
	return out
}

// lying is what a case gets that lies at its audit from the first hours to 04-15.
var lying = map[string]string{
	"R-T2/warning/step/audit#1": "2026-03-11", "R-T2/yellow/step/audit#1": "2026-03-12", "R-T2/red/step/audit#1": "2026-03-14",
	"R-T1/warning/decision#1": "2026-03-18", "R-T1/yellow/decision#1": "2026-03-19", "R-T1/red/decision#1": "2026-04-08",
}

func TestOutage(t *testing.T) {
	t.Run("thresholds missed while the store was away for days come in order afterwards, with their own due instants", func(t *testing.T) {
		s := openStory(t, models.WindowChannel)
		s.toAudit()
		s.then(day+12*hour, func(o *officetest.Office) { o.Away = true })
		s.then(6*day, func(o *officetest.Office) { o.Away = false })
		s.at(37*day, applicant, models.Withdraw, models.Facts{})
		verbs := s.run()
		require.Equal(t, lying, s.marks(models.Issued))
		require.Equal(t, []string{"warn R-T2 warning", "issue_card R-T2 yellow", "issue_card R-T2 red"}, verbs[3:6])
	})

	t.Run("a command fails fast while the store is away, and the same one succeeds afterwards", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.toAudit()
		approve := models.Command{
			ID: "audit", Subject: s.id, Verb: models.Approve, Actor: officetest.Zhao, Acted: monday.Add(4 * hour), Facts: step("audit"),
		}
		s.then(3*hour, func(o *officetest.Office) { o.Away = true })
		s.env.RegisterDelayedCallback(func() { s.send(approve) }, 4*hour)
		s.env.RegisterDelayedCallback(func() {
			require.Error(t, s.errs["approve"])
			s.office.Change(func() { s.office.Away = false })
			s.send(approve)
		}, 4*hour+time.Minute)
		s.at(6*hour, applicant, models.Withdraw, models.Facts{})
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "withdraw"}, s.run())
	})
}

// covers S28
func TestClockUnderLoad(t *testing.T) {
	for _, v := range []struct {
		name string
		jump time.Duration
	}{{"a day ahead", day}, {"a year ahead", 365 * day}, {"an hour back", -hour}} {
		t.Run("the machine's clock jumping "+v.name+" under load gives no wrong card and loses none", func(t *testing.T) {
			s := begin(t, models.WindowChannel)
			s.toAudit()
			var ahead time.Duration
			s.office.Time = func() time.Time { return s.env.Now().Add(ahead) }
			s.then(2*day, func(o *officetest.Office) { ahead, o.HeldBy = v.jump, "time_stepped" })
			s.then(2*day+6*hour, func(o *officetest.Office) { ahead, o.HeldBy = 0, "" })
			clicks := 0
			for at := 2*day - 5*hour; at < 2*day+12*hour; at += 10 * time.Minute {
				clicks++
				s.env.RegisterDelayedCallback(func() {
					s.send(models.Command{
						ID: "urge-" + strconv.Itoa(int(at.Minutes())), Subject: s.id, Verb: models.Urge, Actor: applicant, Acted: s.office.Time(),
					})
				}, at)
			}
			s.at(37*day, applicant, models.Withdraw, models.Facts{})
			verbs := s.run()
			require.NoError(t, s.env.GetWorkflowError())
			require.Equal(t, lying, s.marks(models.Issued))
			require.Empty(t, s.marks(models.Withheld))
			urges := 0
			for _, verb := range verbs {
				if verb == "urge" {
					urges++
				}
			}
			require.Equal(t, clicks, urges)
		})
	}

	t.Run("a card that was rightly due while the brake held waits for a named person, and is then the card of that day", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.toAudit()
		s.then(2*day, func(o *officetest.Office) { o.HeldBy = "time_differs" })
		s.then(4*day, func(o *officetest.Office) { o.HeldBy = "" })
		late := "R-T2/yellow/step/audit#1"
		release := models.Facts{Card: &models.CardFacts{Key: late}, Reasoned: true, Ground: "核实"}
		s.at(4*day+hour, han, models.ReleaseCard, release)
		s.at(37*day, applicant, models.Withdraw, models.Facts{})
		s.run()
		require.Equal(t, lying[late], s.marks(models.Issued)[late])
		require.Empty(t, s.errs)
	})
}

func TestOneTask(t *testing.T) {
	t.Run("two contrary decisions that arrive in one workflow task have one winner and one refusal", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		s.toDecision()
		sun := officetest.Sun
		s.at(5*hour, sun, models.Approve, step("decide"))
		s.at(5*hour, sun, models.Refuse, models.Facts{Step: "decide", Reasoned: true, Remedy: true})
		s.at(6*hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(7*hour, officetest.Qian, models.Close, models.Facts{})
		require.Equal(t, []string{"submit", "accept", "approve", "approve", "approve", "complete_step", "deliver", "close"}, s.run())
		require.ErrorContains(t, s.errs["refuse"], "refuse is not possible while the case is granted")
	})

	t.Run("a hundred who act in one workflow task are all answered, each exactly once", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		for range 100 {
			s.at(hour, applicant, models.Urge, models.Facts{})
		}
		s.at(2*hour, applicant, models.Withdraw, models.Facts{})
		require.Len(t, s.run(), 102)
		require.Empty(t, s.errs)
	})
}
