package models_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// complaintLives is how many random lives a complaint is led through.
func complaintLives() int {
	if os.Getenv("MINGCHA_LONG") != "" {
		return 1_000_000
	}
	return 5_000
}

// covers S26, S86
func TestComplaintProperties(t *testing.T) {
	t.Parallel()
	some := lodged(t, complained(true)).c
	onwards := []models.Verb{
		models.AcceptComplaint, models.HandleSelf, models.RecordInquiry, models.AnswerComplaint, models.AskReview, models.DecideReview,
		models.AskReReview, models.DecideReReview,
	}
	verbs := append(verbsOf(t, some), slices.Repeat(onwards, 6)...)
	done := tally{}
	people := []models.Actor{desk, bureauHead, accused, province, plaintiff}
	for seed := range complaintLives() {
		chance := rand.New(rand.NewPCG(uint64(seed), 26))
		f := complained(chance.IntN(2) == 0)
		if f.Named && chance.IntN(3) == 0 {
			f.Source = models.FromReview
		}
		p := lodged(t, f)
		for range chance.IntN(40) {
			facts, by := entire(), people[chance.IntN(len(people))]
			if turn, is := whoseTurn[p.c.Status]; is && chance.IntN(2) == 0 {
				by = turn
			}
			facts.ToUnit = []string{"town", "bureau", "province", "organ"}[chance.IntN(4)]
			facts.Outcome = []string{models.Uphold, models.Change, models.Redo}[chance.IntN(3)]
			facts.Card = &models.CardFacts{ID: "k3", Key: []string{"a", "b"}[chance.IntN(2)], Level: models.Yellow}
			facts.Lead = &models.LeadFacts{ID: "l1", Key: []string{"a", "b"}[chance.IntN(2)]}
			facts.Complaint.Satisfaction = []string{models.SaidSatisfied, models.SaidDissatisfied}[chance.IntN(2)]
			before := p.c.N
			verb := sensible(chance, verbs, func(v models.Verb) error { return p.c.Gate(models.Command{Verb: v, Actor: by, Facts: facts}) })
			if err := p.tryAt(p.now.Add(time.Duration(chance.IntN(96))*time.Hour), by, verb, facts); err != nil {
				require.Equal(t, before, p.c.N)
				require.NotEqual(t, models.Internal, models.CodeOf(err))
				continue
			}
			done[verb]++
			require.True(t, by.Account != "accused" || !slices.Contains(byPersons, verb), "seed %d: %s", seed, verb)
			require.NotEqual(t, "accused", p.c.Holder)
			p.waits(t, seed, verb)
		}
		foldsAgain(t, p.c, p.lines, seed)
	}
	done.reaches(t, some, models.LodgeComplaint)
}

// whoseTurn says who is likely to speak next.
var whoseTurn = map[models.ComplaintStatus]models.Actor{
	models.ComplaintLodged: desk, models.ComplaintAccepted: desk, models.ComplaintHandling: desk, models.ComplaintAnswered: plaintiff,
	models.ComplaintReviewing: province,
}

// byPersons are the verbs that people give; the others are the complaint's own.
var byPersons = slices.Concat(models.ComplaintVerbs(), models.ComplainantVerbs())

// waits shows that a complaint that has not ended waits for somebody who may act now, and for an instant; and one that has
// ended for nothing.
func (p *plaint) waits(t *testing.T, seed int, verb models.Verb) {
	t.Helper()
	running := slices.ContainsFunc(p.c.Clocks(), func(l models.LegalClock) bool { return l.End.IsZero() })
	require.Equal(t, p.c.Resting(), !running, "seed %d: %s, %s", seed, verb, p.c.Status)
	require.Equal(t, p.c.Resting(), !p.c.Ended.IsZero())
	if p.c.Resting() {
		return
	}
	_, presses := p.c.Pressing()
	require.True(t, presses, "seed %d: %s, %s", seed, verb, p.c.Status)
	open := false
	for _, v := range models.ComplaintVerbs() {
		if slices.Contains([]models.Verb{
			models.CallBack, models.WithdrawComplaint, models.RateAnswer, models.RecordInquiry, models.PublishAnswer, models.RetractAnswer,
		}, v) {
			continue // these alone lead nowhere
		}
		facts := entire()
		facts.ToUnit = "elsewhere"
		by := models.Actor{Account: "fresh", Role: "supervisor"}
		if v == models.AnswerComplaint {
			by.Account = p.c.Holder
		}
		open = open || p.c.Gate(models.Command{Verb: v, Actor: by, Facts: facts}) == nil
	}
	require.True(t, open || p.c.OwesCall(), "seed %d: %s leads nowhere", seed, p.c.Status)
}
