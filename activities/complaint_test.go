package activities_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// The people of the organ that receives complaints, and of the bureau that some are transferred to.
var (
	organDesk  = models.Actor{Account: "han", Role: "supervisor", Unit: "city-organ", Path: "/44/4419/"}
	bureauHead = models.Actor{Account: "zhou", Role: "department_head", Unit: "bureau", Path: "/44/4419/"}
	complainer = models.Actor{Account: models.ApplicantAccount}
)

// counter is the office's complaint desk: the same turns as a case's, on complaints.
type counter struct{ *desk }

func openCounter(t *testing.T) counter { return counter{openDesk(t, models.WindowChannel)} }

func plaintOf(number string) models.ComplaintFacts {
	return models.ComplaintFacts{
		Number: number, Source: models.FromOnline, Topic: "delay", About: "bureau", Named: true, Complainant: "hash", Unit: "city-organ", Path: "/44/4419/",
	}
}

// lodge puts a complaint on record.
func (d counter) lodge(id string, f models.ComplaintFacts) {
	d.t.Helper()
	d.states[id] = models.Begin(models.ComplaintKind, id, nil)
	cmd := command(complainer, d.now, models.LodgeComplaint, models.Facts{Complaint: &f})
	cmd.Subject = id
	require.Nil(d.t, d.turn(id, &cmd).Refused)
}

// on lets somebody act on a complaint.
func (d counter) on(id string, by models.Actor, verb models.Verb, text string, said models.ComplaintFacts, to string) {
	d.t.Helper()
	if said.Path == "" {
		said.Path = "/44/4419/"
	}
	facts := models.Facts{Reasoned: true, ToUnit: to, Complaint: &said}
	cmd := command(by, d.now, verb, facts)
	body, err := json.Marshal(map[string]string{"text": text})
	require.NoError(d.t, err)
	cmd.Subject, cmd.Body = id, body
	require.Nil(d.t, d.turn(id, &cmd).Refused, "%s", verb)
}

func (d counter) handled(id string, by models.Actor, text string, result string) {
	d.t.Helper()
	d.on(id, by, models.AcceptComplaint, "", models.ComplaintFacts{}, "")
	d.on(id, by, models.HandleSelf, "", models.ComplaintFacts{}, "")
	d.on(id, by, models.AnswerComplaint, text, models.ComplaintFacts{Result: result}, "")
}

// sleeps lets a complaint catch up at an instant.
func (d counter) sleeps(id string, until time.Time) {
	d.t.Helper()
	d.now = until
	d.turn(id, nil)
}

func (d counter) has(id, word string) bool { return slices.Contains(d.office.Verbs(id), word) }

// covers S26, S86
func TestComplaintClocks(t *testing.T) {
	t.Run("an acceptance that is late is a yellow card on the unit that has it, told to its people (M01, C05)", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		d.sleeps("k1", midnight(5)) // three working days after Monday 03-02
		require.Equal(t, []string{"lodge_complaint", "warn M01 warning", "issue_card M01 yellow"}, d.office.Verbs("k1"))
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, "city-organ", card.Facts.Unit)
		require.NotEmpty(t, card.Facts.Told)
		require.Equal(t, models.ComplaintKind, card.About.Kind)
		require.Equal(t, models.Yellow, d.office.Complaint("k1").Level)
	})
	t.Run("one that is accepted in time gives rise to nothing (M01)", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		d.on("k1", organDesk, models.AcceptComplaint, "", models.ComplaintFacts{}, "")
		d.sleeps("k1", midnight(9))
		require.Equal(t, []string{"lodge_complaint", "accept_complaint"}, d.office.Verbs("k1"))
	})
	t.Run("handling is warned of two working days before, late yellow, and two later red on who has it (R-T7, C05)", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		d.on("k1", organDesk, models.AcceptComplaint, "", models.ComplaintFacts{}, "")
		d.on("k1", organDesk, models.TransferComplaint, "", models.ComplaintFacts{}, "bureau")
		d.on("k1", bureauHead, models.HandleSelf, "", models.ComplaintFacts{}, "")
		d.sleeps("k1", midnight(23)) // fifteen working days after 03-02
		require.True(t, d.has("k1", "warn R-T7 warning"))
		require.True(t, d.has("k1", "issue_card R-T7 yellow"))
		require.False(t, d.has("k1", "issue_card R-T7 red"))
		card := d.states[d.out.Cards[0]].Card
		require.Equal(t, []string{"bureau", "zhou"}, []string{card.Facts.Unit, card.Facts.Holder})
		d.sleeps("k1", midnight(25))
		require.True(t, d.has("k1", "issue_card R-T7 red"))
	})
	t.Run("the times are those of its source: petitions 15 days and 60, the hotline five working days (C02, C03, C07)", func(t *testing.T) {
		d := openCounter(t)
		for source, want := range map[string][2]clock.Limit{
			models.FromPetition: {{N: 15, Unit: "day"}, {N: 60, Unit: "day"}}, models.FromHotline: {{N: 3, Unit: "workday"}, {N: 5, Unit: "workday"}},
			models.FromWindow: {{N: 3, Unit: "workday"}, {N: 15, Unit: "workday"}},
		} {
			f := plaintOf("TS-" + source)
			f.Source = source
			d.lodge(source, f)
			terms := d.states[source].Complaint.Terms()
			require.Equal(t, want, [2]clock.Limit{terms.Acceptance, terms.Handling}, source)
		}
	})
	t.Run("after thirty days in which nobody asks for a review it closes by itself, and sleeps for nothing (C04)", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		d.handled("k1", organDesk, "经查不属实，已向您说明有关规定。", models.Unfounded)
		require.False(t, d.out.Next.At.IsZero())
		d.sleeps("k1", midnight(31))
		require.False(t, d.has("k1", "close_complaint"))
		d.sleeps("k1", midnight(32))
		require.True(t, d.has("k1", "close_complaint"))
		require.True(t, d.out.Next.At.IsZero())
		require.NotNil(t, d.office.Complaint("k1").Ended)
	})
	t.Run("a corrected calendar moves its clocks", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		cmd := command(models.System(), d.now, models.Recalendar, models.Facts{Ground: activities.ByCalendar, Document: "r2"})
		cmd.Subject = "k1"
		require.Nil(t, d.turn("k1", &cmd).Refused)
		ledger := d.states["k1"].Complaint.LedgerOf("complaint_acceptance#1")
		require.Equal(t, clock.MoveRecompute, ledger.Entries[len(ledger.Entries)-1].Move)
	})
}

// covers S26, S86
func TestRulesOverComplaints(t *testing.T) {
	said := models.ComplaintFacts{}
	t.Run("M02 fires: the third passing on is a yellow card on who passes it on; it must not on the first", func(t *testing.T) {
		d := openCounter(t)
		d.lodge("k1", plaintOf("TS1"))
		d.on("k1", organDesk, models.AcceptComplaint, "", said, "")
		for _, to := range []string{"bureau", "stationed", "city-organ"} {
			require.False(t, d.has("k1", "issue_card M02 yellow"))
			d.on("k1", organDesk, models.TransferComplaint, "", said, to)
		}
		require.True(t, d.has("k1", "warn M02 warning"))
		require.True(t, d.has("k1", "issue_card M02 yellow"))
	})
	t.Run("M03 fires: an answer like an earlier one of the unit is a lead; it must not on another one", func(t *testing.T) {
		d := openCounter(t)
		text := "经查，您反映的窗口排队问题属实，我局已增设窗口并加强管理，感谢您的监督与支持。"
		d.lodge("k1", plaintOf("TS1"))
		d.handled("k1", organDesk, text, models.Unfounded)
		require.Empty(t, d.states["k1"].Complaint.Leads)
		d.lodge("k2", plaintOf("TS2"))
		d.handled("k2", organDesk, "关于收费标准的疑问，经核对收费依据为省级文件，未发现多收，详见附件说明材料。", models.Unfounded)
		require.Empty(t, d.states["k2"].Complaint.Leads)
		d.lodge("k3", plaintOf("TS3"))
		d.handled("k3", organDesk, text+" ", models.Unfounded)
		lead := d.leadOf("k3")
		require.Equal(t, []any{"M03", models.Ref{Kind: models.ComplaintKind, ID: "k3"}.ID, "100"}, []any{lead.Facts.Rule, lead.About.ID, lead.Facts.Judged.Saw["complaint.similar"]})
		require.Equal(t, []string{lead.ID}, d.out.Leads, "its workflow begins")
	})
	t.Run("M04 fires: the same matter within ninety days is a lead with the earlier one; it must not later", func(t *testing.T) {
		d := openCounter(t)
		f := plaintOf("TS1")
		f.Matter = "m"
		d.lodge("k1", f)
		d.now = d.now.AddDate(0, 0, 90)
		d.lodge("k2", f)
		require.Equal(t, "M04", d.leadOf("k2").Facts.Rule)
		require.Equal(t, "k1", d.leadOf("k2").Facts.Found["complaint.earlier"])
		d.now = d.now.AddDate(0, 0, 92)
		d.lodge("k3", f)
		require.Empty(t, d.states["k3"].Complaint.Leads)
	})
	t.Run("M05 fires: handled by somebody who worked on the case complained of is a lead; it must not by another one", func(t *testing.T) {
		for account, suspected := range map[string]bool{"zhou": true, "other": false} {
			d := openCounter(t)
			f := plaintOf("TS1")
			f.Officials = []string{"zhou", "li"}
			d.lodge("k1", f)
			d.on("k1", organDesk, models.AcceptComplaint, "", said, "")
			by := bureauHead
			by.Account = account
			d.on("k1", by, models.HandleSelf, "", said, "")
			require.Equal(t, suspected, len(d.states["k1"].Complaint.Leads) == 1)
		}
	})
	t.Run("M06 fires: satisfied, entered by the office without a call-back, is a yellow card; it must not after one or by the complainant", func(t *testing.T) {
		satisfied := models.ComplaintFacts{Satisfaction: models.SaidSatisfied}
		for name, c := range map[string]struct {
			by     models.Actor
			called bool
			card   bool
		}{"office": {organDesk, false, true}, "office after the call": {organDesk, true, false}, "complainant": {complainer, false, false}} {
			d := openCounter(t)
			d.lodge("k1", plaintOf("TS1"))
			d.handled("k1", organDesk, "已改正并向您致歉，欢迎继续监督。", models.Unfounded)
			if c.called {
				d.on("k1", organDesk, models.CallBack, "已电话回访", said, "")
			}
			d.on("k1", c.by, models.RateAnswer, "", satisfied, "")
			require.Equal(t, c.card, d.has("k1", "issue_card M06 yellow"), name)
		}
	})
	t.Run("S26 fires: a founded complaint about a case is a lead on the case, which is told; it must not on an unfounded one", func(t *testing.T) {
		for result, founded := range map[string]bool{models.Founded: true, models.Partly: true, models.Unfounded: false} {
			d := openCounter(t)
			f := plaintOf("TS1")
			f.Case, f.CaseNumber, f.Item = "c1", "N-c1", "food-business-catering"
			d.lodge("k1", f)
			d.handled("k1", organDesk, "经查办件超期属实，已责令整改。", result)
			require.Equal(t, founded, len(d.states["k1"].Complaint.Leads) == 1, result)
			if !founded {
				continue
			}
			lead := d.leadOf("k1")
			require.Equal(t, []string{"S26", "c1", "bureau", "TS1"}, []string{lead.Facts.Rule, lead.About.ID, lead.Facts.Unit, lead.Facts.Found["complaint.number"]})
			require.Len(t, d.out.Tell, 1)
			told := d.out.Tell[0]
			require.Equal(t, models.CaseKind, told.Kind)
			out := d.turn("c1", &told.Command)
			require.Nil(t, out.Refused)
			require.Empty(t, out.Leads, "the complaint has begun it")
			require.Equal(t, []string{lead.Facts.Key}, d.c().Leads)
			again := d.turn("c1", &told.Command)
			require.NotNil(t, again.Answer, "told twice it is done once")
		}
	})
}

// leadOf folds the only lead that a complaint gave rise to.
func (d counter) leadOf(id string) *models.Lead {
	d.t.Helper()
	leads := d.states[id].Complaint.Leads
	require.Len(d.t, leads, 1)
	lines, err := d.office.Lines(d.t.Context(), leads[0], 1)
	require.NoError(d.t, err)
	lead := models.NewLead(leads[0])
	for _, l := range lines {
		require.NoError(d.t, lead.Fold(l))
	}
	return lead
}
