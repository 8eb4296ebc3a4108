package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// said lists what one rule says on a clock that began on Monday 2026-03-02 at nine and ended then; "" it never ended.
func said(t *testing.T, code string, kind clock.Kind, limit clock.Limit, ended string) (out []string) {
	t.Helper()
	c := models.LegalClock{Name: "c#1", Kind: kind, Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: limit, Statutory: limit}}
	if ended != "" {
		c.End = at(ended).Add(-time.Second)
	}
	for _, th := range shipped(t).Thresholds(subject{c}, clock.National()) {
		word := th.Level.String()
		if th.Effect != "" {
			word = string(th.Effect)
		}
		if th.Rule == code {
			out = append(out, word+" "+th.At.In(clock.Zone).Format("01-02"))
		}
	}
	return out
}

// Every rule over a clock, with a clock on which it speaks and one that ends a second before it would.
// covers S22, S26, S28
func TestClockRules(t *testing.T) {
	days := func(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitDay} }
	// The working days after Monday 03-02: 03, 04, 05, 06, 09, 10, 11, 12, 13, 16. A day limit is over as the next day opens.
	for _, each := range []struct {
		story string
		code  string
		kind  clock.Kind
		limit clock.Limit
		ended string
		want  []string
	}{
		{"R-T1 fires: a case of ten working days", "R-T1", clock.KindDecision, workdays(10), "", []string{"warning 03-14", "yellow 03-17", "red 03-18"}},
		{"R-T1 must not: decided before the last day", "R-T1", clock.KindDecision, workdays(10), "2026-03-14", nil},
		{"R-T2 fires: a step of five working days", "R-T2", clock.KindStep, workdays(5), "", []string{"warning 03-07", "yellow 03-10", "red 03-17"}},
		{"R-T2 must not: done on the fourth day", "R-T2", clock.KindStep, workdays(5), "2026-03-07", nil},
		{"R-T3 fires: nobody accepts or declines within five working days", "R-T3", clock.KindAcceptance, workdays(5), "", []string{"warning 03-07", "red 03-10"}},
		{"R-T3 must not: accepted on the fourth", "R-T3", clock.KindAcceptance, workdays(5), "2026-03-07", nil},
		{"R-T4 fires: a special procedure that outruns its plan", "R-T4", clock.KindSpecial, workdays(5), "", []string{"warning 03-06", "yellow 03-10", "red 03-12"}},
		{"R-T4 must not: over in three days", "R-T4", clock.KindSpecial, workdays(5), "2026-03-06", nil},
		{"R-T5 fires: an application that the window does not take in", "R-T5", models.PrereviewClock, workdays(2), "", []string{"warning 03-04", "yellow 03-05", "red 03-10"}},
		{"R-T5 must not: taken in on the next day", "R-T5", models.PrereviewClock, workdays(2), "2026-03-04", nil},
		{"R-T6, K07 fires: a licence that nobody delivers in ten working days", "R-T6", clock.KindDelivery, workdays(10), "", []string{"warning 03-13", "yellow 03-17", "red 03-24"}},
		{"R-T6, K07 must not: delivered on the eighth", "R-T6", clock.KindDelivery, workdays(10), "2026-03-13", nil},
		{"R-T6S fires: a stage beyond its own limit", "R-T6S", models.StageClock, workdays(5), "", []string{"warning 03-06", "yellow 03-10", "red 03-17"}},
		{"R-T6S must not: a stage that is through in three days", "R-T6S", models.StageClock, workdays(5), "2026-03-06", nil},
		{"R-T7, C05 fires: a complaint that is not answered in fifteen working days", "R-T7", models.ComplaintHandlingClock, workdays(15), "", []string{"warning 03-20", "yellow 03-24", "red 03-26"}},
		{"R-T7, C05 must not: answered on the thirteenth", "R-T7", models.ComplaintHandlingClock, workdays(15), "2026-03-20", nil},
		{"R-T8 fires: a unit that does not answer a card", "R-T8", clock.KindFeedback, workdays(5), "", []string{"warning 03-07", "yellow 03-10", "red 03-13"}},
		{"R-T8 must not: answered on the fourth day", "R-T8", clock.KindFeedback, workdays(5), "2026-03-07", nil},
		{"R-T9 fires: what is to be put right is not", "R-T9", models.CorrectionClock, workdays(3), "", []string{"warning 03-05", "yellow 03-06"}},
		{"R-T9 must not: put right on the second day", "R-T9", models.CorrectionClock, workdays(3), "2026-03-05", nil},
		{"R-T10 fires: an order that nobody answers", "R-T10", models.OrderClock, workdays(3), "", []string{"warning 03-05", "yellow 03-06", "red 03-11"}},
		{"R-T10 must not: answered on the second day", "R-T10", models.OrderClock, workdays(3), "2026-03-05", nil},
		{"R-S1 fires: a supervisor who does not judge an answer", "R-S1", models.VerificationClock, workdays(5), "", []string{"warning 03-07", "yellow 03-10"}},
		{"R-S1 must not: judged on the fourth day", "R-S1", models.VerificationClock, workdays(5), "2026-03-07", nil},
		{"R-S2 fires: an appeal that lies", "R-S2", models.AppealClock, workdays(10), "", []string{"warning 03-13", "yellow 03-17"}},
		{"R-S2 must not: decided on the eighth day", "R-S2", models.AppealClock, workdays(10), "2026-03-13", nil},
		{"R-S3 fires: a lead that nobody settles", "R-S3", models.LeadClock, workdays(10), "", []string{"warning 03-13", "yellow 03-17"}},
		{"R-S3 must not: settled on the eighth day", "R-S3", models.LeadClock, workdays(10), "2026-03-13", nil},
		{"R-S4 fires: a late answer that the supervisor does not pursue", "R-S4", clock.KindFeedback, workdays(5), "", []string{"warning 03-17"}},
		{"R-S4 must not: ordered, or answered, before", "R-S4", clock.KindFeedback, workdays(5), "2026-03-17", nil},
		{"A16 fires: the opinion of a co-department is late, as R-T2 counts", "A16", models.JointClock, workdays(5), "", []string{"warning 03-07", "yellow 03-10", "red 03-17"}},
		{"A16 must not: it came on the fourth day", "A16", models.JointClock, workdays(5), "2026-03-07", nil},
		{"K02 fires: silence of five working days is acceptance", "K02", clock.KindAcceptance, workdays(5), "", []string{"deem_accepted 03-10"}},
		{"K02 must not: what is missing was told on the fifth day", "K02", clock.KindAcceptance, workdays(5), "2026-03-10", nil},
		{"K02S fires: what was asked for never came", "K02S", clock.KindSupplement, workdays(5), "", []string{"lapse 03-10"}},
		{"K02S must not: it came on the last day", "K02S", clock.KindSupplement, workdays(5), "2026-03-10", nil},
		{"M01, C05 fires: a complaint lies for three working days", "M01", models.ComplaintAcceptanceClock, workdays(3), "", []string{"warning 03-05", "yellow 03-06"}},
		{"M01, C05 must not: accepted on the second", "M01", models.ComplaintAcceptanceClock, workdays(3), "2026-03-05", nil},
		{"M01R, C04 fires: a review that is not decided in thirty days", "M01R", models.ComplaintReviewClock, days(30), "", []string{"warning 03-31", "yellow 04-02", "red 04-04"}},
		{"M01R, C04 must not: decided three days before the end", "M01R", models.ComplaintReviewClock, days(30), "2026-03-31", nil},
		{"M01C, C08 fires: who gave a bad review is not rung up in a working day", "M01C", models.ComplaintContactClock, workdays(1), "", []string{"yellow 03-04"}},
		{"M01C, C08 must not: rung up on the next day", "M01C", models.ComplaintContactClock, workdays(1), "2026-03-04", nil},
		{"C04W fires: nobody asks for a review in thirty days", "C04W", models.ComplaintWindowClock, days(30), "", []string{"close_complaint 04-02"}},
		{"C04W must not: a review was asked for on the last day", "C04W", models.ComplaintWindowClock, days(30), "2026-04-02", nil},
	} {
		t.Run(each.story, func(t *testing.T) {
			require.Equal(t, each.want, said(t, each.code, each.kind, each.limit, each.ended))
		})
	}
}

// The times that complaints are lodged with, by source and place, and where they end. covers S26, S86
func TestComplaintTimes(t *testing.T) {
	for _, each := range []struct {
		story  string
		source string
		code   string
		kind   clock.Kind
		limit  func(models.ComplaintTerms) clock.Limit
		ended  string
		want   []string
	}{
		{"C02 fires: a petition is accepted within fifteen days", models.FromPetition, "M01", models.ComplaintAcceptanceClock, accepting, "", []string{"warning 03-17", "yellow 03-18"}},
		{"C02 must not: on the twelfth it is in time", models.FromPetition, "M01", models.ComplaintAcceptanceClock, accepting, "2026-03-15", nil},
		{"C03 fires: a petition is done within sixty days", models.FromPetition, "R-T7", models.ComplaintHandlingClock, handling, "", []string{"warning 04-30", "yellow 05-02", "red 05-08"}},
		{"C03 must not: on the fiftieth it is in time", models.FromPetition, "R-T7", models.ComplaintHandlingClock, handling, "2026-04-21", nil},
		{"C07 fires: the hotline has five working days", models.FromHotline, "R-T7", models.ComplaintHandlingClock, handling, "", []string{"warning 03-06", "yellow 03-10", "red 03-12"}},
		{"C07 must not: in the third it is in time", models.FromHotline, "R-T7", models.ComplaintHandlingClock, handling, "2026-03-06", nil},
	} {
		t.Run(each.story, func(t *testing.T) {
			limit := each.limit(shipped(t).ComplaintTerms(each.source, "/44/4419/"))
			require.Equal(t, each.want, said(t, each.code, each.kind, limit, each.ended))
		})
	}

	t.Run("C06 fires: a division with times of its own has them, and its neighbour must not", func(t *testing.T) {
		set := shipped(t)
		own := set.ComplaintTerms(models.FromOnline, "/44/4419/")
		own.Acceptance = workdays(5)
		set.Complaints = append(set.Complaints, supervision.ComplaintRule{Path: "/44/4419/441900003/", Terms: own})
		require.Equal(t, workdays(5), set.ComplaintTerms(models.FromOnline, "/44/4419/441900003/").Acceptance)
		require.Equal(t, workdays(3), set.ComplaintTerms(models.FromOnline, "/44/4419/441900004/").Acceptance)
	})
}

func accepting(t models.ComplaintTerms) clock.Limit { return t.Acceptance }

func handling(t models.ComplaintTerms) clock.Limit { return t.Handling }
