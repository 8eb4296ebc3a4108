package models_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

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
	return "20000"
}

// life gives a case commands by chance, most of them sensible, and holds it to what must always be true. A seed gives
// the same life again, so that rapid can look for its shortest part that fails.
type life struct {
	*docket
	t      *rapid.T
	chance *rand.Rand
	keys   map[string]bool // of thresholds that have spoken and were not taken back
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
	channels := []string{models.WindowChannel, "2"}

	rapid.Check(t, func(rt *rapid.T) {
		seed, length := rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(0, 60).Draw(rt, "length")
		l := &life{t: rt, keys: map[string]bool{}, chance: rand.New(rand.NewPCG(seed, 1))}
		l.docket = open(rt, one(l, procedures))
		l.must(applicant, models.Submit, models.Facts{Filed: filing(one(l, channels))})
		for range length {
			l.act()
		}
		l.folds()
	})
}

// one picks by chance; often says yes so many times out of ten.
func one[T any](l *life, from []T) T { return from[l.chance.IntN(len(from))] }

func (l *life) often(ten int) bool { return l.chance.IntN(10) < ten }

// everything lists the verbs; those that carry a case on come more often, and those that only end it less.
var everything = slices.Concat(models.CaseVerbs(), forward, forward, forward, forward, []models.Verb{
	models.DeemAccepted, models.Lapse, models.CompleteStep, models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard,
	models.Recalendar, models.Report, models.RaiseIncident, models.SettleIncident, models.Submit, models.Rate, models.RateAgain,
})

var forward = []models.Verb{
	models.Receive, models.Accept, models.Approve, models.Approve, models.Approve, models.Approve, models.Approve, models.Approve,
	models.Return, models.CompleteStep, models.CompleteStep, models.Deliver, models.Close, models.Reopen, models.Archive,
	models.AddSign, models.Sign, models.Sign, models.Sign, models.TakeBack, models.Supply, models.Contribute, models.Contribute,
	models.CorrectInstant, models.Confirm,
}

func (l *life) act() {
	verb := one(l, everything)
	facts := l.facts(verb)
	actor := l.actor(verb, facts.Step)
	before := l.c.Status
	l.holds = onSite(l.often(5))
	if l.tryAt(l.now.Add(time.Duration(l.chance.IntN(3*24*60))*time.Minute), actor, verb, facts) != nil {
		return
	}
	l.lawful(verb, before)
	l.sound()
	l.spoke(verb, facts)
	if verb == models.Confirm {
		l.dated()
	}
}

// dated asks that clocks after corrections are those of a record that was right from the beginning.
func (l *life) dated() {
	right := models.NewCase(l.c.ID, l.c.Procedure())
	for _, line := range models.Corrected(l.lines) {
		require.NoError(l.t, right.Fold(line))
	}
	require.Equal(l.t, right.Clocks(), l.c.Clocks())
}

func (l *life) facts(verb models.Verb) models.Facts {
	keys := []string{"nowhere"}
	for _, s := range l.c.Steps {
		keys = append(keys, s.Key)
	}
	step := one(l, keys)
	if open := l.open(); len(open) > 0 && l.often(9) {
		step = one(l, open)
	}
	f := reasons(step)
	f.Materials, f.Filed = whole, filing("2")
	f.Target, f.Resume, f.Adverse = one(l, keys), l.often(5), l.often(1)
	f.To, f.Ground = one(l, crowd), one(l, []string{"hearing", "testing", "publicity", "shift", "test_entry"})
	f.Order, f.Copies = one(l, []models.SignKind{models.SignBefore, models.SignAfter}), []string{one(l, crowd)}
	if f.From = one(l, append(l.waited(step), "")); l.often(2) && verb != models.Transfer {
		f.To = ""
	}
	if verb == models.RemoveSign {
		f.To = f.From
	}
	if verb == models.Return && l.often(2) {
		f.Target = models.ToApplicant
	}
	f.Answers = 1 + l.chance.IntN(l.c.N)
	if len(l.c.Pending) > 0 && l.often(8) {
		f.Answers = one(l, l.c.Pending).Line
	}
	f.Fee = &models.FeeFacts{
		Charges: []models.Charge{{Standard: "place", Quantity: int64(l.chance.IntN(3000))}}, Channel: "bank", Account: "10304",
		Amount: models.Fen(l.chance.IntN(9000)), Bill: l.chance.IntN(l.c.N + 1), Payment: 1 + l.chance.IntN(l.c.N),
	}
	f.Rating = &models.RatingFacts{Level: models.Satisfaction(l.chance.IntN(7))}
	f.Card = &models.CardFacts{ID: "card", Key: one(l, []string{"a", "b", "c"}), Level: models.Red}
	if deeds := l.c.Deeds; verb == models.CorrectInstant {
		moved := one(l, deeds)
		f.Ground = "entered_wrong"
		f.Correction = &models.Correction{Line: moved.Line, Is: moved.At.Add(time.Duration(l.chance.IntN(96)-48) * time.Hour)}
	}
	if verb == models.NotifySupplement {
		f.Materials = lacking
	}
	if verb == models.Contribute {
		f.Materials = []models.Checked{{No: 1 + l.chance.IntN(2), State: one(l, []string{"received", "missing"})}}
	}
	for i, s := range l.c.Procedure().Steps {
		if s.Shared() && l.c.Steps[i].Phase != models.Open {
			f.Seats = append(f.Seats, models.Seat{Step: s.Key, Account: "a", Veto: true}, models.Seat{Step: s.Key, Account: "b"}, models.Seat{Step: s.Key, Account: "c"})
		}
	}
	f.Seats = slices.DeleteFunc(f.Seats, func(s models.Seat) bool { return l.c.HasRecused(s.Account) })
	return f
}

// waited lists the people for whom a step waits.
func (l *life) waited(step string) []string {
	i := l.c.Procedure().StepIndex(step)
	if i < 0 || l.c.Steps[i].Phase != models.Open {
		return nil
	}
	var out []string
	for _, slot := range l.c.Slots(i) {
		out = append(out, slot.Account)
	}
	return out
}

var crowd = []string{"a", "b", "c", "d", "e", "f", "g", "h"}

func (l *life) actor(verb models.Verb, step string) models.Actor {
	switch verb {
	case models.DeemAccepted, models.Lapse, models.CompleteStep, models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard:
		return models.System()
	case models.Rate, models.RateAgain:
		return citizen
	}
	a := models.Actor{Account: one(l, crowd), Role: "department_head", Unit: "bureau"}
	i := l.c.Procedure().StepIndex(step)
	if i < 0 || verb == models.Extend {
		return a
	}
	a.Role, a.Unit = l.c.Procedure().Steps[i].Role, l.c.Steps[i].Unit
	if holder := l.c.Steps[i].Holder; holder != "" && l.often(8) {
		a.Account = holder
	}
	for _, v := range l.c.Steps[i].Votes {
		if v.Said == "" && l.often(8) {
			a.Account = v.Account
			break
		}
	}
	if waited := l.waited(step); len(waited) > 0 && l.often(5) {
		a.Account = cmp.Or(one(l, waited), a.Account)
	}
	if by := l.c.Steps[i].By; verb == models.TakeBack && by != "" {
		a.Account = by
	}
	if l.often(1) {
		a.For = one(l, crowd)
	}
	return a
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
	again := models.State{Case: models.NewCase(l.c.ID, l.c.Procedure())}
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
