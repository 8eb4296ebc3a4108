package models_test

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models"
	"mingcha/models/clock"
)

// sequences is how many random lives a case is led through.
func sequences() string {
	if os.Getenv("MINGCHA_LONG") != "" {
		return "1000000"
	}
	return "8000"
}

// pain 1, pain 6
func TestCaseProperties(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	require.NoError(t, checks.Value.Set(sequences()))
	t.Cleanup(func() { require.NoError(t, checks.Value.Set(before)) })

	shared := food()
	shared.Steps[2].SeparateFrom, shared.Steps[3].SeparateFrom = nil, nil
	shared.Steps[1].Rule = models.DecisionRule{Kind: models.Sequential}
	shared.Steps[2].Rule = models.DecisionRule{Kind: models.Ratio, Percent: 50}
	shared.Steps[3].Rule = models.DecisionRule{Kind: models.Weighted, Percent: 60, Weights: []int{2, 1, 1}}
	shared.Steps[1].Rule.Refusal = models.RefusalWaits
	shared.Steps[2].Rule.Veto = "department_head"
	excluded := joint()
	excluded.Steps[4].Counts = "excluded"
	later := food()
	later.AskLater = true
	procedures := []*models.Procedure{food(), joint(), shared, excluded, later, together()}

	rapid.Check(t, func(rt *rapid.T) {
		seed, length := rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(0, 60).Draw(rt, "length")
		lead(rt, procedures, seed, length, tally{})
	})

	require.Subset(t, everything, verbsOf(t, filed(t, food()).c))
	done := tally{models.Submit: 1}
	for seed := range uint64(1500) { // always the same lives, long enough that every verb has its turn
		lead(t, procedures, seed, 80, done)
	}
	done.reaches(t, filed(t, food()).c)
}

// dated asks that clocks after corrections are those of a record that was right from the beginning.
func (l *life) dated() {
	right := models.NewCase(l.c.ID, l.begun)
	for _, line := range models.Corrected(l.lines) {
		require.NoError(l.t, right.Fold(line))
	}
	require.Equal(l.t, right.Clocks(), l.c.Clocks())
}

// leadsTo says where each verb that moves a case may lead; every other verb leaves the status as it is.
var leadsTo = map[models.Verb][]models.CaseStatus{
	models.Receive: {models.Received}, models.SendBack: {models.Returned}, models.Accept: {models.Accepted},
	models.DeemAccepted: {models.Accepted}, models.Decline: {models.Declined}, models.NotifySupplement: {models.Supplement},
	models.Supply: {models.Received, models.Accepted}, models.Lapse: {models.Lapsed}, models.Withdraw: {models.Withdrawn},
	models.Return:  {models.Supplement},
	models.Approve: {models.Accepted, models.Granted}, models.Refuse: {models.Accepted, models.Denied},
	models.Forward: {models.Forwarded}, models.VoidCase: {models.Voided},
	models.Deliver: {models.Delivered}, models.Close: {models.Closed}, models.Archive: {models.Archived}, models.Confirm: {models.Terminated},
	models.Reopen: {models.Submitted, models.Received, models.Supplement, models.Accepted},
}

func (l *life) lawful(verb models.Verb, before models.CaseStatus) {
	after := l.c.Status
	if after == before {
		return
	}
	require.True(l.t, before.CanMove(after), "%s: %s to %s", verb, before, after)
	require.Contains(l.t, leadsTo[verb], after, "%s led to %s", verb, after)
}

// sound holds the state to what is true of every case at any time.
func (l *life) sound() {
	c, p := l.c, l.c.Procedure()
	for _, i := range c.OpenSteps() {
		for _, prior := range p.Steps[i].After {
			require.Contains(l.t, []models.StepPhase{models.Done, models.Passed}, c.Steps[prior].Phase, "%s is open before %s", c.Steps[i].Key, c.Steps[prior].Key)
		}
	}
	for i := range c.Steps {
		for _, account := range c.Steps[i].Hands {
			_, barred := c.KeptApart(i, account)
			require.False(l.t, barred, "%s has handled and decided (A07)", account)
		}
	}
	l.manned()
	require.LessOrEqual(l.t, c.Asked, 1, "the applicant was asked twice after acceptance (K02)")
	require.LessOrEqual(l.t, c.Notified, 1, "what is missing was told twice (K02)")
	require.LessOrEqual(l.t, c.Extended, 1, "extended twice (K04)")
	if c.Status == models.Accepted {
		require.Equal(l.t, c.Stands() || l.leftOut(), c.Decision.Stopped(), "the ledger does not say what stops the clock")
	}
	names := map[string]bool{}
	running := false
	for _, clock := range c.Clocks() {
		require.False(l.t, names[clock.Name], "two clocks are called %s", clock.Name)
		names[clock.Name] = true
		running = running || clock.End.IsZero()
		require.True(l.t, clock.End.IsZero() || !clock.End.Before(clock.Timeline.Start), "%s ended before it began", clock.Name)
	}
	waits := c.Status == models.Delivered // for the close
	require.True(l.t, c.Status.Ended() || len(c.OpenSteps()) > 0 || running || waits, "nobody has anything to do in %s", c.Status)
	require.False(l.t, c.Status.Ended() && running, "a clock runs on in %s", c.Status)
	l.alternate(c.Decision)
}

// manned asks that every open step waits for somebody who can act, and that nobody has two places in one.
// No way of returning, asking, handing on or withdrawing leaves a step that nobody can do.
func (l *life) manned() {
	c, p := l.c, l.c.Procedure()
	for _, i := range c.OpenSteps() {
		s := c.Steps[i]
		vacant := p.Steps[i].Shared() && len(s.Votes) == 0 // an incident stands open until somebody is appointed
		free := slices.ContainsFunc(c.Slots(i), func(slot models.Slot) bool { return !slot.Waits })
		require.True(l.t, free || vacant, "%s waits for nobody", s.Key)
		places := map[string]bool{}
		for _, slot := range c.Slots(i) {
			require.False(l.t, slot.Account != "" && places[slot.Account], "%s has two places in %s", slot.Account, s.Key)
			places[slot.Account] = true
			_, barred := c.KeptApart(i, slot.Account)
			require.False(l.t, barred, "%s waits for somebody it is kept apart from", s.Key)
		}
		require.False(l.t, s.Holder != "" && c.HasRecused(s.Holder), "%s is held by somebody who has withdrawn", s.Key)
	}
}

func (l *life) leftOut() bool {
	return slices.ContainsFunc(l.c.OpenSteps(), func(i int) bool { return l.c.Procedure().Steps[i].Counts == "excluded" })
}

// alternate asks that a ledger starts once, stops only while it runs and resumes only while it stands.
func (l *life) alternate(ledger clock.Ledger) {
	state := clock.Move("")
	for _, e := range ledger.Entries {
		follows := map[clock.Move][]clock.Move{
			"": {clock.MoveStart}, clock.MoveStart: {clock.MoveStop}, clock.MoveStop: {clock.MoveResume}, clock.MoveResume: {clock.MoveStop},
		}
		if e.Move == clock.MoveExtend || e.Move == clock.MoveRecompute || e.Move == clock.MoveCorrect {
			continue
		}
		require.Contains(l.t, follows[state], e.Move)
		state = e.Move
	}
}

// spoke asks that no threshold speaks twice unless it was taken back in between.
func (l *life) spoke(verb models.Verb, facts models.Facts) {
	switch verb {
	case models.Warn, models.IssueCard, models.WithholdCard:
		require.False(l.t, l.keys[facts.Card.Key], "%s spoke twice", facts.Card.Key)
		l.keys[facts.Card.Key] = true
	case models.WithdrawCard:
		require.True(l.t, l.keys[facts.Card.Key])
		l.keys[facts.Card.Key] = false
	}
}

// folds asks that the state is a pure function of the lines: folding them again gives the same, and so does stopping
// anywhere, going through JSON and folding the rest.
func (l *life) folds() {
	again := models.State{Case: models.NewCase(l.c.ID, l.begun)}
	pause := l.chance.IntN(len(l.lines))
	for i, line := range l.lines {
		if i == pause {
			again = travelled(l.t, again)
		}
		require.NoError(l.t, again.Case.Fold(line))
	}
	require.Equal(l.t, travelled(l.t, models.State{Case: l.c}).Case, travelled(l.t, again).Case)
}

// travelled is a state after its way between a workflow and the append.
func travelled(t require.TestingT, s models.State) models.State {
	text, err := json.Marshal(s)
	require.NoError(t, err)
	var out models.State
	require.NoError(t, json.Unmarshal(text, &out))
	if s.Case != nil {
		out.Case.Bind(s.Case.Procedure())
	}
	return out
}
