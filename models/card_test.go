package models_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// cardStands leads a card to each of its statuses.
var cardStands = []struct {
	status models.CardStatus
	walk   func(testing.TB) *dossier
}{
	{models.CardIssued, func(t testing.TB) *dossier { return carded(t, models.Yellow, terms()) }},
	{models.CardDelivered, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).must(head, models.OpenCard, models.Facts{})
	}},
	{models.CardAnswered, func(t testing.TB) *dossier { return carded(t, models.Yellow, terms()).answered(true) }},
	{models.CardSentBack, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).answered(true).must(chen, models.SendBackCard, letters)
	}},
	{models.CardOrdered, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).answered(true).must(chen, models.OrderCard, letters)
	}},
	{models.CardAdvised, func(t testing.TB) *dossier {
		d := carded(t, models.Yellow, terms()).answered(true).must(chen, models.SendBackCard, letters)
		return d.answered(true).must(chen, models.OrderCard, letters).answered(true).must(monitor, models.AdviseCard, letters)
	}},
	{models.CardVerified, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).answered(true).must(chen, models.VerifyCard, models.Facts{})
	}},
	{models.CardRevoked, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).must(monitor, models.WithdrawCard, letters)
	}},
	{models.CardSuperseded, func(t testing.TB) *dossier {
		return carded(t, models.Yellow, terms()).must(models.System(), models.SupersedeCard, models.Facts{Card: &models.CardFacts{ID: "k2"}})
	}},
	{models.CardDowngraded, func(t testing.TB) *dossier {
		facts := letters
		facts.Outcome = models.Downgrade
		return carded(t, models.Yellow, terms()).must(head, models.AppealCard, letters).must(monitor, models.DecideAppeal, facts)
	}},
}

// covers S27, S28
func TestCardGateTable(t *testing.T) {
	unanswered := []models.CardStatus{models.CardIssued, models.CardDelivered, models.CardSentBack, models.CardOrdered, models.CardAdvised}
	open := append([]models.CardStatus{models.CardAnswered}, unanswered...)
	all := append([]models.CardStatus{models.CardVerified, models.CardSuperseded, models.CardDowngraded}, open...)
	possible := map[models.Verb][]models.CardStatus{
		models.OpenCard:          all,
		models.AnswerCard:        unanswered,
		models.AppealCard:        open,
		models.VerifyCard:        {models.CardAnswered},
		models.SendBackCard:      {models.CardAnswered},
		models.OrderCard:         {models.CardAnswered}, // elsewhere only once the answer is late
		models.AdviseCard:        nil,                   // after two rounds that failed, and on an answer or once it is late
		models.ExtendCorrection:  nil,                   // only while the time to correct runs
		models.DecideAppeal:      nil,                   // only while one is pending
		models.WithdrawCard:      all,
		models.MarkSelfCorrected: {models.CardIssued, models.CardDelivered, models.CardSentBack, models.CardOrdered, models.CardAdvised, models.CardAnswered, models.CardVerified, models.CardDowngraded},
	}
	actors := map[models.Verb]models.Actor{models.OpenCard: head, models.AnswerCard: head, models.AppealCard: head}
	require.Len(t, possible, len(models.CardVerbs()))
	for _, verb := range models.CardVerbs() {
		for _, s := range cardStands {
			want := slices.Contains(possible[verb], s.status)
			t.Run(string(verb)+" on a card that is "+string(s.status), func(t *testing.T) {
				d := s.walk(t)
				require.Equal(t, s.status, d.card.Status)
				by, known := actors[verb]
				if !known {
					by = gu
				}
				facts := letters
				if d.card.Appeal != nil && verb == models.AppealCard {
					want = false
				}
				err := d.try(by, verb, facts)
				require.Equal(t, want, err == nil, "%v", err)
				if err != nil {
					require.Contains(t, []models.Code{models.Conflict, models.Forbidden}, models.CodeOf(err))
				}
			})
		}
	}
}

// covers S28
func TestCardRounds(t *testing.T) {
	t.Run("an answer needs its text and a cause", func(t *testing.T) {
		d := carded(t, models.Yellow, terms())
		require.ErrorContains(t, d.try(head, models.AnswerCard, models.Facts{}), "/text required; /cause required")
	})

	t.Run("an answer that has not put it right yet starts the time to do so, and the supervisor's to judge (R-T9, R-S1)", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(false)
		require.Equal(t, []string{"correction#1", "verification#1"}, d.running())
		refusedAs(t, "not_in_status", d.try(head, models.AnswerCard, models.Facts{Reasoned: true, Ground: "oversight"}))
		d.answered(true)
		require.Equal(t, []string{"verification#1"}, d.running())
		require.Equal(t, []int{2, 3}, d.card.Rounds[0].Answers)
	})

	t.Run("the supervisor's clock is the supervisor's (S04)", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(true)
		clocks := d.card.Clocks()
		require.Equal(t, []string{"bureau", "stationed"}, []string{clocks[0].Unit, clocks[1].Unit})
		require.Empty(t, clocks[1].Holder)
	})

	t.Run("the time to correct is extended once, before it is over", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(false)
		late := d.now.AddDate(0, 0, 7)
		refusedAs(t, "after_due", d.tryAt(late, monitor, models.ExtendCorrection, letters))
		require.ErrorContains(t, d.try(monitor, models.ExtendCorrection, models.Facts{Reasoned: true}), "/extend range")
		d.must(monitor, models.ExtendCorrection, letters)
		timeline, _ := d.card.Rounds[0].Correction.Timeline()
		require.Equal(t, 2, timeline.Extensions[0].N)
		refusedAs(t, "extended_already", d.try(monitor, models.ExtendCorrection, letters))
	})

	t.Run("what is sent back is asked again, on a clock of its own", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(false).must(chen, models.SendBackCard, letters)
		require.Equal(t, []string{"feedback#2"}, d.running())
		require.Equal(t, models.AwaitsAnswer, d.card.Awaits())
		require.Equal(t, 1, d.card.Failures)
	})

	t.Run("an order has its own time, and goes out once the answer is late (R-T10)", func(t *testing.T) {
		d := carded(t, models.Yellow, terms())
		refusedAs(t, "not_due_yet", d.try(chen, models.OrderCard, letters))
		require.ErrorContains(t, d.try(chen, models.OrderCard, models.Facts{Reasoned: true}), "/planned required")
		require.NoError(t, d.tryAt(monday.AddDate(0, 0, 8), chen, models.OrderCard, letters))
		require.Equal(t, []string{"order#2"}, d.running())
		timeline, ordered := d.card.Ordered()
		require.True(t, ordered)
		require.Equal(t, days(3), timeline.Promised)
		d.answered(false)
		require.Equal(t, []string{"verification#2"}, d.running(), "an order is its own time to correct")
	})

	t.Run("written advice follows after two rounds that failed", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(true)
		refusedAs(t, "too_few_failures", d.try(monitor, models.AdviseCard, letters))
		d.must(chen, models.SendBackCard, letters).answered(true)
		refusedAs(t, "too_few_failures", d.try(monitor, models.AdviseCard, letters))
		d.must(chen, models.SendBackCard, letters)
		refusedAs(t, "not_due_yet", d.try(monitor, models.AdviseCard, letters))
		d.answered(true).must(monitor, models.AdviseCard, letters)
		require.Equal(t, models.CardAdvised, d.card.Status)
		require.Equal(t, 2, d.card.Failures)
		d.answered(true).must(chen, models.VerifyCard, models.Facts{})
		require.Empty(t, d.running())
		require.True(t, d.card.Resting())
	})

	t.Run("a card of the time before there were terms ends with its answer", func(t *testing.T) {
		d := carded(t, models.Yellow, nil).answered(false)
		require.True(t, d.card.Resting())
		require.Empty(t, d.running())
		refusedAs(t, "not_in_status", d.try(head, models.AnswerCard, models.Facts{Reasoned: true, Ground: "oversight", Corrected: true}))
		refusedAs(t, "no_appeal", d.try(head, models.AppealCard, letters))
	})
}

// covers S28
func TestCardAppeal(t *testing.T) {
	appealed := func(t testing.TB, level models.Level) *dossier {
		return carded(t, level, terms()).must(head, models.AppealCard, letters)
	}
	deciding := func(outcome string) models.Facts {
		facts := letters
		facts.Outcome = outcome
		return facts
	}

	t.Run("comes within five working days after receipt, or not at all", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).must(head, models.OpenCard, models.Facts{})
		last := time.Date(2026, 3, 9, 23, 59, 59, 0, clock.Zone) // five after Monday 03-02: 03, 04, 05, 06, 09
		refusedAs(t, "appeal_too_late", d.tryAt(last.Add(time.Second), head, models.AppealCard, letters))
		require.NoError(t, d.tryAt(last, head, models.AppealCard, letters))
	})

	t.Run("names its ground and gives its reasons, once in the life of a card", func(t *testing.T) {
		d := carded(t, models.Yellow, terms())
		require.ErrorContains(t, d.try(head, models.AppealCard, models.Facts{Ground: "system_error"}), "/text required")
		require.ErrorContains(t, d.try(head, models.AppealCard, models.Facts{Reasoned: true}), "/ground required")
		d.must(head, models.AppealCard, letters).must(gu, models.DecideAppeal, deciding(models.Uphold))
		refusedAs(t, "appealed_already", d.try(head, models.AppealCard, letters))
	})

	t.Run("lets everything stand until it is decided, and the rest of the time is kept", func(t *testing.T) {
		d := appealed(t, models.Yellow)
		require.Equal(t, models.AwaitsAppeal, d.card.Awaits())
		for verb, by := range map[models.Verb]models.Actor{models.AnswerCard: head, models.WithdrawCard: monitor, models.OrderCard: monitor} {
			refusedAs(t, "appeal_pending", d.try(by, verb, letters))
		}
		require.True(t, d.card.First().Stopped())
		d.must(gu, models.DecideAppeal, deciding(models.Uphold))
		require.True(t, d.card.First().Running())
		require.Equal(t, d.now, d.card.Waited(), "the ladder waits anew")
		d.answered(true)
	})

	t.Run("on an answer it is the supervisor's clock that stands", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(false).must(head, models.AppealCard, letters)
		require.True(t, d.card.Rounds[0].Correction.Stopped())
		require.True(t, d.card.Rounds[0].Verification.Stopped())
		d.must(gu, models.DecideAppeal, deciding(models.Uphold))
		require.Equal(t, models.AwaitsVerification, d.card.Awaits())
	})

	t.Run("is decided by somebody who has had no hand in the card", func(t *testing.T) {
		d := carded(t, models.Yellow, terms()).answered(true).must(monitor, models.SendBackCard, letters).must(head, models.AppealCard, letters)
		refusedAs(t, "second_person", d.try(monitor, models.DecideAppeal, letters))
		otherAccount := supervising("han-2", "supervisor", "city-organ", "/44/4419/")
		otherAccount.Person = monitor.Person
		refusedAs(t, "second_person", d.try(otherAccount, models.DecideAppeal, letters))
		standIn := gu
		standIn.For = monitor.Account
		refusedAs(t, "second_person", d.try(standIn, models.DecideAppeal, letters))
		d.must(gu, models.DecideAppeal, letters)
	})

	t.Run("is not decided by who released the card", func(t *testing.T) {
		d := appealed(t, models.Yellow)
		d.card.Hands = append(d.card.Hands, models.HandOf(leader))
		refusedAs(t, "second_person", d.try(leader, models.DecideAppeal, letters))
	})

	t.Run("on a red card is the leader's, or the tier's above", func(t *testing.T) {
		for _, by := range []models.Actor{chen, monitor} {
			refusedAs(t, "needs_leader", appealed(t, models.Red).try(by, models.DecideAppeal, letters))
			refusedAs(t, "needs_leader", carded(t, models.Red, terms()).try(by, models.WithdrawCard, letters))
		}
		for _, by := range []models.Actor{leader, upper} {
			appealed(t, models.Red).must(by, models.DecideAppeal, letters)
			carded(t, models.Red, terms()).must(by, models.WithdrawCard, letters)
		}
	})

	t.Run("lowers a red card to a yellow one that goes on, and ends a yellow one", func(t *testing.T) {
		d := appealed(t, models.Red).must(leader, models.DecideAppeal, deciding(models.Downgrade))
		require.Equal(t, models.Yellow, d.card.Grade())
		require.Equal(t, models.CardDelivered, d.card.Status)
		d = appealed(t, models.Yellow).must(monitor, models.DecideAppeal, deciding(models.Downgrade))
		require.Equal(t, models.CardDowngraded, d.card.Status)
		require.Empty(t, d.running())
	})

	t.Run("that withdraws the card names a listed ground", func(t *testing.T) {
		facts := deciding(models.Revoke)
		facts.Ground = "short_of_staff"
		require.ErrorContains(t, appealed(t, models.Yellow).try(monitor, models.DecideAppeal, facts), "/ground not_lawful")
		require.ErrorContains(t, appealed(t, models.Yellow).try(monitor, models.DecideAppeal, deciding("perhaps")), "/outcome unknown")
		d := appealed(t, models.Yellow).must(monitor, models.DecideAppeal, deciding(models.Revoke))
		require.Equal(t, models.CardRevoked, d.card.Status)
		require.Equal(t, "system_error", d.card.Cause)
	})
}
