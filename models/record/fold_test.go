package record_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/record"
)

// simple is a procedure of two steps: what is accepted is decided by another person.
func simple() *models.Procedure {
	day := clock.Limit{N: 5, Unit: clock.UnitWorkday}
	one := models.DecisionRule{Kind: models.AnyOne}
	return &models.Procedure{
		Item: "stall", Bundle: "b1", Acceptance: day, Promised: day, Statutory: day, Delivery: day, Supplement: day, ClockStart: models.FromAcceptance,
		Steps: []models.Step{
			{Key: "accept", Kind: models.AcceptStep, Role: "window_clerk", Rule: one, Limit: day, Counts: "acceptance"},
			{Key: "decide", Kind: models.DecideStep, Role: "approver", Rule: one, Limit: day, Counts: "decision", After: []int{0}, SeparateFrom: []int{0}},
		},
	}
}

func restored(content []byte) (*models.Procedure, error) {
	if string(content) != "content of b1" {
		return nil, errors.New("its content is another")
	}
	return simple(), nil
}

var (
	clerk    = models.Actor{Account: "wang", Role: "window_clerk", Unit: "bureau"}
	approver = models.Actor{Account: "sun", Role: "approver", Unit: "bureau"}
)

// told is a record whose chain is whole, whatever its lines say.
type told struct {
	t       *testing.T
	entries []record.Entry
	head    string
	n       int
}

func tell(t *testing.T) *told {
	return &told{t: t, entries: []record.Entry{{Bundle: &record.Bundle{Hash: "b1", Content: "content of b1"}}}}
}

func (o *told) line(actor models.Actor, verb models.Verb, facts models.Facts) *told {
	o.n++
	l := &models.Line{
		Subject: "c1", N: o.n, Command: string(verb), Verb: verb, Actor: actor, Acted: monday.Add(time.Duration(o.n) * time.Hour),
		Recorded: monday.Add(time.Duration(o.n) * time.Hour), Facts: facts, Alg: models.SHA256, Previous: o.head,
	}
	seal(o.t, l)
	o.head = l.Hash
	o.entries = append(o.entries, record.Entry{Line: l})
	return o
}

func (o *told) filed() *told {
	return o.line(clerk, models.Submit, models.Facts{Filed: &models.Filed{
		Number: "1", Item: "stall", Bundle: "b1", Unit: "bureau", Path: "/44/", Channel: models.WindowChannel, Applicant: "x",
	}})
}

func (o *told) verified() record.Report {
	var file bytes.Buffer
	w, err := record.NewWriter(&file, false)
	require.NoError(o.t, err)
	for _, e := range o.entries {
		require.NoError(o.t, w.Add(e))
	}
	require.NoError(o.t, w.Close())
	report, err := record.Verify(&file, nil, nil, restored)
	require.NoError(o.t, err)
	return report
}

// covers S95
func TestVerifyFoldsLines(t *testing.T) {
	step := func(key string) models.Facts { return models.Facts{Step: key, Round: 1} }
	unlawful := func(t *testing.T, r record.Report, line int, text string) {
		t.Helper()
		require.Len(t, r.Findings, 1, "%+v", r.Findings)
		require.Equal(t, record.Unlawful, r.Findings[0].Kind)
		require.Equal(t, line, r.Findings[0].N)
		require.Contains(t, r.Findings[0].Text, text)
	}

	t.Run("what was possible, line after line, is sound", func(t *testing.T) {
		r := tell(t).filed().line(clerk, models.Accept, step("accept")).line(approver, models.Approve, step("decide")).verified()
		require.True(t, r.Sound(), "%+v", r.Findings)
		require.Equal(t, 1, r.Folded)
		require.Zero(t, r.Unfolded)
	})
	t.Run("a decision before the acceptance is told, though the chain is whole", func(t *testing.T) {
		unlawful(t, tell(t).filed().line(approver, models.Approve, step("decide")).verified(), 2, "approve")
	})
	t.Run("a decision by who accepted is told (A07)", func(t *testing.T) {
		both := models.Actor{Account: "wang", Role: "approver", Unit: "bureau"}
		unlawful(t, tell(t).filed().line(clerk, models.Accept, step("accept")).line(both, models.Approve, step("decide")).verified(), 3, "A07")
	})
	t.Run("a second decision is told once, and what follows is judged by what the record says", func(t *testing.T) {
		r := tell(t).filed().line(clerk, models.Accept, step("accept")).line(approver, models.Approve, step("decide")).
			line(approver, models.Approve, step("decide")).verified()
		unlawful(t, r, 4, "approve")
	})
	t.Run("a line with a verb that nobody knows ends the folding", func(t *testing.T) {
		r := tell(t).filed().line(clerk, "conjure", models.Facts{}).line(approver, models.Approve, step("decide")).verified()
		require.Len(t, r.Findings, 2, "not possible, and not foldable")
		require.Equal(t, 2, r.Findings[1].N)
	})
	t.Run("a bundle that is not the one that was published is told, and its cases are not folded", func(t *testing.T) {
		o := tell(t).filed()
		o.entries[0].Bundle.Content = "another"
		r := o.verified()
		require.Equal(t, record.Changed, r.Findings[0].Kind)
		require.Equal(t, 1, r.Unfolded)
	})
	t.Run("a bundle under another's hash is told", func(t *testing.T) {
		o := tell(t).filed()
		o.entries[0].Bundle.Hash = "b2"
		require.Equal(t, record.Changed, o.verified().Findings[0].Kind)
	})
	t.Run("a case without its bundle is counted and not accused", func(t *testing.T) {
		o := tell(t).filed().line(approver, models.Approve, step("decide"))
		o.entries = o.entries[1:]
		r := o.verified()
		require.True(t, r.Sound())
		require.Equal(t, 1, r.Unfolded)
	})
	t.Run("a record that does not begin with its beginning is counted as not folded", func(t *testing.T) {
		r := tell(t).line(approver, models.Approve, step("decide")).verified()
		require.Equal(t, 1, r.Unfolded)
	})
}
