package models_test

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

// terms are those of the shipped rules for a yellow card.
func terms() *models.Terms {
	return &models.Terms{
		Correction: days(3), Verification: days(5), Appeal: days(5), Decision: days(10), Advise: 2, Leader: "supervision_leader",
		Supervisor: "stationed", Judge: "city-organ",
	}
}

func supervising(account, role, unit, path string) models.Actor {
	return models.Actor{Account: account, Person: "person-" + account, Role: role, Unit: unit, Path: path}
}

// The people around a card: the head and the handler of the unit, the stationed supervisor, two of the organ, its leader,
// and one of the tier above.
var (
	head    = supervising("zhou", "department_head", "bureau", "/44/4419/")
	chen    = supervising("chen", "stationed_supervisor", "stationed", "/44/4419/")
	monitor = supervising("han", "supervisor", "city-organ", "/44/4419/")
	gu      = supervising("gu", "supervisor", "city-organ", "/44/4419/")
	leader  = supervising("feng", "supervision_leader", "city-organ", "/44/4419/")
	upper   = supervising("tang", "supervisor", "province-organ", "/44/")
	letters = models.Facts{
		Ground: "system_error", Reasoned: true, Document: "监察〔2026〕1号", Planned: days(3), Extend: 2, Outcome: models.Uphold,
		Card: &models.CardFacts{ID: "k1", Cause: "system_error"},
	}
)

// dossier is a card and its record, written line by line: each command passes the gate and the clock, is sealed and folded.
type dossier struct {
	t     tester
	card  *models.Card
	lines []models.Line
	now   time.Time
}

// carded opens a dossier with a card that was just issued.
func carded(t tester, level models.Level, terms *models.Terms) *dossier {
	d := &dossier{t: t, card: models.NewCard("k1"), now: monday}
	d.write(models.Command{Subject: "k1", ID: "issue", Verb: models.IssueCard, Actor: models.Actor{Account: models.SystemAccount, Path: "/44/4419/"}, Acted: monday, Facts: models.Facts{
		Card:    &models.CardFacts{ID: "k1", Key: "R-T1/yellow/decision#1", Rule: "R-T1", Level: level, Clock: "decision#1", Unit: "bureau", Holder: "li"},
		About:   &models.Ref{Kind: models.CaseKind, ID: "c1", N: 9},
		Planned: days(5), Terms: terms,
	}})
	return d
}

// try gives a command an hour after the one before and says why it was refused.
func (d *dossier) try(actor models.Actor, verb models.Verb, facts models.Facts) error {
	d.t.Helper()
	return d.tryAt(d.now.Add(time.Hour), actor, verb, facts)
}

func (d *dossier) tryAt(at time.Time, actor models.Actor, verb models.Verb, facts models.Facts) error {
	d.t.Helper()
	cmd := models.Command{ID: fmt.Sprintf("%s-%d", verb, d.card.N), Subject: d.card.ID, Verb: verb, Actor: actor, Acted: at, Facts: facts}
	if err := d.card.Gate(cmd); err != nil {
		return err
	}
	if err := d.card.Timely(cmd, clock.National()); err != nil {
		return err
	}
	d.now = at
	d.write(cmd)
	return nil
}

func (d *dossier) write(cmd models.Command) {
	d.t.Helper()
	line := models.Line{
		Subject: cmd.Subject, N: d.card.N + 1, Command: cmd.ID, Verb: cmd.Verb, Actor: cmd.Actor, Acted: cmd.Acted,
		Recorded: cmd.Acted, Facts: cmd.Facts, Alg: models.SHA256, Previous: d.card.Head,
	}
	require.NoError(d.t, line.Seal(sha256.New))
	require.NoError(d.t, d.card.Fold(line))
	d.lines = append(d.lines, line)
}

func (d *dossier) must(actor models.Actor, verb models.Verb, facts models.Facts) *dossier {
	d.t.Helper()
	require.NoError(d.t, d.try(actor, verb, facts))
	return d
}

func (d *dossier) answered(corrected bool) *dossier {
	d.t.Helper()
	return d.must(head, models.AnswerCard, models.Facts{Reasoned: true, Ground: "oversight", Corrected: corrected})
}

// running names the clocks of the card that run.
func (d *dossier) running() []string {
	var out []string
	for _, c := range d.card.Clocks() {
		if c.End.IsZero() {
			out = append(out, c.Name)
		}
	}
	return out
}

func refusedAs(t testing.TB, reason string, err error) {
	t.Helper()
	require.Equal(t, reason, models.ReasonOf(err), "%v", err)
}
