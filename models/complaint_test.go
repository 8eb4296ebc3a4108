package models_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// plaint is a complaint on its way, with the record that made it.
type plaint struct {
	c     *models.Complaint
	lines []models.Line
	now   time.Time
}

var (
	desk       = models.Actor{Account: "desk", Role: "supervisor", Unit: "organ", Path: "/44/4419/"}
	bureauHead = models.Actor{Account: "bureau-head", Role: "department_head", Unit: "bureau", Path: "/44/4419/"}
	accused    = models.Actor{Account: "accused", Role: "department_head", Unit: "bureau", Path: "/44/4419/"}
	province   = models.Actor{Account: "province", Role: "supervisor", Unit: "province", Path: "/44/"}
	plaintiff  = models.Actor{Account: models.ApplicantAccount}
)

func limitOf(n int, unit clock.Unit) clock.Limit { return clock.Limit{N: n, Unit: unit} }

func complaintTerms() models.ComplaintTerms {
	return models.ComplaintTerms{
		Acceptance: limitOf(3, "workday"), Handling: limitOf(15, "workday"), Extension: 15, Return: limitOf(24, "hour"), Window: limitOf(30, "day"),
		Review: limitOf(30, "day"),
	}
}

func complained(named bool) models.ComplaintFacts {
	terms := complaintTerms()
	f := models.ComplaintFacts{
		Number: "TS1", Source: models.FromOnline, About: "bureau", Unit: "organ", Path: "/44/4419/", Accused: []string{"accused"}, Named: named, Terms: &terms,
	}
	if named {
		f.Complainant = "hash"
	}
	return f
}

// lodged is a complaint that has just come.
func lodged(t *testing.T, f models.ComplaintFacts) *plaint {
	t.Helper()
	p := &plaint{c: models.NewComplaint("k1"), now: time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC)}
	require.NoError(t, p.try(plaintiff, models.LodgeComplaint, models.Facts{Complaint: &f}))
	return p
}

// try gives a command an hour later and folds its line, unless the gate or the clock refuses.
func (p *plaint) try(by models.Actor, verb models.Verb, facts models.Facts) error {
	return p.tryAt(p.now.Add(time.Hour), by, verb, facts)
}

func (p *plaint) tryAt(at time.Time, by models.Actor, verb models.Verb, facts models.Facts) error {
	cmd := models.Command{ID: fmt.Sprint(p.c.N), Subject: "k1", Verb: verb, Actor: by, Acted: at, Facts: facts}
	if err := p.c.Timely(cmd, clock.National()); err != nil {
		return err
	}
	if err := p.c.Gate(cmd); err != nil {
		return err
	}
	ref := p.c.Ref()
	l := models.Line{
		Subject: "k1", N: ref.N + 1, Command: cmd.ID, Verb: verb, Actor: by, Acted: at, Recorded: at, Facts: facts, Alg: models.SHA256, Previous: ref.Head,
	}
	if err := l.Seal(sha256.New); err != nil {
		return err
	}
	p.now, p.lines = at, append(p.lines, l)
	return p.c.Fold(l)
}

func (p *plaint) must(t *testing.T, by models.Actor, verb models.Verb, facts models.Facts) {
	t.Helper()
	require.NoError(t, p.try(by, verb, facts), "%s while %s", verb, p.c.Status)
}

// entire is what every verb needs, and more.
func entire() models.Facts {
	return models.Facts{
		Reasoned: true, ToUnit: "town", Outcome: models.Uphold,
		Complaint: &models.ComplaintFacts{Path: "/44/4419/110/", Result: models.Founded, Satisfaction: models.SaidSatisfied},
	}
}

// complaintsIn leads a named complaint into each status.
func complaintsIn(t *testing.T) map[models.ComplaintStatus]*plaint {
	t.Helper()
	out := map[models.ComplaintStatus]*plaint{}
	in := func(status models.ComplaintStatus, verbs ...models.Verb) {
		p := lodged(t, complained(true))
		for _, verb := range verbs {
			by := desk
			switch verb {
			case models.AskReview:
				by = plaintiff
			}
			p.must(t, by, verb, entire())
		}
		require.Equal(t, status, p.c.Status)
		out[status] = p
	}
	in(models.ComplaintLodged)
	in(models.ComplaintAccepted, models.AcceptComplaint)
	in(models.ComplaintHanded, models.AcceptComplaint, models.AssignComplaint)
	in(models.ComplaintHandling, models.AcceptComplaint, models.HandleSelf)
	in(models.ComplaintAnswered, models.AcceptComplaint, models.HandleSelf, models.AnswerComplaint)
	in(models.ComplaintReviewing, models.AcceptComplaint, models.HandleSelf, models.AnswerComplaint, models.AskReview)
	in(models.ComplaintDeclined, models.DeclineComplaint)
	in(models.ComplaintRouted, models.RouteComplaint)
	in(models.ComplaintWithdrawn, models.WithdrawComplaint)
	in(models.ComplaintClosed, models.AcceptComplaint, models.HandleSelf, models.AnswerComplaint, models.RateAnswer, models.CloseComplaint)
	return out
}

// complaintsTake says which verbs each status takes, besides those of supervision.
var complaintsTake = map[models.ComplaintStatus][]models.Verb{
	models.ComplaintLodged: {
		models.AcceptComplaint, models.DeclineComplaint, models.RouteComplaint, models.TransferComplaint, models.SubmitUp, models.HandDown,
		models.CallBack, models.WithdrawComplaint,
	},
	models.ComplaintAccepted: {
		models.HandleSelf, models.AssignComplaint, models.TransferComplaint, models.SubmitUp, models.HandDown, models.ExtendComplaint,
		models.CallBack, models.WithdrawComplaint,
	},
	models.ComplaintHanded: {
		models.HandleSelf, models.AssignComplaint, models.TransferComplaint, models.ReturnComplaint, models.SubmitUp, models.HandDown,
		models.ExtendComplaint, models.CallBack, models.WithdrawComplaint,
	},
	models.ComplaintHandling: {
		models.HandleSelf, models.AssignComplaint, models.TransferComplaint, models.SubmitUp, models.HandDown, models.ExtendComplaint,
		models.RecordInquiry, models.AnswerComplaint, models.CallBack, models.WithdrawComplaint,
	},
	models.ComplaintAnswered:  {models.CallBack, models.RateAnswer, models.AskReview, models.CloseComplaint},
	models.ComplaintReviewing: {models.RecordInquiry, models.CallBack, models.DecideReview, models.WithdrawComplaint},
}

// covers S26, S86
func TestEveryVerbInEveryStatusOfAComplaint(t *testing.T) {
	verbs := append(models.ComplaintVerbs(), models.AskReview, models.AskReReview, models.LodgeComplaint)
	for status, p := range complaintsIn(t) {
		for _, verb := range verbs {
			facts, by := entire(), desk
			if verb == models.AskReview || verb == models.AskReReview {
				by = plaintiff
			}
			if verb == models.DecideReview || verb == models.DecideReReview {
				by = province
			}
			if p.c.Unit == "town" {
				facts.ToUnit = "county"
			}
			err := p.c.Gate(models.Command{Verb: verb, Actor: by, Facts: facts})
			require.Equal(t, slices.Contains(complaintsTake[status], verb), err == nil, "%s while %s: %v", verb, status, err)
			require.NotEqual(t, models.Internal, models.CodeOf(err))
		}
	}
}

// covers S26, S86 (M05, C03–C08)
func TestComplaint(t *testing.T) {
	plain := models.Facts{Reasoned: true}

	t.Run("who is complained of has no hand in it, by himself, for another or through a stand-in (M05)", func(t *testing.T) {
		standIn := models.Actor{Account: "friend", For: "accused", Role: "department_head"}
		for _, verb := range models.ComplaintVerbs() {
			for status, p := range complaintsIn(t) {
				for _, by := range []models.Actor{accused, standIn} {
					require.Error(t, p.c.Gate(models.Command{Verb: verb, Actor: by, Facts: entire()}), "%s while %s", verb, status)
				}
			}
		}
		p := lodged(t, complained(true))
		p.must(t, desk, models.AcceptComplaint, models.Facts{Complaint: &models.ComplaintFacts{Accused: []string{"bureau-head"}}})
		require.Equal(t, "complained_of", models.ReasonOf(p.try(desk, models.HandleSelf, models.Facts{To: "accused"})))
		require.Equal(t, "complained_of", models.ReasonOf(p.try(desk, models.HandleSelf, models.Facts{To: "bureau-head"})), "found as it was accepted")
		require.Equal(t, "complained_of", models.ReasonOf(p.try(bureauHead, models.AssignComplaint, entire())))
	})
	t.Run("without a name it keeps nothing of its complainant, and nobody can be called", func(t *testing.T) {
		f := complained(false)
		f.Complainant = "hash"
		c := models.NewComplaint("k1")
		require.Equal(t, models.Invalid, models.CodeOf(c.Gate(models.Command{Verb: models.LodgeComplaint, Actor: plaintiff, Facts: models.Facts{Complaint: &f}})))
		f.Complainant = ""
		person := models.Actor{Account: models.ApplicantAccount, Person: "hash"}
		require.Error(t, c.Gate(models.Command{Verb: models.LodgeComplaint, Actor: person, Facts: models.Facts{Complaint: &f}}))
		require.Equal(t, "no_contact", models.ReasonOf(lodged(t, f).try(desk, models.CallBack, entire())))
	})
	t.Run("an answer that could be sent to nobody is published, and taken down; a later one is not published with it", func(t *testing.T) {
		named := complaintsIn(t)[models.ComplaintAnswered]
		require.Equal(t, "answered_by_name", models.ReasonOf(named.try(desk, models.PublishAnswer, plain)))
		p := lodged(t, complained(false))
		require.Equal(t, "not_in_status", models.ReasonOf(p.try(desk, models.PublishAnswer, plain)), "there is no answer yet")
		p.must(t, desk, models.AcceptComplaint, plain)
		p.must(t, desk, models.HandleSelf, plain)
		p.must(t, desk, models.RecordInquiry, plain)
		p.must(t, desk, models.AnswerComplaint, entire())
		require.Equal(t, "not_published", models.ReasonOf(p.try(desk, models.RetractAnswer, plain)))
		p.must(t, desk, models.PublishAnswer, plain)
		require.Equal(t, p.now, p.c.Published)
		require.Equal(t, "published_before", models.ReasonOf(p.try(desk, models.PublishAnswer, plain)))
		p.must(t, plaintiff, models.AskReview, entire())
		require.False(t, p.c.Published.IsZero(), "while it is reviewed the answer stands")
		p.must(t, province, models.DecideReview, entire())
		require.True(t, p.c.Published.IsZero())
		p.must(t, province, models.PublishAnswer, plain)
		p.must(t, plaintiff, models.RateAnswer, models.Facts{Complaint: &models.ComplaintFacts{Satisfaction: models.SaidSatisfied}})
		p.must(t, province, models.CloseComplaint, plain)
		require.Error(t, p.try(province, models.RetractAnswer, models.Facts{}), "without a reason")
		p.must(t, province, models.RetractAnswer, plain)
		require.True(t, p.c.Published.IsZero(), "also after its end")
	})
	t.Run("who assigns stays responsible, who transfers does not; the third passing on is counted (C05)", func(t *testing.T) {
		p := lodged(t, complained(true))
		p.must(t, desk, models.AcceptComplaint, plain)
		p.must(t, desk, models.AssignComplaint, entire())
		require.Equal(t, []string{"town", "organ"}, []string{p.c.Unit, p.c.Responsible})
		require.Zero(t, p.c.Transfers)
		facts := entire()
		facts.ToUnit = "bureau"
		p.must(t, desk, models.TransferComplaint, facts)
		require.Equal(t, []string{"bureau", "bureau"}, []string{p.c.Unit, p.c.Responsible})
		require.Equal(t, 1, p.c.Transfers)
	})
	t.Run("a wrong unit gives it back within 24 hours and not later, and the one before decides anew (C07)", func(t *testing.T) {
		for _, c := range []struct {
			after time.Duration
			back  bool
		}{{23 * time.Hour, true}, {24 * time.Hour, false}, {48 * time.Hour, false}} {
			p := lodged(t, complained(true))
			require.Equal(t, "not_in_status", models.ReasonOf(func() error {
				p.must(t, desk, models.AcceptComplaint, plain)
				return p.try(desk, models.ReturnComplaint, plain)
			}()))
			p.must(t, desk, models.TransferComplaint, entire())
			err := p.tryAt(p.now.Add(c.after), bureauHead, models.ReturnComplaint, plain)
			if !c.back {
				require.Equal(t, "return_too_late", models.ReasonOf(err))
				continue
			}
			require.NoError(t, err)
			require.Equal(t, []string{"organ", "organ", "/44/4419/"}, []string{p.c.Unit, p.c.Responsible, p.c.Path})
			require.Equal(t, models.ComplaintAccepted, p.c.Status)
		}
	})
	t.Run("it is extended once, with a reason, and before it is due (C03)", func(t *testing.T) {
		p := lodged(t, complained(true))
		p.must(t, desk, models.AcceptComplaint, plain)
		due := func() time.Time {
			l, _ := p.c.Pressing()
			return clock.National().Judge(l.Timeline).DuePromised
		}
		first := due()
		require.Equal(t, models.Invalid, models.CodeOf(p.try(desk, models.ExtendComplaint, models.Facts{})))
		late := models.Command{Verb: models.ExtendComplaint, Actor: desk, Acted: first, Facts: plain}
		require.Equal(t, "after_due", models.ReasonOf(p.c.Timely(late, clock.National())))
		p.must(t, desk, models.ExtendComplaint, plain)
		require.True(t, due().After(first))
		require.Equal(t, "extended_before", models.ReasonOf(p.try(desk, models.ExtendComplaint, plain)))
	})
	t.Run("a review is asked for within 30 days, decided by others, and asked for once more above (C04)", func(t *testing.T) {
		p := complaintsIn(t)[models.ComplaintAnswered]
		up := models.Facts{Reasoned: true, ToUnit: "province", Complaint: &models.ComplaintFacts{Path: "/44/"}}
		late := models.Command{Verb: models.AskReview, Actor: plaintiff, Acted: p.now.AddDate(0, 0, 32), Facts: up}
		require.Equal(t, "review_too_late", models.ReasonOf(p.c.Timely(late, clock.National())))
		require.Equal(t, "other_instance", models.ReasonOf(p.try(plaintiff, models.AskReReview, up)))
		p.must(t, plaintiff, models.AskReview, up)
		require.Equal(t, "province", p.c.Unit)
		require.Equal(t, "second_person", models.ReasonOf(p.try(desk, models.DecideReview, entire())))
		p.must(t, province, models.DecideReview, entire())
		require.Equal(t, models.Founded, p.c.Last().Result, "what is upheld keeps its result")
		p.must(t, plaintiff, models.AskReReview, up)
		other := province
		other.Account = "second"
		change := entire()
		change.Outcome, change.Complaint.Result = models.Change, ""
		require.Equal(t, models.Invalid, models.CodeOf(p.try(other, models.DecideReReview, change)), "a change says to what")
		change.Complaint.Result = models.Unfounded
		p.must(t, other, models.DecideReReview, change)
		require.Equal(t, models.Unfounded, p.c.Last().Result)
		require.Equal(t, "other_instance", models.ReasonOf(p.try(plaintiff, models.AskReview, up)), "there is no fourth instance")
	})
	t.Run("a review can send it back to who answered, with a new clock", func(t *testing.T) {
		p := complaintsIn(t)[models.ComplaintReviewing]
		redo := entire()
		redo.Outcome = models.Redo
		p.must(t, province, models.DecideReview, redo)
		require.Equal(t, []string{"organ", string(models.ComplaintAccepted)}, []string{p.c.Unit, string(p.c.Status)})
		l, presses := p.c.Pressing()
		require.True(t, presses)
		require.Equal(t, "complaint#2", l.Name)
	})
	t.Run("nobody closes while a review may be asked for, unless the complainant is content", func(t *testing.T) {
		p := complaintsIn(t)[models.ComplaintAnswered]
		require.Equal(t, "review_possible", models.ReasonOf(p.try(desk, models.CloseComplaint, models.Facts{})))
		facts := entire()
		facts.Complaint.Satisfaction = models.SaidDissatisfied
		p.must(t, plaintiff, models.RateAnswer, facts)
		require.Equal(t, "review_possible", models.ReasonOf(p.try(desk, models.CloseComplaint, models.Facts{})))
		require.Equal(t, "rated_before", models.ReasonOf(p.try(plaintiff, models.RateAnswer, entire())))
		require.NoError(t, p.tryAt(p.now.AddDate(0, 0, 32), desk, models.CloseComplaint, models.Facts{}))
	})
	t.Run("a bad review needs no acceptance, has a clock to call, and ends after the call-back only (C08)", func(t *testing.T) {
		f := complained(true)
		f.Source, f.Unit = models.FromReview, "bureau"
		f.Terms = &models.ComplaintTerms{Handling: limitOf(15, "workday"), Window: limitOf(30, "day"), Review: limitOf(30, "day"), Contact: limitOf(1, "workday")}
		p := lodged(t, f)
		require.Equal(t, models.ComplaintAccepted, p.c.Status)
		require.NotNil(t, p.c.Timer(models.ComplaintContactClock))
		p.must(t, bureauHead, models.CallBack, plain)
		require.Nil(t, p.c.Timer(models.ComplaintContactClock))
		p.must(t, bureauHead, models.HandleSelf, plain)
		p.must(t, bureauHead, models.AnswerComplaint, entire())
		p.must(t, plaintiff, models.RateAnswer, entire())
		require.Equal(t, "call_back_first", models.ReasonOf(p.try(bureauHead, models.CloseComplaint, models.Facts{})))
		p.must(t, bureauHead, models.CallBack, plain)
		p.must(t, bureauHead, models.CloseComplaint, models.Facts{})
	})
	t.Run("only the handler answers; the unit names another one", func(t *testing.T) {
		p := complaintsIn(t)[models.ComplaintHandling]
		require.Equal(t, "held_by_other", models.ReasonOf(p.try(bureauHead, models.AnswerComplaint, entire())))
		p.must(t, desk, models.HandleSelf, models.Facts{To: "bureau-head"})
		p.must(t, bureauHead, models.AnswerComplaint, entire())
	})
}
