package models_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// cardLives is how many random lives a card is led through.
func cardLives() int {
	if os.Getenv("MINGCHA_LONG") != "" {
		return 1_000_000
	}
	return 5_000
}

// lawfulOfCards are the moves of docs and diagrams: from each status to these, apart from staying where it is.
var lawfulOfCards = map[models.CardStatus][]models.CardStatus{
	models.CardIssued:     {models.CardDelivered, models.CardAnswered, models.CardOrdered, models.CardRevoked, models.CardSuperseded},
	models.CardDelivered:  {models.CardAnswered, models.CardOrdered, models.CardRevoked, models.CardSuperseded, models.CardDowngraded},
	models.CardAnswered:   {models.CardVerified, models.CardSentBack, models.CardOrdered, models.CardAdvised, models.CardRevoked, models.CardSuperseded, models.CardDowngraded},
	models.CardSentBack:   {models.CardAnswered, models.CardOrdered, models.CardAdvised, models.CardRevoked, models.CardSuperseded, models.CardDowngraded},
	models.CardOrdered:    {models.CardAnswered, models.CardAdvised, models.CardRevoked, models.CardSuperseded, models.CardDowngraded},
	models.CardAdvised:    {models.CardAnswered, models.CardOrdered, models.CardRevoked, models.CardSuperseded, models.CardDowngraded},
	models.CardVerified:   {models.CardRevoked},
	models.CardDowngraded: {models.CardRevoked},
	models.CardSuperseded: {models.CardIssued, models.CardDelivered, models.CardAnswered, models.CardSentBack, models.CardOrdered, models.CardAdvised, models.CardRevoked},
	models.CardRevoked:    nil,
}

// covers S28
func TestCardProperties(t *testing.T) {
	t.Parallel()
	some := carded(t, models.Yellow, terms()).card
	verbs := append(verbsOf(t, some), models.AnswerCard, models.AnswerCard, models.SendBackCard)
	done := tally{}
	people := []models.Actor{head, chen, monitor, gu, leader, upper, models.System()}
	for seed := range cardLives() {
		chance := rand.New(rand.NewPCG(uint64(seed), 7))
		d := carded(t, models.Level(2+chance.IntN(2)), terms())
		for range chance.IntN(25) {
			facts, by := letters, people[chance.IntN(len(people))]
			verb := sensible(chance, verbs, func(v models.Verb) error { return d.card.Gate(models.Command{Verb: v, Actor: by, Facts: facts}) })
			facts.Outcome = models.Outcomes()[chance.IntN(3)]
			facts.Corrected = chance.IntN(2) == 0
			facts.Lead = &models.LeadFacts{ID: "l1", Key: []string{"a", "b"}[chance.IntN(2)]}
			switch verb {
			case models.SupersedeCard, models.ReinstateCard:
				facts.Card = &models.CardFacts{ID: "k2"}
			case models.Warn, models.IssueCard, models.WithholdCard, models.Climb, models.ReleaseCard, models.DropCard, models.CardSettled, models.WithdrawCard:
				facts.Card = &models.CardFacts{ID: "k3", Key: []string{"a", "b"}[chance.IntN(2)], Level: models.Yellow, Cause: "system_error"}
			}
			before, status := d.card.N, d.card.Status
			err := d.tryAt(d.now.Add(time.Duration(chance.IntN(72))*time.Hour), by, verb, facts)
			if err != nil {
				require.Equal(t, before, d.card.N)
				require.NotEqual(t, models.Internal, models.CodeOf(err))
				continue
			}
			done[verb]++
			d.holds(t, seed, status, verb)
		}
		foldsAgain(t, d.card, d.lines, seed)
	}
	done.reaches(t, some)
}

// holds is what is true of a card after each of its lines.
func (d *dossier) holds(t *testing.T, seed int, before models.CardStatus, verb models.Verb) {
	t.Helper()
	c := d.card
	require.True(t, c.Status == before || slices.Contains(lawfulOfCards[before], c.Status), "seed %d: %s by %s from %s", seed, c.Status, verb, before)
	require.Equal(t, c.Resting(), len(d.running()) == 0, "seed %d: %s is %s with clocks %v", seed, verb, c.Status, d.running())
	require.Equal(t, c.Resting(), c.Awaits() == models.AwaitsNothing, "seed %d", seed)
	_, presses := c.Pressing()
	require.Equal(t, !c.Resting(), presses, "seed %d: what is waited for has a clock", seed)
	for _, l := range c.Clocks() {
		stands := slices.ContainsFunc(l.Timeline.Stops, func(s clock.Stop) bool { return s.To.IsZero() })
		if l.End.IsZero() && l.Kind != models.AppealClock {
			require.Equal(t, c.Appealed(), stands, "seed %d: %s stands while an appeal is pending, and only then", seed, l.Name)
		}
	}
	require.GreaterOrEqual(t, c.Grade(), models.Warning)
}
