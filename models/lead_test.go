package models_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// suspicion is a lead on its way, with the record that made it.
type suspicion struct {
	l     *models.Lead
	lines []models.Line
	now   time.Time
}

// suspected is a lead on a case that has just been opened.
func suspected(t testing.TB) *suspicion {
	t.Helper()
	s := &suspicion{l: models.NewLead("l1"), now: monday}
	require.NoError(t, s.try(models.Actor{Account: models.SystemAccount, Path: "/44/4419/"}, models.OpenLead, models.Facts{
		Lead:  &models.LeadFacts{ID: "l1", Key: "A05/3", Rule: "A05", Unit: "bureau", Organ: "city-organ"},
		About: &models.Ref{Kind: models.CaseKind, ID: "c1"}, Planned: days(5),
	}))
	return s
}

func (s *suspicion) try(by models.Actor, verb models.Verb, facts models.Facts) error {
	s.now = s.now.Add(time.Hour)
	cmd := models.Command{ID: fmt.Sprint(s.l.N), Subject: "l1", Verb: verb, Actor: by, Acted: s.now, Facts: facts}
	if err := s.l.Gate(cmd); err != nil {
		return err
	}
	line := models.Line{
		Subject: "l1", N: s.l.N + 1, Command: cmd.ID, Verb: verb, Actor: by, Acted: s.now, Recorded: s.now, Facts: facts, Alg: models.SHA256,
		Previous: s.l.Head,
	}
	if err := line.Seal(sha256.New); err != nil {
		return err
	}
	s.lines = append(s.lines, line)
	return s.l.Fold(line)
}

// settling is all that a verb on a lead wants.
func settling() models.Facts {
	return models.Facts{
		To: "gu", Reasoned: true, Ground: models.WithHarm, About: &models.Ref{Kind: models.CaseKind, ID: "c1"},
		Lead: &models.LeadFacts{ID: "l1", Rule: "A05", Unit: "bureau"}, Card: &models.CardFacts{ID: "k1", Key: "R-S3/yellow/lead#1", Level: models.Yellow},
	}
}

// leadsTake says what the gate answers to each verb in each status: whole commands, from the right person.
var leadsTake = map[models.Verb][]models.LeadStatus{
	models.AssignLead:  {models.LeadOpen, models.LeadAssigned},
	models.ConfirmLead: {models.LeadOpen, models.LeadAssigned},
	models.DismissLead: {models.LeadOpen, models.LeadAssigned},
}

// covers S28
func TestEveryVerbInEveryStatusOfALead(t *testing.T) {
	always := []models.Verb{models.Warn, models.IssueCard, models.WithholdCard, models.Recalendar, models.RaiseIncident, models.SettleIncident}
	marked := map[models.Verb]string{
		models.ReleaseCard: "card_not_withheld", models.DropCard: "card_not_withheld", models.WithdrawCard: "card_not_issued",
		models.CardSettled: "no_such_card", models.OpenLead: "already_open",
	}
	for status, before := range map[models.LeadStatus][]models.Verb{
		models.LeadOpen: nil, models.LeadAssigned: {models.AssignLead}, models.LeadConfirmed: {models.ConfirmLead},
		models.LeadDismissed: {models.AssignLead, models.DismissLead},
	} {
		s := suspected(t)
		for _, verb := range before {
			require.NoError(t, s.try(monitor, verb, settling()))
		}
		require.Equal(t, status, s.l.Status)
		for _, verb := range verbsOf(t, s.l) {
			reason := models.ReasonOf(s.l.Gate(models.Command{Verb: verb, Actor: monitor, Facts: settling()}))
			want, has := marked[verb]
			if !has && !slices.Contains(always, verb) && !slices.Contains(leadsTake[verb], status) {
				want = "not_in_status"
			}
			require.Equal(t, want, reason, "%s while %s", verb, status)
		}
	}
}

// covers S28
func TestLeadProperties(t *testing.T) {
	t.Parallel()
	done := tally{}
	verbs := verbsOf(t, suspected(t).l)
	for seed := range cardLives() / 5 {
		chance := rand.New(rand.NewPCG(uint64(seed), 3))
		s := suspected(t)
		for range chance.IntN(15) {
			verb, facts := verbs[chance.IntN(len(verbs))], settling()
			facts.Card.Key = []string{"a", "b"}[chance.IntN(2)]
			facts.Outcome = models.Outcomes()[chance.IntN(3)]
			before := s.l.Status
			if err := s.try([]models.Actor{monitor, gu, models.System()}[chance.IntN(3)], verb, facts); err != nil {
				require.NotEqual(t, models.Internal, models.CodeOf(err), "seed %d: %s", seed, verb)
				continue
			}
			done[verb]++
			s.waits(t, seed, before)
		}
		foldsAgain(t, s.l, s.lines, seed)
	}
	done.reaches(t, suspected(t).l, models.OpenLead)
}

// waits shows that a lead that is not settled has a clock that runs and somebody who can settle it, and that a settled one
// has neither and stays so.
func (s *suspicion) waits(t *testing.T, seed int, before models.LeadStatus) {
	t.Helper()
	require.Equal(t, s.l.Resting(), !s.l.Clocks()[0].End.IsZero(), "seed %d: %s", seed, s.l.Status)
	settles := s.l.Gate(models.Command{Verb: models.DismissLead, Actor: gu, Facts: settling()})
	require.Equal(t, s.l.Resting(), settles != nil, "seed %d: %s", seed, s.l.Status)
	if before == models.LeadConfirmed || before == models.LeadDismissed {
		require.Equal(t, before, s.l.Status, "seed %d", seed)
	}
}
