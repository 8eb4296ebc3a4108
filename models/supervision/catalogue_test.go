package supervision_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
)

// anywhere is a directory in which every post exists.
type anywhere struct{}

func (anywhere) RoleExists(string) bool     { return true }
func (anywhere) UnitKindExists(string) bool { return true }

// walk is one case of an item on its way, written line by line as the office writes it.
type walk struct {
	t     *testing.T
	set   *supervision.RuleSet
	c     *models.Case
	now   time.Time
	holds bool // whether the conditions of the item's steps do
	spoke []string
}

func begun(t *testing.T, b *process.Bundle, holds bool) *walk {
	w := &walk{t: t, set: shipped(t), c: models.NewCase("c1", &b.Procedure), now: at("2026-03-02 09:00"), holds: holds}
	w.says(models.Actor{Account: "clerk"}, models.Submit, models.Facts{Filed: &models.Filed{
		Number: "N", Item: b.Procedure.Item, Bundle: b.Hash, Unit: "unit", Path: "/44/", Applicant: "ref", Channel: models.WindowChannel,
	}})
	return w
}

func (w *walk) says(by models.Actor, verb models.Verb, facts models.Facts) {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	for _, s := range w.c.Procedure().Steps {
		facts.Conditions = append(facts.Conditions, models.Condition{Step: s.Key, Holds: w.holds})
		for n := range s.Rule.Wanted() {
			if s.Shared() {
				facts.Seats = append(facts.Seats, models.Seat{Step: s.Key, Account: fmt.Sprint(s.Key, "-", n)})
			}
		}
	}
	cmd := models.Command{Subject: "c1", Verb: verb, Actor: by, Acted: w.now, Facts: facts}
	require.NoError(w.t, w.c.Gate(cmd), "%s at %s", verb, facts.Step)
	l := models.Line{Subject: "c1", N: w.c.N + 1, Verb: verb, Actor: by, Acted: w.now, Facts: facts, Alg: models.SHA256, Previous: w.c.Head}
	require.NoError(w.t, l.Seal(sha256.New))
	require.NoError(w.t, w.c.Fold(l))
	for _, th := range w.set.Ahead(w.c, clock.National()) {
		if rule := th.Rule; !slices.Contains(w.spoke, rule) {
			w.spoke = append(w.spoke, rule)
		}
	}
}

// does carries out the first open step: each of its participants, or whoever holds its post.
func (w *walk) does(decision models.Verb) {
	w.t.Helper()
	i := w.next()
	step, s := w.c.Procedure().Steps[i], w.c.Steps[i]
	by := models.Actor{Account: step.Key, Role: step.Role, Unit: s.Unit}
	for _, v := range s.Votes {
		if v.Said == "" {
			by.Account = v.Account
			break
		}
	}
	facts := models.Facts{Step: step.Key, Reasoned: true, Remedy: true}
	switch step.Kind {
	case models.AcceptStep:
		for _, no := range w.c.Procedure().Required {
			facts.Materials = append(facts.Materials, models.Checked{No: no, State: "received"})
		}
		w.says(by, models.Accept, facts)
	case models.CheckStep:
		for _, no := range step.Materials {
			facts.Materials = append(facts.Materials, models.Checked{No: no, State: "received"})
		}
		w.says(by, models.Contribute, facts)
	case models.ServiceStep:
		w.says(models.System(), models.CompleteStep, facts)
	case models.DecideStep:
		w.says(by, decision, facts)
	case models.DeliverStep:
		w.pays(decision)
		w.says(by, models.Deliver, facts)
	default:
		w.says(by, models.Approve, facts)
	}
}

// next is the first open step, co-departments before the window that waits for them.
func (w *walk) next() int {
	open := w.c.OpenSteps()
	for _, i := range open {
		if w.c.Procedure().Steps[i].Kind == models.CheckStep {
			return i
		}
	}
	return open[0]
}

// pays settles a bill where delivery waits for one.
func (w *walk) pays(decision models.Verb) {
	w.t.Helper()
	p := w.c.Procedure()
	if p.PaidBefore == "" || decision != models.Approve {
		return
	}
	counter := models.Actor{Account: "counter", Role: "window_clerk", Unit: w.c.Filed.Unit}
	fee := w.c.Priced(models.ChargeFee, models.FeeFacts{Charges: []models.Charge{{Standard: p.Standards[0].Code, Quantity: 1000}}})
	w.says(counter, models.ChargeFee, models.Facts{Fee: &fee})
	paid := models.FeeFacts{Bill: w.c.N, Amount: fee.Amount, Channel: "online", Account: p.Standards[0].Account}
	w.says(counter, models.RecordPayment, models.Facts{Fee: &paid})
}

// TestEveryItemGoesTheSameWay shows that all items are accepted, decided, delivered and watched by the same commands,
// clocks and rules, whatever their procedure is. covers S91
func TestEveryItemGoesTheSameWay(t *testing.T) {
	catalogue, err := process.LoadAll(subsystems.Files, anywhere{})
	require.NoError(t, err)
	require.Greater(t, len(catalogue.All()), 45)
	for _, b := range catalogue.All() {
		for decision, outcome := range map[models.Verb]models.CaseStatus{models.Approve: models.Granted, models.Refuse: models.Denied} {
			for _, holds := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s is %s", b.Procedure.Item, outcome), func(t *testing.T) {
					w := begun(t, b, holds)
					require.Contains(t, w.spoke, "R-T3")
					for range 100 {
						if len(w.c.OpenSteps()) == 0 {
							break
						}
						w.does(decision)
					}
					require.Equal(t, models.Delivered, w.c.Status)
					require.Equal(t, outcome, w.c.Outcome)
					w.says(models.Actor{Account: "clerk"}, models.Close, models.Facts{})
					require.Equal(t, models.Closed, w.c.Status)
					require.Subset(t, w.spoke, []string{"R-T1", "R-T2", "R-T3", "R-T6"})
					require.Equal(t, b.Procedure.Deemed, slices.Contains(w.spoke, "K02"))
					require.Empty(t, w.set.Ahead(w.c, clock.National()), "nothing lies ahead of a closed case")
				})
			}
		}
	}
}
